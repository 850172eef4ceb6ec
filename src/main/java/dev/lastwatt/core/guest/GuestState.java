package dev.lastwatt.core.guest;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * State of a guest, by the names of Hyper-V's {@code VMState}. Never by number: the numbers of the critical states differ
 * between versions of Windows. A name that is not known here is {@link #UNKNOWN}, which is never acted on.
 */
public enum GuestState {
    RUNNING("Running", Kind.UP),
    OFF("Off", Kind.DOWN),
    STOPPING("Stopping", Kind.GOING_DOWN),
    SAVED("Saved", Kind.DOWN),
    PAUSED("Paused", Kind.UP),
    STARTING("Starting", Kind.COMING_UP),
    RESET("Reset", Kind.COMING_UP),
    SAVING("Saving", Kind.GOING_DOWN),
    PAUSING("Pausing", Kind.COMING_UP),
    RESUMING("Resuming", Kind.COMING_UP),
    FAST_SAVED("FastSaved", Kind.DOWN),
    FAST_SAVING("FastSaving", Kind.GOING_DOWN),
    FORCE_SHUTDOWN("ForceShutdown", Kind.GOING_DOWN),
    FORCE_REBOOT("ForceReboot", Kind.COMING_UP),
    HIBERNATED("Hibernated", Kind.DOWN),
    COMPONENT_SERVICING("ComponentServicing", Kind.UNCLEAR),
    RUNNING_CRITICAL("RunningCritical", Kind.UNCLEAR),
    OFF_CRITICAL("OffCritical", Kind.DOWN),
    STOPPING_CRITICAL("StoppingCritical", Kind.GOING_DOWN),
    SAVED_CRITICAL("SavedCritical", Kind.DOWN),
    PAUSED_CRITICAL("PausedCritical", Kind.UNCLEAR),
    STARTING_CRITICAL("StartingCritical", Kind.UNCLEAR),
    RESET_CRITICAL("ResetCritical", Kind.UNCLEAR),
    SAVING_CRITICAL("SavingCritical", Kind.GOING_DOWN),
    PAUSING_CRITICAL("PausingCritical", Kind.UNCLEAR),
    RESUMING_CRITICAL("ResumingCritical", Kind.UNCLEAR),
    FAST_SAVED_CRITICAL("FastSavedCritical", Kind.DOWN),
    FAST_SAVING_CRITICAL("FastSavingCritical", Kind.GOING_DOWN),
    UNKNOWN("", Kind.UNCLEAR);

    private enum Kind {
        UP,
        COMING_UP,
        GOING_DOWN,
        DOWN,
        UNCLEAR
    }

    private static final Map<String, GuestState> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(s -> s.hyperVName, Function.identity()));

    private final String hyperVName;
    private final Kind kind;

    GuestState(String hyperVName, Kind kind) {
        this.hyperVName = hyperVName;
        this.kind = kind;
    }

    /** The state of that name, {@link #UNKNOWN} if there is none. */
    public static GuestState named(String hyperVName) {
        return BY_NAME.getOrDefault(hyperVName, UNKNOWN);
    }

    /** Running or paused: it has memory to lose, and accepts a request to stop. */
    public boolean isUp() {
        return kind == Kind.UP;
    }

    /** Off, saved or hibernated: nothing is lost when the power goes. */
    public boolean isDown() {
        return kind == Kind.DOWN;
    }

    /** On its way down, by whoever asked. */
    public boolean isGoingDown() {
        return kind == Kind.GOING_DOWN;
    }

    /** On its way up, or between: accepts no request now, but will soon. */
    public boolean isComingUp() {
        return kind == Kind.COMING_UP;
    }
}
