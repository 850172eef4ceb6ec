package dev.lastwatt.adapter.hypervisor.simulated;

import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.core.guest.GuestId;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A host as the simulation is told about it; it never changes.
 *
 * @param baseWatts its load without guests
 * @param shutdown how long it takes to shut down once its last guest is down
 */
record SimulatedHost(
        String name,
        Laws laws,
        double baseWatts,
        Duration shutdown,
        List<SimulatedGuest> guests,
        List<Disk> disks,
        List<DependsOn> dependencies,
        Set<HostFault> faults) {

    /** A description says nothing about power. These are a small server's. */
    private static final double BASE_WATTS = 120;

    private static final double GUEST_WATTS = 10;
    private static final Duration SHUTDOWN = Duration.ofSeconds(45);

    /** A volume: what it really writes, and the room on it. */
    record Disk(String name, double saveMbPerSecond, double freeMb) {}

    /** {@code guest} should be down before {@code on} goes down. */
    record DependsOn(GuestId guest, GuestId on, boolean hard) {}

    SimulatedHost {
        guests = List.copyOf(guests);
        disks = List.copyOf(disks);
        dependencies = List.copyOf(dependencies);
        faults = Set.copyOf(faults);
    }

    static SimulatedHost of(Scenario scenario) {
        return ScenarioHost.of(scenario);
    }

    static SimulatedHost of(Scenario scenario, HostDescription description) {
        return ScenarioHost.of(scenario, description, Laws.HYPER_V);
    }

    static SimulatedHost of(HostDescription description) {
        return new SimulatedHost(
                description.name(),
                Laws.HYPER_V,
                BASE_WATTS,
                SHUTDOWN,
                description.vms().stream()
                        .map(vm -> SimulatedGuest.of(vm, GUEST_WATTS, vm.shutdownSeconds(), false))
                        .toList(),
                description.volumes().stream()
                        .map(v -> new Disk(v.name(), v.saveMbPerSecond(), v.freeMb()))
                        .toList(),
                List.of(),
                Set.copyOf(description.faults()));
    }
}
