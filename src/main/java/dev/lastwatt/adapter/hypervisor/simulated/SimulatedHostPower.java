package dev.lastwatt.adapter.hypervisor.simulated;

import dev.lastwatt.port.HostPower;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** The power switch of a simulated host: it goes off some time after its last guest is down. */
public final class SimulatedHostPower implements HostPower {

    private final String name;
    private final BooleanSupplier shutDown;
    private final Runnable boot;
    private final AtomicInteger boots = new AtomicInteger(1);

    SimulatedHostPower(String name, BooleanSupplier shutDown, Runnable boot) {
        this.name = name;
        this.shutDown = shutDown;
        this.boot = boot;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String bootId() {
        return "simulated-boot-" + boots;
    }

    @Override
    public Answer shutDown(String reason) {
        return shutDown.getAsBoolean()
                ? new Answer.Accepted("simulated: no computer was harmed")
                : new Answer.Refused(name + ": the host is off already");
    }

    /** Switches a host that is off on again, with another boot id. Its guests stay as they are. */
    public void boot() {
        boot.run();
        boots.incrementAndGet();
    }
}
