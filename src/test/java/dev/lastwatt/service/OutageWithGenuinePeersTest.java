package dev.lastwatt.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lastwatt.adapter.hypervisor.hyperv.HyperVHypervisor;
import dev.lastwatt.adapter.hypervisor.hyperv.SimulatedHost;
import dev.lastwatt.adapter.time.SystemTimebase;
import dev.lastwatt.adapter.ups.apcupsd.ApcupsdSettings;
import dev.lastwatt.adapter.ups.apcupsd.ApcupsdSource;
import dev.lastwatt.adapter.ups.nut.NutSettings;
import dev.lastwatt.adapter.ups.nut.NutSource;
import dev.lastwatt.adapter.ups.wire.Endpoint;
import dev.lastwatt.boot.Pace;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.peer.GenuineApcupsd;
import dev.lastwatt.peer.GenuineUpsd;
import dev.lastwatt.peer.NeedsPeer;
import dev.lastwatt.peer.Peer;
import dev.lastwatt.port.Timebase;
import dev.lastwatt.port.UpsSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job: a genuine UPS daemon, genuine PowerShell on a simulated host, and the armed service between them. */
class OutageWithGenuinePeersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Timebase time = new SystemTimebase();
    private final Path folder;
    private final SimulatedHost host;

    OutageWithGenuinePeersTest(@TempDir Path folder) {
        this.folder = folder;
        host = new SimulatedHost(folder);
        host.become(House.SPEED, House.guests());
        InstalledService.bootsInto(folder, "first");
    }

    @Test
    @NeedsPeer({Peer.UPSD, Peer.POWERSHELL})
    void withUpsdEveryGuestStopsInOrderAndTheHostGoesDownOnce() {
        try (GenuineUpsd upsd = GenuineUpsd.start()) {
            outage(
                    new NutSource(NutSettings.of(new Endpoint("127.0.0.1", upsd.port())), time),
                    () -> {
                        upsd.set("battery.runtime", "900");
                        upsd.set("battery.charge", "80");
                        upsd.set("ups.status", "OB DISCHRG");
                    },
                    () -> {
                        upsd.set("battery.charge", "20");
                        upsd.set("ups.status", "OB LB");
                    });
        }
    }

    @Test
    @NeedsPeer({Peer.APCUPSD, Peer.SOCAT, Peer.POWERSHELL})
    void withApcupsdEveryGuestStopsInOrderAndTheHostGoesDownOnce() {
        try (GenuineApcupsd apcupsd = GenuineApcupsd.start()) {
            outage(
                    new ApcupsdSource(ApcupsdSettings.of(new Endpoint("127.0.0.1", apcupsd.port())), time),
                    () -> apcupsd.onBattery(40, 15),
                    apcupsd::lowBattery);
        }
    }

    private void outage(UpsSource source, Runnable fail, Runnable low) {
        try (InstalledService service = new InstalledService(
                folder.resolve("data"),
                source,
                new HyperVHypervisor(host.settings(), Clock.systemUTC()),
                time,
                Pace.usual(),
                House.policy(Duration.ofSeconds(30)),
                House.samples(),
                UnaryOperator.identity())) {
            await().atMost(PATIENCE).until(service::isReady);
            service.service().arm("test", "to see it act");
            fail.run();
            await().atMost(PATIENCE).until(() -> service.phase() == Phase.HOLDING);
            assertThat(service.facts()).noneMatch(Fact.StopRequested.class::isInstance);

            low.run();
            await().atMost(PATIENCE).until(() -> service.phase() == Phase.OFF);

            HostLog truth = HostLog.of(host);
            everyGuestIsDownCleanlyAndInOrder(truth);
            theJournalTellsItAll(service.facts());
            guestsWereAskedAtOnceWhenTheirTimeHadCome(service.facts());
            assertThat(service.powerOffs()).hasSize(1);
        }
    }

    private static void everyGuestIsDownCleanlyAndInOrder(HostLog truth) {
        assertThat(truth.states().values()).hasSize(11).containsOnly("Off", "Saved");
        assertThat(truth.states()).containsEntry(House.WITHOUT_SERVICES, "Saved");
        assertThat(truth.guests(HostLog.TURNED_OFF)).isEmpty();
        assertThat(truth.guests(HostLog.SHUT_DOWN, HostLog.SAVED))
                .hasSize(10)
                .doesNotHaveDuplicates()
                .doesNotContain(House.OFF_BEFORE);
        assertThat(truth.guests(HostLog.SHUT_DOWN)).contains("init1", "init2");
        House.NEEDS.forEach((client, server) -> assertThat(truth.downAt(client))
                .as(client + " is down before " + server)
                .isBefore(truth.downAt(server)));
    }

    private static void theJournalTellsItAll(List<Fact> facts) {
        Set<String> asked = new HashSet<>();
        Set<String> down = new HashSet<>();
        for (Fact fact : facts) {
            if (fact instanceof Fact.StopRequested f) {
                assertThat(asked.add(f.name())).as("asked once: " + f.name()).isTrue();
                House.NEEDS.forEach((client, server) -> {
                    if (server.equals(f.name())) {
                        assertThat(down)
                                .as("what needs " + server + " is down when it is asked")
                                .contains(client);
                    }
                });
            } else if (fact instanceof Fact.StopAnswered f) {
                assertThat(asked).contains(f.name());
                assertThat(f.answer()).isEqualTo("accepted");
            } else if (fact instanceof Fact.GuestDown f) {
                assertThat(asked).contains(f.name());
                down.add(f.name());
            } else if (fact instanceof Fact.HostShutdownAsked) {
                assertThat(down).hasSize(10);
            }
        }
        List<Class<?>> kinds = facts.stream().<Class<?>>map(Fact::getClass).toList();
        assertThat(kinds.indexOf(Fact.RunBegan.class)).isLessThan(kinds.indexOf(Fact.StopRequested.class));
        assertThat(kinds.subList(kinds.size() - 3, kinds.size()))
                .containsExactly(
                        Fact.PhaseEntered.class, Fact.HostShutdownAsked.class, Fact.HostShutdownAnswered.class);
        assertThat(((Fact.PhaseEntered) facts.get(facts.size() - 3)).phase()).isEqualTo(Phase.COMMITTED);
    }

    /** Those whose predecessors are off start stopping within two seconds. */
    private static void guestsWereAskedAtOnceWhenTheirTimeHadCome(List<Fact> facts) {
        Function<String, Fact> downOf = name -> facts.stream()
                .filter(f -> f instanceof Fact.GuestDown down && down.name().equals(name))
                .findFirst()
                .orElseThrow();
        for (Fact fact : facts) {
            if (fact instanceof Fact.StopRequested f && House.NEEDS.containsValue(f.name())) {
                Fact last = House.NEEDS.entrySet().stream()
                        .filter(need -> need.getValue().equals(f.name()))
                        .map(need -> downOf.apply(need.getKey()))
                        .max((a, b) -> a.at().compareTo(b.at()))
                        .orElseThrow();
                assertThat(Duration.between(last.at(), f.at())).isLessThan(Duration.ofSeconds(2));
            }
        }
    }
}
