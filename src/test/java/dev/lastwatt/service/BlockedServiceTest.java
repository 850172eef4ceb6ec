package dev.lastwatt.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lastwatt.adapter.hypervisor.hyperv.SimulatedHost;
import dev.lastwatt.adapter.hypervisor.simulated.HostDescription;
import dev.lastwatt.adapter.hypervisor.simulated.SimulatedHypervisor;
import dev.lastwatt.adapter.time.ScaledTimebase;
import dev.lastwatt.adapter.time.SystemTimebase;
import dev.lastwatt.boot.Pace;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.port.ShutdownAgent;
import dev.lastwatt.port.ShutdownAgents;
import dev.lastwatt.port.Timebase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The armed service on a simulated host where PowerChute is installed, until somebody removes it. */
class BlockedServiceTest {

    private static final double SPEED = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void lowBatteryIsLeftToPowerChuteUntilThatIsGone(@TempDir Path folder) throws IOException {
        SimulatedHost host = new SimulatedHost(folder);
        host.become(1, House.few());
        InstalledService.bootsInto(folder, "first");
        Timebase time = new ScaledTimebase(new SystemTimebase(), SPEED);
        UpsByHand ups = new UpsByHand(time);
        AtomicReference<ShutdownAgents.Look> look = new AtomicReference<>(new ShutdownAgents.Look(
                List.of(new ShutdownAgent("PowerChute", "would shut this host down", "uninstall it")),
                List.of(),
                List.of()));
        try (InstalledService service = new InstalledService(
                folder.resolve("data"),
                ups,
                SimulatedHypervisor.of(
                        HostDescription.of(Files.readString(host.file())),
                        time,
                        latency -> LockSupport.parkNanos(latency.toNanos())),
                () -> Objects.requireNonNull(look.get()),
                time,
                Pace.usual().times(SPEED),
                House.policy(Duration.ofSeconds(30)),
                House.samples(),
                UnaryOperator.identity())) {
            service.service().arm("test", "to see it act");
            await().atMost(PATIENCE)
                    .until(() -> service.isReady()
                            && service.snapshot().arming().blockedBy().stream()
                                    .anyMatch(b -> b.startsWith("PowerChute")));
            ups.low();
            await().atMost(PATIENCE).until(() -> service.snapshot().power().demandsActionNow());
            await().atMost(PATIENCE).until(() -> service.phase() == Phase.HOLDING);
            assertThat(service.snapshot().arming().word()).isEqualTo("blocked");

            look.set(ShutdownAgents.Look.NOTHING);
            await().atMost(PATIENCE).until(() -> service.phase() == Phase.OFF);

            List<Fact> facts = service.facts();
            int gone = find(facts, "does not act on this host any more");
            assertThat(find(facts, "on battery, and blocked: nothing is asked to stop; PowerChute"))
                    .isLessThan(gone);
            assertThat(facts.subList(0, gone))
                    .noneMatch(Fact.RunBegan.class::isInstance)
                    .noneMatch(Fact.StopRequested.class::isInstance);
            assertThat(service.powerOffs()).hasSize(1);
        }
    }

    private static int find(List<Fact> facts, String words) {
        for (int i = 0; i < facts.size(); i++) {
            if (facts.get(i) instanceof Fact.Noted noted && noted.text().contains(words)) {
                return i;
            }
        }
        throw new AssertionError(words + " is not in " + facts);
    }
}
