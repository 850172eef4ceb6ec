package dev.lastwatt.adapter.hypervisor.simulated;

import dev.lastwatt.adapter.scenario.Demand;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.ShutdownService;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A guest as the simulation is told about it; it never changes.
 *
 * @param state the state it begins in
 * @param memoryMb above 0
 * @param watts what the load falls by when it is down
 * @param shutdownSeconds how much work its shutdown is; infinite if it hangs
 * @param saveWhileStopping whether it can still be saved once it is Stopping; a real host refuses that
 * @param boot how long after a start it has a heartbeat
 */
record SimulatedGuest(
        GuestId id,
        String name,
        GuestState state,
        double memoryMb,
        String volume,
        double watts,
        double shutdownSeconds,
        boolean saveWhileStopping,
        Duration boot,
        ShutdownService service,
        String stopAction,
        String startAction,
        int startDelaySeconds,
        boolean clustered,
        boolean replica,
        String notes,
        Set<GuestFault> faults) {

    private static final double BYTES_PER_MB = 1024.0 * 1024;

    SimulatedGuest {
        Demand.notNegative("watts", watts);
        faults = Set.copyOf(faults);
    }

    static SimulatedGuest of(
            HostDescription.Vm vm, double watts, @Nullable Double shutdownSeconds, boolean saveWhileStopping) {
        boolean hangs = shutdownSeconds == null || vm.faults().contains(GuestFault.HANGS_STOPPING);
        return new SimulatedGuest(
                vm.guestId(),
                vm.name(),
                vm.guestState(),
                vm.memoryMb(),
                vm.volume(),
                watts,
                hangs ? Double.POSITIVE_INFINITY : shutdownSeconds,
                saveWhileStopping,
                Duration.ofNanos((long) (vm.bootSeconds() * 1e9)),
                vm.shutdownService().seen(),
                vm.automaticStopAction(),
                vm.automaticStartAction(),
                vm.automaticStartDelay(),
                vm.clustered(),
                vm.replicationMode().endsWith("Replica"),
                vm.notes(),
                Set.copyOf(vm.faults()));
    }

    boolean has(GuestFault fault) {
        return faults.contains(fault);
    }

    long memoryBytes() {
        return (long) (memoryMb * BYTES_PER_MB);
    }
}
