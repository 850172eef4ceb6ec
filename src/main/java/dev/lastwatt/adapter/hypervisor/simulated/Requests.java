package dev.lastwatt.adapter.hypervisor.simulated;

import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.port.ActionAnswer;
import dev.lastwatt.port.ActionAnswer.Cause;
import java.util.List;
import java.util.Set;

/** Which requests a host accepts, and what it says to the others. */
final class Requests {

    private static final Set<GuestState> STARTABLE =
            Set.of(GuestState.OFF, GuestState.SAVED, GuestState.PAUSED, GuestState.FAST_SAVED, GuestState.HIBERNATED);
    private static final Set<GuestState> COMING = Set.of(GuestState.RUNNING, GuestState.STARTING, GuestState.RESUMING);

    private final HostWorld world;

    Requests(HostWorld world) {
        this.world = world;
    }

    ActionAnswer stop(GuestId id, StopMethod method) {
        Machine machine = world.machine(id);
        if (machine == null) {
            return new ActionAnswer.Refused(Cause.GONE, "no such guest");
        }
        if (machine.state().isDown() || machine.is(onTheWay(method))) {
            return new ActionAnswer.Already(machine.state());
        }
        if (!canBegin(machine, method)) {
            return wrongState(machine);
        }
        if (machine.guest.has(GuestFault.BACKING_UP)) {
            return new ActionAnswer.Refused(Cause.BUSY, "BackingUpVirtualMachine InvalidState");
        }
        return switch (method) {
            case SHUTDOWN -> shutdown(machine);
            case SAVE -> save(machine);
            case TURN_OFF -> turnOff(machine);
        };
    }

    ActionAnswer start(GuestId id) {
        Machine machine = world.machine(id);
        if (machine == null) {
            return new ActionAnswer.Refused(Cause.GONE, "no such guest");
        }
        if (COMING.contains(machine.state())) {
            return new ActionAnswer.Already(machine.state());
        }
        if (!STARTABLE.contains(machine.state())) {
            return wrongState(machine);
        }
        if (machine.guest.has(GuestFault.BACKING_UP)) {
            return new ActionAnswer.Refused(Cause.BUSY, "BackingUpVirtualMachine InvalidState");
        }
        if (world.power() != HostWorld.Power.ON) {
            return new ActionAnswer.Refused(Cause.FAILED, "the host shuts down");
        }
        if (machine.is(GuestState.PAUSED)) {
            machine.resume();
        } else {
            machine.beginStart();
        }
        return new ActionAnswer.Accepted();
    }

    private boolean canBegin(Machine machine, StopMethod method) {
        boolean stopping = machine.is(GuestState.STOPPING);
        return switch (method) {
            case SHUTDOWN -> machine.is(GuestState.RUNNING);
            case SAVE -> machine.state().isUp() || stopping && machine.guest.saveWhileStopping();
            case TURN_OFF ->
                machine.state().isUp() || machine.state().isGoingDown() && world.host.laws() == Laws.SCENARIO;
        };
    }

    private static GuestState onTheWay(StopMethod method) {
        return switch (method) {
            case SHUTDOWN -> GuestState.STOPPING;
            case SAVE -> GuestState.SAVING;
            case TURN_OFF -> GuestState.OFF;
        };
    }

    private static ActionAnswer shutdown(Machine machine) {
        if (!machine.service().obeys()) {
            return new ActionAnswer.Refused(Cause.NO_SHUTDOWN_SERVICE, "shutdown service " + machine.service());
        }
        machine.beginShutdown();
        return new ActionAnswer.Accepted();
    }

    private ActionAnswer save(Machine machine) {
        String volume = machine.guest.volume();
        if (world.freeMb(volume) < machine.guest.memoryMb()) {
            return new ActionAnswer.Refused(Cause.NO_ROOM, "free space of " + volume);
        }
        world.take(volume, machine.guest.memoryMb());
        machine.beginSave();
        return new ActionAnswer.Accepted();
    }

    private ActionAnswer turnOff(Machine machine) {
        world.take(machine.guest.volume(), -machine.release());
        machine.turnOff(world.now());
        world.judge(List.of(machine));
        return new ActionAnswer.Accepted();
    }

    private static ActionAnswer wrongState(Machine machine) {
        return new ActionAnswer.Refused(Cause.WRONG_STATE, "state " + machine.state());
    }
}
