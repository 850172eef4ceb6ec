package dev.lastwatt.adapter.hypervisor.simulated;

import dev.lastwatt.port.HostPower;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** The power switch of a simulated host: it goes off some time after its last guest is down. */
public final class SimulatedHostPower implements HostPower {

    private final String name;
    private final Instant since;
    private final BooleanSupplier isUp;
    private final BooleanSupplier shutDown;
    private final Runnable boot;
    private final AtomicInteger boots = new AtomicInteger(1);

    SimulatedHostPower(String name, Instant since, BooleanSupplier isUp, BooleanSupplier shutDown, Runnable boot) {
        this.name = name;
        this.since = since;
        this.isUp = isUp;
        this.shutDown = shutDown;
        this.boot = boot;
    }

    @Override
    public String name() {
        return name;
    }

    /** Of this simulation alone: the next one plays a host of its own, whose guests know nothing of this one. */
    @Override
    public String bootId() {
        return "simulated-" + since + "-boot-" + boots;
    }

    @Override
    public boolean isUp() {
        return isUp.getAsBoolean();
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
