package dev.lastwatt.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lastwatt.adapter.hypervisor.hyperv.HyperVHypervisor;
import dev.lastwatt.adapter.hypervisor.hyperv.SimulatedHost;
import dev.lastwatt.adapter.hypervisor.simulated.HostDescription;
import dev.lastwatt.adapter.hypervisor.simulated.SimulatedHypervisor;
import dev.lastwatt.adapter.time.SystemTimebase;
import dev.lastwatt.adapter.ups.UnfitPeers;
import dev.lastwatt.adapter.ups.apcupsd.ApcupsdSettings;
import dev.lastwatt.adapter.ups.apcupsd.ApcupsdSource;
import dev.lastwatt.adapter.ups.apcupsd.NisScript;
import dev.lastwatt.adapter.ups.nut.NutScript;
import dev.lastwatt.adapter.ups.nut.NutSettings;
import dev.lastwatt.adapter.ups.nut.NutSource;
import dev.lastwatt.adapter.ups.wire.Endpoint;
import dev.lastwatt.boot.Pace;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.peer.LoopbackPeer;
import dev.lastwatt.peer.LoopbackPeer.Conversation;
import dev.lastwatt.peer.NeedsPeer;
import dev.lastwatt.peer.Peer;
import dev.lastwatt.port.Hypervisor;
import dev.lastwatt.port.Timebase;
import dev.lastwatt.port.UpsSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers and a PowerShell that misbehave: the service keeps its loop, says so once, and shuts nothing down on line. */
class HostilePeersServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Timebase time = new SystemTimebase();
    private final Path folder;
    private final SimulatedHost host;
    private final List<AutoCloseable> open = new ArrayList<>();
    private final LogLines log = new LogLines("dev.lastwatt");

    HostilePeersServiceTest(@TempDir Path folder) {
        this.folder = folder;
        host = new SimulatedHost(folder);
        host.become(1, House.few());
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        log.close();
    }

    /** All at once, each with a service of its own: they take the time of one. */
    @Test
    void serversThatMisbehaveAreSaidOnceAndTheReadingsComeBackWhenTheyBehave() throws IOException {
        Map<String, Conversation> hostile = new LinkedHashMap<>();
        Arrays.stream(UnfitPeers.values()).forEach(p -> hostile.put(p.name(), p.conversation()));
        hostile.put("STALE", new NutScript().on("LIST VAR sim", "ERR DATA-STALE\n"));
        hostile.put("HALF_A_FRAME", socket -> {
            socket.getInputStream().read();
            socket.getOutputStream().write(new byte[] {0, 40, 'A', 'P', 'C'});
        });
        hostile.put("A_WRONG_LENGTH", socket -> {
            socket.getInputStream().read();
            socket.getOutputStream().write(new byte[] {0x7f, (byte) 0xff, 'A', 'P', 'C', '\n', 0, 0});
        });

        Map<String, InstalledService> services = new LinkedHashMap<>();
        List<LoopbackPeer> nuts = new ArrayList<>();
        List<LoopbackPeer> nises = new ArrayList<>();
        hostile.forEach((name, conversation) -> {
            LoopbackPeer nut = opened(new LoopbackPeer(conversation));
            LoopbackPeer nis = opened(new LoopbackPeer(conversation));
            nuts.add(nut);
            nises.add(nis);
            services.put("nut " + name, armed("nut-" + name, nut(nut), simulated()));
            services.put("nis " + name, armed("nis-" + name, nis(nis), simulated()));
        });

        watchFor(Duration.ofSeconds(8), services);
        for (InstalledService service : services.values()) {
            assertThat(service.snapshot().answer()).isInstanceOf(SourceAnswer.Missing.class);
            assertThat(service.snapshot().reading()).isNull();
        }
        for (LoopbackPeer peer : nuts) {
            String address = "nut://127.0.0.1:" + peer.port();
            assertThat(log.containing("no reading from " + address)).as(address).hasSizeBetween(1, 2);
        }

        nuts.forEach(p -> p.nowDoes(wellBehavedNut("OL")));
        nises.forEach(p -> p.nowDoes(wellBehavedNis()));
        nuts.forEach(LoopbackPeer::hangUp);
        nises.forEach(LoopbackPeer::hangUp);
        services.forEach((name, service) ->
                await(name).atMost(PATIENCE).until(() -> service.snapshot().answer() instanceof SourceAnswer.Answered));
        services.forEach((name, service) -> nothingWasTouched(service));
    }

    @Test
    void flagsThatContradictEachOtherShutNothingDown() throws IOException {
        Map<String, InstalledService> services = new LinkedHashMap<>();
        for (String flags : List.of("OL LB", "OL OB LB", "OL FSD", "OL CHRG DISCHRG RB OVER", "", "OL OFF BYPASS")) {
            LoopbackPeer peer = opened(new LoopbackPeer(wellBehavedNut(flags)));
            services.put(flags, armed("flags " + services.size(), nut(peer), simulated()));
        }
        watchFor(Duration.ofSeconds(12), services);
        services.forEach((flags, service) -> nothingWasTouched(service));
    }

    @Test
    @NeedsPeer(Peer.POWERSHELL)
    void aPowerShellThatMisbehavesHoldsUpNothing() {
        LoopbackPeer ups = opened(new LoopbackPeer(wellBehavedNut("OL")));
        InstalledService service = armed(
                "powershell",
                nut(ups),
                new HyperVHypervisor(
                        host.settings()
                                .withSessions(2, 1)
                                .withDeadlines(Duration.ofSeconds(60), Duration.ofSeconds(4), Duration.ofSeconds(4)),
                        Clock.systemUTC()));
        await().atMost(PATIENCE).until(service::isReady);
        Map<String, InstalledService> one = Map.of("powershell", service);
        for (String fault : List.of("noise", "warnings", "prompt", "dies", "hangs-once")) {
            trouble(fault);
            watchFor(Duration.ofSeconds(6), one);
        }
        trouble();
        await().atMost(PATIENCE).until(service::isReady);
        watchFor(Duration.ofSeconds(2), one);

        trouble("vmms-down");
        await().atMost(PATIENCE).until(() -> service.snapshot().hypervisorLostSince() != null);
        watchFor(Duration.ofSeconds(6), one);
        assertThat(log.containing("RpcServerUnavailable")).hasSize(1);
        trouble();
        await().atMost(PATIENCE).until(service::isReady);
        nothingWasTouched(service);
        // One for each cause, one for its end, and a few about the start.
        assertThat(log.all()).as(String.join("\n", log.all())).hasSizeLessThan(25);
    }

    private void trouble(String... faults) {
        host.become(1, House.few(), h -> {
            for (String fault : faults) {
                h.withArray("faults").add(fault);
            }
        });
    }

    /** The loop ticks each second in each of them, and what answers is read at least every five seconds. */
    private void watchFor(Duration length, Map<String, InstalledService> services) {
        Instant end = time.now().plus(length);
        await().atMost(length.plus(PATIENCE))
                .pollInterval(Duration.ofMillis(250))
                .until(() -> {
                    services.forEach((name, service) -> {
                        Instant now = time.now();
                        assertThat(service.snapshot().at()).as(name).isAfter(now.minusSeconds(3));
                        Reading reading = service.snapshot().reading();
                        if (reading != null) {
                            assertThat(reading.takenAt()).as(name).isAfter(now.minusSeconds(5));
                        }
                    });
                    return time.now().isAfter(end);
                });
    }

    private static void nothingWasTouched(InstalledService service) {
        assertThat(service.facts()).noneMatch(Fact.OfRun.class::isInstance);
        assertThat(service.powerOffs()).isEmpty();
    }

    private InstalledService armed(String name, UpsSource source, Hypervisor hypervisor) {
        Path data = folder.resolve(name.replace(' ', '-'));
        InstalledService.bootsInto(data, "first");
        InstalledService service = opened(new InstalledService(
                data,
                source,
                hypervisor,
                time,
                Pace.usual(),
                House.policy(Duration.ofSeconds(2)),
                List.of(),
                UnaryOperator.identity()));
        service.service().arm("test", "to see it do nothing");
        return service;
    }

    private Hypervisor simulated() {
        try {
            return SimulatedHypervisor.of(HostDescription.of(Files.readString(host.file())), time, latency -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private UpsSource nut(LoopbackPeer peer) {
        return new NutSource(NutSettings.of(new Endpoint("127.0.0.1", peer.port())), time);
    }

    private UpsSource nis(LoopbackPeer peer) {
        return new ApcupsdSource(ApcupsdSettings.of(new Endpoint("127.0.0.1", peer.port())), time);
    }

    private static Conversation wellBehavedNut(String flags) {
        return new NutScript().variables("ups.status", flags, "battery.charge", "30", "battery.runtime", "7200");
    }

    private static Conversation wellBehavedNis() {
        return new NisScript()
                .status(
                        "STATUS   : ONLINE",
                        "STATFLAG : 0x05000008",
                        "BCHARGE  : 30.0 Percent",
                        "TIMELEFT : 5.0 Minutes");
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.add(0, part);
        return part;
    }
}
