package dev.lastwatt.adapter.hypervisor.simulated;

import dev.lastwatt.adapter.scenario.HostLoad;
import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.core.guest.AutomaticSetting;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestStatus;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.guest.Volume;
import dev.lastwatt.port.ActionAnswer;
import dev.lastwatt.port.ActionAnswer.Cause;
import dev.lastwatt.port.GuestSettings;
import dev.lastwatt.port.Hypervisor;
import dev.lastwatt.port.HypervisorException;
import dev.lastwatt.port.SettingAnswer;
import dev.lastwatt.port.Timebase;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A Hyper-V host that lives in the injected time. Nothing runs between calls: each call first brings the host up to now, event by
 * event, so what is seen does not depend on who asks how often. Safe for use by several threads.
 */
public final class SimulatedHypervisor implements Hypervisor, HostLoad {

    private static final Duration SLOW = Duration.ofSeconds(3);

    private final Timebase time;
    private final Latency latency;
    private final Object lock = new Object();
    private final HostWorld world;
    private final Requests requests;
    private final Set<HostFault> faults;
    private final SimulatedHostPower power;

    /** How a call takes time: the service sleeps, a test moves its clock. Called by the thread of the call, holding no lock. */
    @FunctionalInterface
    public interface Latency {

        /** Lets this much time pass. */
        void pass(Duration time);
    }

    private SimulatedHypervisor(SimulatedHost host, Timebase time, Latency latency) {
        this.time = time;
        this.latency = latency;
        world = new HostWorld(host, time.now());
        requests = new Requests(world);
        faults = EnumSet.noneOf(HostFault.class);
        faults.addAll(host.faults());
        power = new SimulatedHostPower(
                "power of simulated host " + host.name(), time.now(), this::isUp, this::shutDown, this::boot);
    }

    /** The host of a scenario, under the scenario format's laws; guests are identified by scenario and name. */
    public static SimulatedHypervisor of(Scenario scenario, Timebase time, Latency latency) {
        return new SimulatedHypervisor(SimulatedHost.of(scenario), time, latency);
    }

    /**
     * A host whose power, times and dependencies are a scenario's, and whose identities, integration services, automatic actions,
     * notes, room and faults are a description's; under a real host's laws.
     *
     * @throws IllegalArgumentException if the two do not speak of the same guests and volumes
     */
    public static SimulatedHypervisor of(
            Scenario scenario, HostDescription description, Timebase time, Latency latency) {
        return new SimulatedHypervisor(SimulatedHost.of(scenario, description), time, latency);
    }

    /** A described host, under a real host's laws, drawing 120 W and 10 W for each guest that is not down. */
    public static SimulatedHypervisor of(HostDescription description, Timebase time, Latency latency) {
        return new SimulatedHypervisor(SimulatedHost.of(description), time, latency);
    }

    // the port

    @Override
    public String name() {
        return "simulated host " + world.host.name();
    }

    @Override
    public Inventory inventory() {
        pass();
        synchronized (lock) {
            answering();
            List<Guest> guests = world.machines().stream().map(this::guest).toList();
            List<Volume> volumes = world.host.disks().stream()
                    .map(d -> new Volume(d.name(), (long) (world.freeMb(d.name()) * 1024 * 1024)))
                    .toList();
            return new Inventory(world.now(), world.host.name(), guests, volumes);
        }
    }

    @Override
    public List<GuestStatus> states(Collection<GuestId> ids) {
        pass();
        synchronized (lock) {
            answering();
            return world.machines().stream()
                    .filter(m -> ids.contains(m.guest.id()))
                    .map(m -> new GuestStatus(m.guest.id(), m.state(), m.heartbeat(world.now())))
                    .toList();
        }
    }

    @Override
    public ActionAnswer stop(GuestId id, StopMethod method, String reason) {
        pass();
        synchronized (lock) {
            try {
                answering();
                return requests.stop(id, method);
            } catch (HypervisorException e) {
                return refused(e);
            }
        }
    }

    @Override
    public ActionAnswer start(GuestId id) {
        pass();
        synchronized (lock) {
            try {
                answering();
                return requests.start(id);
            } catch (HypervisorException e) {
                return refused(e);
            }
        }
    }

    @Override
    public GuestSettings settings() {
        return this::change;
    }

    private SettingAnswer change(GuestId id, AutomaticSetting setting, String value) {
        pass();
        synchronized (lock) {
            try {
                answering();
            } catch (HypervisorException e) {
                ActionAnswer.Refused refused = refused(e);
                return new SettingAnswer.Refused(refused.cause(), refused.detail());
            }
            Machine machine = world.machine(id);
            if (machine == null) {
                return new SettingAnswer.Refused(Cause.GONE, "no such guest");
            }
            return machine.set(setting, value)
                    ? new SettingAnswer.Changed()
                    : new SettingAnswer.Refused(
                            Cause.WRONG_STATE,
                            "InvalidState state " + machine.state().name());
        }
    }

    @Override
    public void close() {
        // Holds nothing.
    }

    // the load

    @Override
    public double watts() {
        synchronized (lock) {
            world.advance(time.now());
            return world.watts();
        }
    }

    @Override
    public void settle() {
        synchronized (lock) {
            world.advance(time.now());
        }
    }

    @Override
    public Instant connect(Feed feed) {
        synchronized (lock) {
            world.advance(time.now());
            world.connect(feed);
            return world.now();
        }
    }

    // the world's side

    /** The host's own power switch. */
    public SimulatedHostPower power() {
        return power;
    }

    /** What is true now: how every guest ended, and the host. */
    public HostReport report() {
        synchronized (lock) {
            world.advance(time.now());
            return HostReport.of(world);
        }
    }

    /** Begins or ends a fault of the host, now. */
    public void fault(HostFault fault, boolean present) {
        synchronized (lock) {
            if (present) {
                faults.add(fault);
            } else {
                faults.remove(fault);
            }
        }
    }

    /** The guest of that name, the first if there are several. */
    public Optional<GuestId> guest(String name) {
        return world.host.guests().stream()
                .filter(g -> g.name().equals(name))
                .map(SimulatedGuest::id)
                .findFirst();
    }

    private boolean isUp() {
        synchronized (lock) {
            world.advance(time.now());
            return isOn();
        }
    }

    private boolean isOn() {
        return world.power() == HostWorld.Power.ON || world.power() == HostWorld.Power.GOING_DOWN;
    }

    private boolean shutDown() {
        synchronized (lock) {
            world.advance(time.now());
            world.orderShutdown();
            return world.power() == HostWorld.Power.GOING_DOWN;
        }
    }

    private void boot() {
        synchronized (lock) {
            world.advance(time.now());
            world.boot();
        }
    }

    private void pass() {
        boolean slow;
        synchronized (lock) {
            slow = faults.contains(HostFault.SLOW);
        }
        if (slow) {
            latency.pass(SLOW);
        }
    }

    private void answering() {
        world.advance(time.now());
        if (!isOn()) {
            throw new HypervisorException(HypervisorException.Cause.NOT_RUNNING, name() + " is off");
        }
        if (faults.contains(HostFault.NOT_INSTALLED)) {
            throw new HypervisorException(
                    HypervisorException.Cause.NOT_RUNNING, name() + ": Hyper-V is not installed (fault not-installed)");
        }
        if (faults.contains(HostFault.VMMS_DOWN)) {
            throw new HypervisorException(
                    HypervisorException.Cause.NOT_RUNNING, name() + ": vmms is not running (fault vmms-down)");
        }
        if (faults.contains(HostFault.NO_PERMISSION)) {
            throw new HypervisorException(
                    HypervisorException.Cause.DENIED, name() + ": rights are missing (fault no-permission)");
        }
    }

    private static ActionAnswer.Refused refused(HypervisorException e) {
        Cause cause = e.kind() == HypervisorException.Cause.DENIED ? Cause.DENIED : Cause.FAILED;
        return new ActionAnswer.Refused(cause, String.valueOf(e.getMessage()));
    }

    private Guest guest(Machine machine) {
        SimulatedGuest guest = machine.guest;
        return new Guest(
                guest.id(),
                guest.name(),
                guest.memoryBytes(),
                guest.volume(),
                new Guest.Condition(
                        machine.state(),
                        machine.service(),
                        machine.heartbeat(world.now()),
                        guest.has(GuestFault.BACKING_UP) ? "BackingUpVirtualMachine" : null),
                new Guest.Kind(guest.clustered(), guest.replica(), null),
                new Guest.AutomaticActions(
                        machine.setting(AutomaticSetting.STOP_ACTION),
                        machine.setting(AutomaticSetting.START_ACTION),
                        Integer.parseInt(machine.setting(AutomaticSetting.START_DELAY))),
                Set.of(),
                guest.notes());
    }
}
