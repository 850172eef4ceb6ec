package dev.lastwatt.adapter.hypervisor.simulated;

import dev.lastwatt.core.guest.AutomaticSetting;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.Heartbeat;
import dev.lastwatt.core.guest.ShutdownService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A guest in motion: its state, and how much of what it is doing is left. */
final class Machine {

    /** What is left below this is rounding. In seconds or megabytes. */
    private static final double NOTHING = 1e-6;

    /** A start takes this long before the guest is Running, in seconds. */
    private static final double START_SECONDS = 1;

    final SimulatedGuest guest;

    private final List<Fate.BrokenOrder> broken = new ArrayList<>();
    private GuestState state;
    private Fate.End end;
    private @Nullable Instant endedAt;
    private @Nullable Instant alive;
    private double left = Double.POSITIVE_INFINITY;
    private double heldMb;
    private final Map<AutomaticSetting, String> settings = new EnumMap<>(AutomaticSetting.class);

    Machine(SimulatedGuest guest) {
        this.guest = guest;
        state = guest.state();
        end = state.isDown() ? Fate.End.NEVER_UP : Fate.End.STILL_UP;
        left = state == GuestState.STOPPING ? guest.shutdownSeconds() : left;
        left = state == GuestState.SAVING ? guest.memoryMb() : left;
        left = state == GuestState.STARTING ? START_SECONDS : left;
        settings.put(AutomaticSetting.STOP_ACTION, guest.stopAction());
        settings.put(AutomaticSetting.START_ACTION, guest.startAction());
        settings.put(AutomaticSetting.START_DELAY, Integer.toString(guest.startDelaySeconds()));
    }

    /** What is set now. */
    String setting(AutomaticSetting which) {
        return settings.getOrDefault(which, "");
    }

    /** Sets it; false where it may not be changed in this state. */
    boolean set(AutomaticSetting which, String value) {
        boolean locked = which == AutomaticSetting.STOP_ACTION && !is(GuestState.OFF);
        if (locked && guest.has(GuestFault.SETTINGS_LOCKED)) {
            return false;
        }
        settings.put(which, value);
        return true;
    }

    GuestState state() {
        return state;
    }

    boolean is(GuestState other) {
        return state == other;
    }

    double watts() {
        return state.isDown() ? 0 : guest.watts();
    }

    /** Room its saved state takes that was taken in this simulation, in megabytes. */
    double heldMb() {
        return heldMb;
    }

    // what it is told

    void beginShutdown() {
        if (!guest.has(GuestFault.IGNORES_SHUTDOWN)) {
            state = GuestState.STOPPING;
            left = guest.shutdownSeconds();
        }
    }

    void beginSave() {
        state = GuestState.SAVING;
        left = guest.has(GuestFault.SAVE_FAILS) ? guest.memoryMb() / 2 : guest.memoryMb();
        heldMb = guest.memoryMb();
    }

    void beginStart() {
        state = GuestState.STARTING;
        left = START_SECONDS;
        end = Fate.End.STILL_UP;
        endedAt = null;
        broken.clear();
    }

    void resume() {
        state = GuestState.RUNNING;
    }

    void turnOff(Instant at) {
        endWith(Fate.End.TURNED_OFF, GuestState.OFF, at);
    }

    void cutOff(Instant at) {
        endWith(
                state.isGoingDown() ? Fate.End.CUT_OFF_WHILE_STOPPING : Fate.End.CUT_OFF_WHILE_RUNNING,
                GuestState.OFF,
                at);
    }

    // what time does to it

    /** Seconds until what it is doing is done at this rate; infinite if never. */
    double secondsLeft(double rate) {
        return rate > 0 ? Math.max(0, left) / rate : Double.POSITIVE_INFINITY;
    }

    boolean doneAfter(double seconds, double rate) {
        return rate > 0 && left - rate * seconds <= NOTHING;
    }

    void progress(double seconds, double rate) {
        if (rate > 0) {
            left -= rate * seconds;
        }
    }

    /** Whether being done means being down. */
    boolean goesDownWhenDone() {
        return is(GuestState.STOPPING) || is(GuestState.SAVING) && !guest.has(GuestFault.SAVE_FAILS);
    }

    void done(Instant at) {
        if (is(GuestState.STARTING)) {
            state = GuestState.RUNNING;
            alive = at.plus(guest.boot());
        } else if (!goesDownWhenDone()) {
            state = GuestState.RUNNING;
        } else if (is(GuestState.STOPPING)) {
            endWith(Fate.End.SHUT_DOWN, GuestState.OFF, at);
        } else {
            endWith(Fate.End.SAVED, GuestState.SAVED, at);
        }
    }

    /** Gives back the room its saved state took, in megabytes. */
    double release() {
        double held = heldMb;
        heldMb = 0;
        return held;
    }

    void orderBroken(Fate.BrokenOrder order) {
        broken.add(order);
    }

    // what is seen of it

    Heartbeat heartbeat(Instant now) {
        if (!is(GuestState.RUNNING)) {
            return Heartbeat.NONE;
        }
        return alive != null && now.isBefore(alive) ? Heartbeat.NONE : Heartbeat.OK;
    }

    ShutdownService service() {
        return is(GuestState.RUNNING) ? guest.service() : ShutdownService.UNKNOWN;
    }

    Fate fate() {
        return new Fate(guest.id(), guest.name(), end, endedAt, broken);
    }

    private void endWith(Fate.End how, GuestState then, Instant at) {
        state = then;
        end = how;
        endedAt = at;
        left = Double.POSITIVE_INFINITY;
    }
}
