package dev.lastwatt.adapter.hypervisor.simulated;

import dev.lastwatt.contract.GuestSpec;
import dev.lastwatt.contract.HypervisorContract;
import dev.lastwatt.core.guest.ShutdownService;
import dev.lastwatt.fake.VirtualTime;
import dev.lastwatt.port.Hypervisor;
import dev.lastwatt.port.Timebase;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The port's contract, in a time that passes by five seconds whenever somebody looks at the host. */
class SimulatedHypervisorContractTest extends HypervisorContract {

    private static final Duration LOOK = Duration.ofSeconds(5);

    @Override
    protected Hypervisor hostWith(List<GuestSpec> guests) {
        VirtualTime virtual = new VirtualTime();
        Timebase time = () -> {
            virtual.advance(LOOK);
            return virtual.now();
        };
        HostDescription description = new HostDescription(
                "HV1",
                HostDescription.Language.ENGLISH,
                1L << 37,
                1,
                List.of(),
                null,
                List.of(),
                List.of(
                        new HostDescription.Volume(GuestSpec.ROOMY, 400, 200_000),
                        new HostDescription.Volume(GuestSpec.TIGHT, 400, 1_000)),
                guests.stream().map(SimulatedHypervisorContractTest::vm).toList());
        return SimulatedHypervisor.of(description, time, virtual::advance);
    }

    private static HostDescription.Vm vm(GuestSpec guest) {
        return new HostDescription.Vm(
                guest.id().toString(),
                guest.name(),
                state(guest),
                guest.memoryMb(),
                guest.volume(),
                guest.shutdownSeconds(),
                guest.bootSeconds(),
                service(guest.shutdownService()),
                "Save",
                "StartIfRunning",
                0,
                GuestSpec.NOTES,
                2,
                false,
                "None",
                faults(guest.faults()));
    }

    private static String state(GuestSpec guest) {
        return switch (guest.state()) {
            case OFF -> "Off";
            case SAVED -> "Saved";
            case PAUSED -> "Paused";
            default -> "Running";
        };
    }

    private static HostDescription.Service service(ShutdownService wanted) {
        for (HostDescription.Service service : HostDescription.Service.values()) {
            if (service.seen() == wanted) {
                return service;
            }
        }
        throw new IllegalArgumentException("no service is " + wanted);
    }

    private static List<GuestFault> faults(Set<GuestSpec.Fault> faults) {
        return faults.stream().map(fault -> GuestFault.valueOf(fault.name())).toList();
    }
}
