package dev.lastwatt.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lastwatt.adapter.hypervisor.hyperv.HyperVHypervisor;
import dev.lastwatt.adapter.hypervisor.hyperv.SimulatedHost;
import dev.lastwatt.adapter.store.SqliteSamples;
import dev.lastwatt.adapter.store.SqliteStore;
import dev.lastwatt.adapter.time.SystemTimebase;
import dev.lastwatt.boot.Pace;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.stoptime.PastHost;
import dev.lastwatt.core.stoptime.StopCause;
import dev.lastwatt.core.stoptime.StopEnding;
import dev.lastwatt.core.stoptime.StopSample;
import dev.lastwatt.peer.NeedsPeer;
import dev.lastwatt.peer.Peer;
import dev.lastwatt.port.Timebase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a host has gone through before, and what somebody else does to its guests. */
class WatchedStopsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final SimulatedHost host;

    WatchedStopsTest(@TempDir Path folder) {
        this.folder = folder;
        host = new SimulatedHost(folder);
        InstalledService.bootsInto(folder.resolve("data"), "first");
    }

    @Test
    @NeedsPeer(Peer.POWERSHELL)
    void pastShutdownsAreReadAtTheStartAndAStopByHandIsMeasuredToWithinFiveSeconds() throws IOException {
        Files.copy(PastHost.FILE, host.file());
        Timebase time = new SystemTimebase();
        try (InstalledService service = new InstalledService(
                folder.resolve("data"),
                new UpsByHand(time),
                new HyperVHypervisor(host.settings(), Clock.systemUTC()),
                time,
                Pace.usual(),
                House.policy(Duration.ofSeconds(3)),
                List.of(),
                UnaryOperator.identity())) {
            await().atMost(PATIENCE)
                    .until(() -> samples().size() >= PastHost.stops().size());
            assertThat(PastHost.inWords(samples())).containsExactlyInAnyOrderElementsOf(PastHost.stops());
            assertThat(service.isReady()).isTrue();

            HostLog.byHand(host, "Hyper-V\\Stop-VM -Name web1");
            await().atMost(PATIENCE)
                    .until(() -> samples().size() > PastHost.stops().size());
        }
        StopSample stop = samples().get(samples().size() - 1);
        assertThat(stop.cause()).isEqualTo(StopCause.BY_HAND);
        assertThat(stop.method()).isEqualTo(StopMethod.SHUTDOWN);
        assertThat(stop.ending()).isEqualTo(StopEnding.STOPPED);
        assertThat(stop.took()).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(25));
        try (SqliteStore store = SqliteStore.open(folder.resolve("data").resolve("lastwatt.db"));
                SqliteSamples samples = new SqliteSamples(store)) {
            assertThat(PastHost.hostInWords(samples.hostShutdowns())).containsExactlyElementsOf(PastHost.hostStops());
        }
    }

    private List<StopSample> samples() {
        try (SqliteStore store = SqliteStore.open(folder.resolve("data").resolve("lastwatt.db"));
                SqliteSamples samples = new SqliteSamples(store)) {
            return samples.all();
        }
    }
}
