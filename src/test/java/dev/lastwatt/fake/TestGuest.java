package dev.lastwatt.fake;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.Heartbeat;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.port.ActionAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A guest of the {@link OutageWorld}, with the ways in which guests disappoint. */
public final class TestGuest {

    /** What it is like; its state is {@link #state}. */
    public Guest guest;

    public GuestState state = GuestState.RUNNING;
    public Duration shutdown = Duration.ofSeconds(60);
    public Duration save = Duration.ofSeconds(20);
    public Duration boot = Duration.ofSeconds(20);

    /** Goes to Stopping and stays there. */
    public boolean hangs;

    /** Runs without a heartbeat. */
    public boolean silent;

    /** Can be saved once it is Stopping, which hosts are expected to refuse. */
    public boolean savesWhileStopping;

    /** Accepts the request to shut down and runs on. */
    public boolean ignores;

    /** What it says to the next requests instead of obeying; empty: it obeys. */
    public final Deque<ActionAnswer> answers = new ArrayDeque<>();

    /** Refuses everything for as long as another operation goes on. */
    public boolean busy;

    /** Says so to every request to shut down. */
    public ActionAnswer.@Nullable Cause refusesShutdown;

    private @Nullable Instant changesAt;
    private GuestState changesTo = GuestState.OFF;

    TestGuest(Guest guest) {
        this.guest = guest;
    }

    /** It stops after this time when it is asked to shut down. */
    public TestGuest takes(int seconds) {
        shutdown = Duration.ofSeconds(seconds);
        return this;
    }

    ActionAnswer stop(StopMethod method, Instant now) {
        ActionAnswer odd = answers.poll();
        if (odd != null) {
            return odd;
        }
        if (state == GuestState.STOPPING && method == StopMethod.SAVE) {
            if (!savesWhileStopping) {
                return new ActionAnswer.Refused(ActionAnswer.Cause.WRONG_STATE, "test");
            }
            change(GuestState.SAVING, GuestState.SAVED, now.plus(save));
            return new ActionAnswer.Accepted();
        }
        if (!state.isUp()) {
            return new ActionAnswer.Already(state);
        }
        if (busy) {
            return new ActionAnswer.Refused(ActionAnswer.Cause.BUSY, "backup");
        }
        if (method == StopMethod.SHUTDOWN && refusesShutdown != null) {
            return new ActionAnswer.Refused(refusesShutdown, "test");
        }
        switch (method) {
            case TURN_OFF -> change(GuestState.STOPPING, GuestState.OFF, now.plusSeconds(1));
            case SAVE -> change(GuestState.SAVING, GuestState.SAVED, now.plus(save));
            case SHUTDOWN -> {
                if (hangs) {
                    change(GuestState.STOPPING, GuestState.OFF, Instant.MAX);
                } else if (!ignores) {
                    change(GuestState.STOPPING, GuestState.OFF, now.plus(shutdown));
                }
            }
        }
        return new ActionAnswer.Accepted();
    }

    ActionAnswer start(Instant now) {
        ActionAnswer odd = answers.poll();
        if (odd != null) {
            return odd;
        }
        if (!state.isDown()) {
            return new ActionAnswer.Already(state);
        }
        change(GuestState.STARTING, GuestState.RUNNING, now.plus(boot));
        return new ActionAnswer.Accepted();
    }

    private void change(GuestState at, GuestState then, Instant when) {
        state = at;
        changesTo = then;
        changesAt = when;
    }

    void pass(Instant now) {
        if (changesAt != null && !now.isBefore(changesAt)) {
            state = changesTo;
            changesAt = null;
        }
    }

    Guest seen() {
        return guest.withState(state)
                .withHeartbeat(state == GuestState.RUNNING && !silent ? Heartbeat.OK : Heartbeat.NONE);
    }
}
