package dev.lastwatt.adapter.hypervisor.simulated;

import dev.lastwatt.core.guest.AutomaticSetting;
import dev.lastwatt.core.guest.GuestState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a real host does to the guests that are still up when it is told to shut down: their automatic stop action, all at once,
 * and the end of its patience with those that do not stop. Under the scenario format's laws it does nothing.
 */
final class HostShutdown {

    /** How long a real host waits for guests that shut down. Said to be two minutes by default; not documented. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final HostWorld world;
    private final @Nullable Instant patienceEnds;

    HostShutdown(HostWorld world) {
        this.world = world;
        patienceEnds = world.host.laws() == Laws.HYPER_V ? world.now().plus(PATIENCE) : null;
    }

    /** When it cuts off what is not down and is not being saved; null for never. */
    @Nullable Instant patienceEnds() {
        return patienceEnds;
    }

    void begin() {
        if (world.host.laws() == Laws.SCENARIO) {
            return;
        }
        for (Machine machine : List.copyOf(world.machines())) {
            if (machine.state().isUp()) {
                automaticStop(machine);
            }
        }
    }

    void checkPatience() {
        if (patienceEnds == null || world.now().isBefore(patienceEnds)) {
            return;
        }
        for (Machine machine : List.copyOf(world.machines())) {
            if (!machine.state().isDown() && !machine.is(GuestState.SAVING)) {
                cutOff(machine);
            }
        }
    }

    private void automaticStop(Machine machine) {
        String action = machine.setting(AutomaticSetting.STOP_ACTION);
        boolean blocked = machine.guest.has(GuestFault.BACKING_UP);
        if (!blocked && action.equals("Save") && world.freeMb(machine.guest.volume()) >= machine.guest.memoryMb()) {
            world.take(machine.guest.volume(), machine.guest.memoryMb());
            machine.beginSave();
        } else if (!blocked
                && action.equals("ShutDown")
                && machine.is(GuestState.RUNNING)
                && machine.service().obeys()) {
            machine.beginShutdown();
        } else {
            cutOff(machine);
        }
    }

    private void cutOff(Machine machine) {
        machine.cutOff(world.now());
        world.judge(List.of(machine));
    }
}
