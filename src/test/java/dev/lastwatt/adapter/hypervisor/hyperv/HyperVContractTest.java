package dev.lastwatt.adapter.hypervisor.hyperv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.contract.GuestSpec;
import dev.lastwatt.contract.HypervisorContract;
import dev.lastwatt.peer.NeedsPeer;
import dev.lastwatt.peer.Peer;
import dev.lastwatt.port.Hypervisor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Hyper-V over genuine PowerShell and simulated modules keeps the contract. One set of sessions for all tests, since each takes five seconds to open. */
@NeedsPeer(Peer.POWERSHELL)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HyperVContractTest extends HypervisorContract {

    private SimulatedHost host;
    private HyperVHypervisor hypervisor;

    @BeforeAll
    void open(@TempDir Path folder) {
        host = new SimulatedHost(folder);
        host.become(speed(), List.of(GuestSpec.running("first")));
        hypervisor = new HyperVHypervisor(host.settings(), Clock.systemUTC());
        assertThat(hypervisor.sessions().awaitReady(2, Duration.ofSeconds(90))).isTrue();
    }

    @AfterAll
    void close() {
        hypervisor.close();
    }

    @Override
    protected Hypervisor hostWith(List<GuestSpec> guests) {
        host.become(speed(), guests);
        return hypervisor;
    }
}
