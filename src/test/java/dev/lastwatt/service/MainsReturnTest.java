package dev.lastwatt.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lastwatt.adapter.hypervisor.hyperv.HyperVHypervisor;
import dev.lastwatt.adapter.hypervisor.hyperv.SimulatedHost;
import dev.lastwatt.adapter.hypervisor.simulated.HostDescription;
import dev.lastwatt.adapter.hypervisor.simulated.SimulatedHypervisor;
import dev.lastwatt.adapter.time.ScaledTimebase;
import dev.lastwatt.adapter.time.SystemTimebase;
import dev.lastwatt.adapter.ups.nut.NutSettings;
import dev.lastwatt.adapter.ups.nut.NutSource;
import dev.lastwatt.adapter.ups.wire.Endpoint;
import dev.lastwatt.boot.Pace;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.core.journal.RunOutcome;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.peer.GenuineUpsd;
import dev.lastwatt.peer.NeedsPeer;
import dev.lastwatt.peer.Peer;
import dev.lastwatt.port.Timebase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mains come back before the commit point, for good or not. */
class MainsReturnTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double FAST = 20;

    private final Path folder;
    private final SimulatedHost host;
    private final Timebase time = new ScaledTimebase(new SystemTimebase(), FAST);
    private final UpsByHand ups = new UpsByHand(time);
    private final List<AutoCloseable> open = new ArrayList<>();

    MainsReturnTest(@TempDir Path folder) {
        this.folder = folder;
        host = new SimulatedHost(folder);
        InstalledService.bootsInto(folder.resolve("data"), "first");
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    @NeedsPeer({Peer.UPSD, Peer.POWERSHELL})
    void whatTheRunHasStoppedIsStartedAgainInReverseOrderAndNothingElse() {
        host.become(House.SPEED, House.guests());
        Timebase real = new SystemTimebase();
        try (GenuineUpsd upsd = GenuineUpsd.start();
                InstalledService service = new InstalledService(
                        folder.resolve("data"),
                        new NutSource(NutSettings.of(new Endpoint("127.0.0.1", upsd.port())), real),
                        new HyperVHypervisor(host.settings(), Clock.systemUTC()),
                        real,
                        Pace.usual(),
                        House.policy(Duration.ofSeconds(3)),
                        House.samples(),
                        UnaryOperator.identity())) {
            await().atMost(PATIENCE).until(service::isReady);
            service.service().arm("test", "to see it act");
            upsd.set("battery.charge", "20");
            upsd.set("ups.status", "OB LB");
            await().atMost(PATIENCE).until(() -> asked(service).contains("app1"));

            upsd.set("battery.charge", "100");
            upsd.set("ups.status", "OL");
            await().atMost(PATIENCE).until(() -> ended(service));

            List<String> stopped = asked(service);
            HostLog truth = HostLog.of(host);
            assertThat(truth.guests(HostLog.SHUT_DOWN, HostLog.SAVED)).containsExactlyInAnyOrderElementsOf(stopped);
            // A saved guest is not started but restored; the journal names both.
            assertThat(started(service)).containsExactlyInAnyOrderElementsOf(stopped);
            assertThat(truth.guests(HostLog.STARTED)).isSubsetOf(stopped);
            serversWereStartedBeforeTheirClients(service);
            assertThat(truth.states()).containsEntry(House.OFF_BEFORE, "Off");
            truth.states().remove(House.OFF_BEFORE);
            assertThat(truth.states().values()).containsOnly("Running");
            assertThat(service.powerOffs()).isEmpty();
            assertThat(service.phase()).isEqualTo(Phase.ON_LINE);
        }
    }

    @Test
    void nothingIsUndoneBeforeTheMainsHaveHeldForThirtySeconds() throws IOException {
        InstalledService service = fastService();
        ups.low();
        await().atMost(PATIENCE).until(() -> asked(service).contains("app1"));
        ups.full();
        await().atMost(PATIENCE).until(() -> ended(service));

        Instant back = last(service, Fact.PowerChanged.class).at();
        Fact.PhaseEntered recovering = service.facts().stream()
                .filter(f -> f instanceof Fact.PhaseEntered entered && entered.phase() == Phase.RECOVERING)
                .map(Fact.PhaseEntered.class::cast)
                .findFirst()
                .orElseThrow();
        Instant undone = recovering.at();
        // The mains hold since the reading that showed them, a moment before that was written down.
        Instant seen = Instant.parse(recovering.why().substring(recovering.why().lastIndexOf(' ') + 1));
        assertThat(seen).isBeforeOrEqualTo(back);
        assertThat(Duration.between(seen, undone)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(35));
        assertThat(service.facts().stream()
                        .filter(f -> f instanceof Fact.StartRequested || f instanceof Fact.StopRequested)
                        .filter(f -> !f.at().isBefore(back) && f.at().isBefore(undone)))
                .isEmpty();
        assertThat(started(service)).containsExactlyInAnyOrderElementsOf(asked(service));
        assertThat(up(service)).hasSize(10).doesNotContain(House.OFF_BEFORE);
    }

    @Test
    void aReturnThatDoesNotHoldChangesNothing() throws IOException {
        InstalledService service = fastService();
        ups.low();
        await().atMost(PATIENCE).until(() -> asked(service).contains("app1"));
        ups.full();
        Instant until = time.now().plusSeconds(20);
        await().atMost(PATIENCE).until(() -> time.now().isAfter(until));
        ups.low();
        await().atMost(PATIENCE).until(() -> service.phase() == Phase.OFF);

        assertThat(started(service)).isEmpty();
        assertThat(asked(service)).hasSize(10).doesNotHaveDuplicates();
        assertThat(up(service)).isEmpty();
        assertThat(service.powerOffs()).hasSize(1);
    }

    @Test
    void guestsAreNotStartedBeforeTheBatteryCouldCarryAnotherOutage() throws IOException {
        InstalledService service = fastService();
        ups.low();
        await().atMost(PATIENCE).until(() -> asked(service).contains("app1"));
        ups.says(25, Duration.ofMinutes(2), StatusFlag.OL, StatusFlag.CHRG);
        await().atMost(PATIENCE).until(() -> service.phase() == Phase.RECOVERING);
        Instant until = time.now().plusSeconds(60);
        await().atMost(PATIENCE).until(() -> time.now().isAfter(until));
        assertThat(started(service)).isEmpty();
        assertThat(service.phase()).isEqualTo(Phase.RECOVERING);

        ups.says(60, Duration.ofMinutes(20), StatusFlag.OL, StatusFlag.CHRG);
        await().atMost(PATIENCE).until(() -> ended(service));
        assertThat(started(service)).containsExactlyInAnyOrderElementsOf(asked(service));
    }

    @Test
    void theMainsFailAgainWhileGuestsAreStartedAndTheRunGoesOn() throws IOException {
        InstalledService service = fastService();
        ups.low();
        await().atMost(PATIENCE).until(() -> asked(service).contains("app1"));
        ups.full();
        await().atMost(PATIENCE).until(() -> !started(service).isEmpty());
        ups.low();
        await().atMost(PATIENCE).until(() -> service.phase() == Phase.OFF);

        assertThat(service.facts()).filteredOn(Fact.RunBegan.class::isInstance).hasSize(1);
        assertThat(service.facts()).noneMatch(Fact.RunEnded.class::isInstance);
        assertThat(up(service)).isEmpty();
        assertThat(service.powerOffs()).hasSize(1);
    }

    /** On a simulated hypervisor in this process, in a time that runs faster. */
    private InstalledService fastService() throws IOException {
        host.become(1, House.guests());
        InstalledService service = new InstalledService(
                folder.resolve("data"),
                ups,
                SimulatedHypervisor.of(
                        HostDescription.of(Files.readString(host.file())),
                        time,
                        latency -> LockSupport.parkNanos(latency.toNanos())),
                time,
                Pace.usual().times(FAST),
                House.policy(Duration.ofSeconds(30)),
                House.samples(),
                UnaryOperator.identity());
        open.add(service);
        await().atMost(PATIENCE).until(service::isReady);
        service.service().arm("test", "to see it act");
        return service;
    }

    private static boolean ended(InstalledService service) {
        return service.facts().stream()
                .anyMatch(f -> f instanceof Fact.RunEnded ended && ended.outcome() == RunOutcome.CANCELLED);
    }

    private static <F extends Fact> F last(InstalledService service, Class<F> kind) {
        List<F> all = facts(service, kind).toList();
        return all.get(all.size() - 1);
    }

    private static <F extends Fact> Stream<F> facts(InstalledService service, Class<F> kind) {
        return service.facts().stream().filter(kind::isInstance).map(kind::cast);
    }

    private static List<String> asked(InstalledService service) {
        return facts(service, Fact.StopRequested.class)
                .map(Fact.StopRequested::name)
                .toList();
    }

    private static List<String> started(InstalledService service) {
        return facts(service, Fact.StartRequested.class)
                .map(Fact.StartRequested::name)
                .toList();
    }

    private static List<String> up(InstalledService service) {
        return Objects.requireNonNull(service.snapshot().inventory()).guests().stream()
                .filter(g -> g.state() == GuestState.RUNNING)
                .map(Guest::name)
                .toList();
    }

    private static void serversWereStartedBeforeTheirClients(InstalledService service) {
        List<String> order = started(service);
        for (Map.Entry<String, String> need : House.NEEDS.entrySet()) {
            if (order.contains(need.getKey()) && order.contains(need.getValue())) {
                assertThat(order.indexOf(need.getValue())).isLessThan(order.indexOf(need.getKey()));
            }
        }
    }
}
