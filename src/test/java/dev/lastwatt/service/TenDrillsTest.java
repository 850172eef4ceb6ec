package dev.lastwatt.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lastwatt.adapter.hypervisor.hyperv.SimulatedHost;
import dev.lastwatt.adapter.hypervisor.simulated.HostDescription;
import dev.lastwatt.adapter.hypervisor.simulated.SimulatedHypervisor;
import dev.lastwatt.adapter.store.SqliteSamples;
import dev.lastwatt.adapter.store.SqliteStore;
import dev.lastwatt.adapter.time.ScaledTimebase;
import dev.lastwatt.adapter.time.SystemTimebase;
import dev.lastwatt.app.DrillRequest;
import dev.lastwatt.boot.Pace;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.plan.PlannedStop;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.core.stoptime.StopCause;
import dev.lastwatt.core.stoptime.StopSample;
import dev.lastwatt.core.stoptime.StopTime;
import dev.lastwatt.port.Timebase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From no history at all: each drill tightens what is expected, and the next stop is covered. */
class TenDrillsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double FAST = 20;
    private static final String GUEST = "web1";

    private final Timebase time = new ScaledTimebase(new SystemTimebase(), FAST);

    @Test
    void tenDrillsTightenTheBoundsAndCoverTheNextStop(@TempDir Path folder) throws IOException {
        SimulatedHost host = new SimulatedHost(folder);
        host.become(1, House.guests());
        Path data = folder.resolve("data");
        InstalledService.bootsInto(data, "first");
        List<StopTime> expected = new ArrayList<>();
        UpsByHand ups = new UpsByHand(time);
        ups.says(100, Duration.ofHours(4), StatusFlag.OL);
        try (InstalledService service = new InstalledService(
                data,
                ups,
                SimulatedHypervisor.of(
                        HostDescription.of(Files.readString(host.file())),
                        time,
                        latency -> LockSupport.parkNanos(latency.toNanos())),
                time,
                Pace.usual().times(FAST),
                House.shuttingDownOnly(Duration.ofSeconds(30)),
                List.of(),
                UnaryOperator.identity())) {
            await().atMost(PATIENCE).until(service::isReady);
            expected.add(expected(service));
            // A machine that stands still for a moment does not see a stop, and then has no sample of it.
            for (int tries = 0; tries < 15 && expected(service).samples() < 10; tries++) {
                drill(service);
                if (expected(service).samples() == expected.size()) {
                    expected.add(expected(service));
                }
            }
            assertThat(Objects.requireNonNull(service.snapshot().inventory()).guests())
                    .filteredOn(g -> g.name().equals(GUEST))
                    .allMatch(g -> g.state() == GuestState.RUNNING);
        }
        assertThat(expected.get(0).samples()).isZero();
        assertThat(expected.get(1).upper()).isLessThan(expected.get(0).upper());
        assertThat(expected.get(10).upper())
                .isLessThanOrEqualTo(expected.get(1).upper())
                .isLessThan(expected.get(0).upper().dividedBy(3));
        try (SqliteStore store = SqliteStore.open(data.resolve("lastwatt.db"))) {
            List<StopSample> samples = new SqliteSamples(store).all();
            assertThat(samples).hasSize(10).allMatch(s -> s.cause() == StopCause.DRILL && !s.censored());
            // Nine of ten: time runs fast here, and a moment in which the machine stands still lengthens a stop.
            assertThat(IntStream.range(0, samples.size())
                            .filter(i -> samples.get(i)
                                            .took()
                                            .compareTo(expected.get(i).upper())
                                    <= 0))
                    .hasSizeGreaterThanOrEqualTo(9);
        }
    }

    private void drill(InstalledService service) {
        int before = service.snapshot().drill().number();
        // A reading that comes late makes the power unknown for a moment, and a drill is refused then.
        await().atMost(PATIENCE).until(() -> service.service()
                .drill(new DrillRequest(
                        DrillRequest.Kind.GUEST,
                        GUEST,
                        null,
                        time.now().plus(Duration.ofHours(1)),
                        false,
                        false,
                        "test"))
                .isEmpty());
        await().atMost(PATIENCE)
                .until(() -> service.snapshot().drill().number() == before + 1
                        && !service.snapshot().drill().running());
    }

    private static StopTime expected(InstalledService service) {
        return Objects.requireNonNull(service.snapshot().plan()).stops().stream()
                .filter(s -> s.name().equals(GUEST))
                .map(PlannedStop::time)
                .findFirst()
                .orElseThrow();
    }
}
