package dev.lastwatt.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lastwatt.adapter.hypervisor.hyperv.SimulatedHost;
import dev.lastwatt.adapter.store.SqliteSamples;
import dev.lastwatt.adapter.store.SqliteStore;
import dev.lastwatt.adapter.ups.nut.NutScript;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.stoptime.StopCause;
import dev.lastwatt.peer.LoopbackPeer;
import dev.lastwatt.peer.NeedsPeer;
import dev.lastwatt.peer.Peer;
import dev.lastwatt.service.ServiceProcess.Moment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} in a drill, and a restart: the guest ends up running. */
@NeedsPeer(Peer.POWERSHELL)
class KilledDrillTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final NutScript ups = new NutScript();
    private final LoopbackPeer server = new LoopbackPeer(ups);
    private final Path folder;
    private final Path data;
    private final SimulatedHost host;

    KilledDrillTest(@TempDir Path folder) {
        this.folder = folder;
        data = folder.resolve("data");
        host = new SimulatedHost(folder);
        host.become(House.SPEED, House.few());
        InstalledService.bootsInto(data, "first");
        ups.variables("ups.status", "OL", "battery.charge", "100", "battery.runtime", "1800", "ups.load", "20");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theGuestEndsUpRunningAndItsStopIsNotTimed() {
        try (ServiceProcess first =
                ServiceProcess.start(folder, server.port(), Moment.BEFORE, Fact.DrillStopAnswered.class, "app1")) {
            await().atMost(PATIENCE).until(first::stands);
            first.kill();
        }
        try (ServiceProcess second =
                ServiceProcess.start(folder, server.port(), Moment.AFTER, Fact.DrillStartAsked.class)) {
            await().atMost(PATIENCE).until(second::stands);
            second.kill();
        }
        try (ServiceProcess third = ServiceProcess.start(folder, server.port(), Moment.NEVER, Fact.DrillEnded.class)) {
            await().atMost(PATIENCE).until(() -> third.hasWritten(Fact.DrillEnded.class));
        }

        HostLog truth = HostLog.of(host);
        Map<String, String> states = truth.states();
        assertThat(states.remove(House.OFF_BEFORE)).isEqualTo("Off");
        assertThat(states.values()).hasSize(3).containsOnly("Running");
        assertThat(truth.guests(HostLog.SHUT_DOWN)).containsExactly("app1");
        assertThat(truth.guests(HostLog.STARTED)).containsExactly("app1");
        try (SqliteStore store = SqliteStore.open(data.resolve("lastwatt.db"))) {
            assertThat(new SqliteSamples(store).all()).noneMatch(s -> s.cause() == StopCause.DRILL);
        }
    }
}
