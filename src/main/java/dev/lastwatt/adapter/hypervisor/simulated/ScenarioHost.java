package dev.lastwatt.adapter.hypervisor.simulated;

import dev.lastwatt.adapter.scenario.Demand;
import dev.lastwatt.adapter.scenario.Known;
import dev.lastwatt.adapter.scenario.Known.Dependency;
import dev.lastwatt.adapter.scenario.Known.KnownGuest;
import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.adapter.scenario.Truth.TrueGuest;
import dev.lastwatt.adapter.scenario.Truth.TrueVolume;
import dev.lastwatt.core.guest.GuestId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Puts a scenario, which knows power, times and dependencies, together with a description, which knows what Hyper-V shows. They
 * meet by the guests' names.
 */
final class ScenarioHost {

    /** A scenario says nothing about room: enough for anything. */
    private static final double ROOM_MB = 64.0 * 1024 * 1024;

    private ScenarioHost() {}

    static SimulatedHost of(Scenario scenario) {
        List<HostDescription.Volume> volumes = scenario.known().volumes().stream()
                .map(v -> new HostDescription.Volume(v.name(), rate(scenario, v.name()), ROOM_MB))
                .toList();
        List<HostDescription.Vm> vms = scenario.known().guests().stream()
                .map(guest -> plain(scenario, guest))
                .toList();
        HostDescription description = new HostDescription(
                scenario.id(), HostDescription.Language.ENGLISH, 1L << 40, 1, List.of(), null, List.of(), volumes, vms);
        return of(scenario, description, Laws.SCENARIO);
    }

    static SimulatedHost of(Scenario scenario, HostDescription description, Laws laws) {
        Map<String, HostDescription.Vm> vms = new HashMap<>();
        for (HostDescription.Vm vm : description.vms()) {
            Demand.that(vms.put(vm.name(), vm) == null, "vms: " + vm.name() + " appears twice");
        }
        List<SimulatedGuest> guests = new ArrayList<>();
        Map<String, GuestId> ids = new HashMap<>();
        for (KnownGuest known : scenario.known().guests()) {
            HostDescription.Vm vm = vms.remove(known.name());
            if (vm == null) {
                throw new IllegalArgumentException("vms: no " + known.name() + ", which the scenario has");
            }
            agree(vm, known);
            TrueGuest truth = truth(scenario, known);
            ids.put(known.name(), vm.guestId());
            guests.add(SimulatedGuest.of(vm, known.watts(), truth.shutdownSeconds(), truth.saveWhileStopping()));
        }
        Demand.that(vms.isEmpty(), "vms: the scenario has no " + String.join(", ", vms.keySet()));
        return new SimulatedHost(
                description.name(),
                laws,
                scenario.known().host().baseWatts(),
                Duration.ofNanos((long) (scenario.truth().hostShutdownSeconds() * 1e9)),
                guests,
                disks(scenario, description),
                scenario.known().dependencies().stream()
                        .map(d -> resolve(d, ids))
                        .toList(),
                Set.copyOf(description.faults()));
    }

    private static SimulatedHost.DependsOn resolve(Dependency dependency, Map<String, GuestId> ids) {
        return new SimulatedHost.DependsOn(
                get(ids, dependency.guest()), get(ids, dependency.on()), dependency.kind() == Known.Kind.HARD);
    }

    private static List<SimulatedHost.Disk> disks(Scenario scenario, HostDescription description) {
        List<SimulatedHost.Disk> disks = new ArrayList<>();
        for (HostDescription.Volume volume : description.volumes()) {
            Demand.that(
                    scenario.truth().volumes().containsKey(volume.name()),
                    "volumes: the scenario has no " + volume.name());
            disks.add(new SimulatedHost.Disk(volume.name(), rate(scenario, volume.name()), volume.freeMb()));
        }
        return disks;
    }

    private static void agree(HostDescription.Vm vm, KnownGuest known) {
        Demand.that(
                vm.memoryMb() == known.memoryMb(),
                "vms: memoryMb of " + vm.name() + " is " + vm.memoryMb() + ", in the scenario " + known.memoryMb());
        Demand.that(
                vm.volume().equals(known.volume()),
                "vms: volume of " + vm.name() + " is " + vm.volume() + ", in the scenario " + known.volume());
    }

    private static HostDescription.Vm plain(Scenario scenario, KnownGuest guest) {
        String identity = scenario.id() + "/" + guest.name();
        return new HostDescription.Vm(
                UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8))
                        .toString(),
                guest.name(),
                "Running",
                guest.memoryMb(),
                guest.volume(),
                0,
                30,
                HostDescription.Service.OK,
                "Save",
                "StartIfRunning",
                0,
                "",
                2,
                false,
                "None",
                List.of());
    }

    private static TrueGuest truth(Scenario scenario, KnownGuest guest) {
        return get(scenario.truth().guests(), guest.name());
    }

    private static double rate(Scenario scenario, String volume) {
        TrueVolume truth = get(scenario.truth().volumes(), volume);
        return truth.saveMbPerSecond();
    }

    private static <T> T get(Map<String, T> from, String name) {
        T value = from.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name + " in " + from.keySet());
        }
        return value;
    }
}
