package dev.lastwatt.core.journal;

import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.StopMethod;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened or is about to be done. A fact about an action is written before the action, so that a service that
 * is killed knows afterwards what it may have done.
 */
public sealed interface Fact {

    /** When. */
    Instant at();

    /** A fact that belongs to a run. */
    sealed interface OfRun extends Fact {

        /** Which run. */
        RunId run();
    }

    /**
     * A run began: from now on guests may be stopped.
     *
     * @param bootId the boot of the host that the run belongs to
     * @param powerFailedAt when the mains failed; TIMEOUTs count from here
     */
    record RunBegan(Instant at, RunId run, String bootId, Instant powerFailedAt, String cause) implements OfRun {}

    /** The outage went on to another phase. */
    record PhaseEntered(Instant at, RunId run, Phase phase, String why) implements OfRun {}

    /**
     * A guest is about to be asked to stop.
     *
     * @param expectedEnd when it should be down, by the median
     * @param worstEnd when it should be down, by the upper quantile
     */
    record StopRequested(
            Instant at,
            RunId run,
            GuestId guest,
            String name,
            StopMethod method,
            Instant expectedEnd,
            Instant worstEnd,
            String why)
            implements OfRun {}

    /** What came of asking: {@code accepted}, {@code already}, {@code refused} or {@code unanswered}. */
    record StopAnswered(
            Instant at, RunId run, GuestId guest, String name, StopMethod method, String answer, String detail)
            implements OfRun {}

    /**
     * A guest was seen down.
     *
     * @param took from the request, null where it went down without one of ours
     */
    record GuestDown(
            Instant at,
            RunId run,
            GuestId guest,
            String name,
            GuestState state,
            @Nullable Duration took) implements OfRun {}

    /**
     * A guest was asked to be saved while it was shutting down, and it shows whether this host does that.
     *
     * @param saved whether it was saved, or was left as it was
     */
    record SaveWhileStopping(Instant at, RunId run, GuestId guest, String name, boolean saved) implements OfRun {}

    /**
     * How probable it is that everything stops cleanly if the outage outlasts the battery, stated when the run begins.
     *
     * @param probability 0 to 1
     * @param reasons what costs most, in words
     */
    record CleanStopStated(Instant at, RunId run, double probability, String reasons) implements OfRun {}

    /** A guest is left to the host's own shutdown. */
    record GuestGivenUp(Instant at, RunId run, GuestId guest, String name, String why) implements OfRun {}

    /** A guest that this run stopped is about to be started again. */
    record StartRequested(Instant at, RunId run, GuestId guest, String name) implements OfRun {}

    /** What came of asking: {@code accepted}, {@code already}, {@code refused} or {@code unanswered}. */
    record StartAnswered(Instant at, RunId run, GuestId guest, String name, String answer, String detail)
            implements OfRun {}

    /** A guest runs again. */
    record GuestUp(Instant at, RunId run, GuestId guest, String name, Duration took) implements OfRun {}

    /** The host is about to be asked to shut down: the commit point. */
    record HostShutdownAsked(Instant at, RunId run, String why) implements OfRun {}

    /** What came of asking the host. */
    record HostShutdownAnswered(Instant at, RunId run, boolean accepted, String detail) implements OfRun {}

    /** A run is over. */
    record RunEnded(Instant at, RunId run, RunOutcome outcome, String summary) implements OfRun {}

    /** The guests of a run that ended with an earlier boot of the host were started again. */
    record BroughtBack(Instant at, RunId run, String summary) implements OfRun {}

    /**
     * A run is a full drill: the mains failed because somebody had pulled the plug.
     *
     * @param until the end of the window that the drill was given
     * @param through whether it goes on past the commit point, until the host is off
     */
    record RunIsDrill(Instant at, RunId run, DrillId drill, Instant until, boolean through) implements OfRun {}

    /**
     * What the battery held at a moment of a full drill.
     *
     * @param moment in words
     * @param chargePercent as the device said, null where it did not
     * @param runtime the lower bound
     */
    record BatteryNoted(
            Instant at, RunId run, String moment, @Nullable Double chargePercent, Duration runtime) implements OfRun {

        /** The moment from which a full drill waits at its commit point for the plug. */
        public static final String HELD = "the commit point is reached: plug the UPS back in";
    }

    /** A fact that belongs to a drill. A drill is about one guest. */
    sealed interface OfDrill extends Fact {

        /** Which drill. */
        DrillId drill();
    }

    /**
     * A drill began: from now on its guest may be stopped, and has to run again afterwards.
     *
     * @param bootId the boot of the host that it belongs to
     * @param until the end of its window
     * @param heartbeat whether the guest had a heartbeat, and has to have it again
     * @param by who ordered it
     */
    record DrillBegan(
            Instant at,
            DrillId drill,
            String bootId,
            GuestId guest,
            String name,
            StopMethod method,
            Instant until,
            boolean heartbeat,
            String by)
            implements OfDrill {}

    /** The guest of a drill is about to be asked to stop. */
    record DrillStopAsked(
            Instant at,
            DrillId drill,
            GuestId guest,
            String name,
            StopMethod method,
            Instant expectedEnd,
            Instant worstEnd)
            implements OfDrill {}

    /** What came of asking, in the words of {@link StopAnswered}. */
    record DrillStopAnswered(Instant at, DrillId drill, GuestId guest, String name, String answer, String detail)
            implements OfDrill {}

    /** The guest of a drill shuts down, and is about to be asked to be saved: whether this host does that is to be found out. */
    record DrillProbeAsked(Instant at, DrillId drill, GuestId guest, String name) implements OfDrill {}

    /**
     * A probe has shown whether this host saves a guest that is shutting down.
     *
     * @param saved whether it was saved, or the request refused or ignored
     */
    record DrillProbed(Instant at, DrillId drill, GuestId guest, String name, boolean saved) implements OfDrill {}

    /**
     * The guest of a drill was seen down.
     *
     * @param took from the request, null where nobody watched all the time
     */
    record DrillGuestDown(
            Instant at,
            DrillId drill,
            GuestId guest,
            String name,
            GuestState state,
            @Nullable Duration took) implements OfDrill {}

    /** The guest of a drill is about to be asked to start. */
    record DrillStartAsked(Instant at, DrillId drill, GuestId guest, String name) implements OfDrill {}

    /** What came of asking, in the words of {@link StopAnswered}. */
    record DrillStartAnswered(Instant at, DrillId drill, GuestId guest, String name, String answer, String detail)
            implements OfDrill {}

    /**
     * The guest of a drill runs again.
     *
     * @param took from the request to start, null where it was not asked by the drill
     * @param heartbeat whether its heartbeat is there
     */
    record DrillGuestUp(
            Instant at,
            DrillId drill,
            GuestId guest,
            String name,
            @Nullable Duration took,
            boolean heartbeat) implements OfDrill {}

    /** A drill is over, or was refused when its turn came. */
    record DrillEnded(Instant at, DrillId drill, GuestId guest, String name, DrillOutcome outcome, String summary)
            implements OfDrill {}

    /** The service waits for the plug to be pulled: a failure of the mains before that time is a full drill. */
    record FullDrillReady(Instant at, DrillId drill, Instant until, boolean through, String by) implements OfDrill {}

    /** A full drill is over, or was never begun. */
    record FullDrillEnded(Instant at, DrillId drill, String summary) implements OfDrill {}

    /**
     * The power state changed.
     *
     * @param bootId the boot of the host in which it did
     * @param onBatterySince when the mains failed, null on the mains
     */
    record PowerChanged(
            Instant at,
            String bootId,
            String state,
            @Nullable Instant onBatterySince) implements Fact {}

    /**
     * The service was armed or disarmed.
     *
     * @param until when it arms itself again after a disarming, or null for never
     * @param by who asked
     * @param reason why, in their words
     */
    record ArmingChanged(
            Instant at, boolean armed, @Nullable Instant until, String by, String reason) implements Fact {}

    /**
     * An operator says that power will come, and that nothing is to be stopped before that could still wait; or no longer.
     *
     * @param until until when, null for no longer
     * @param by who said so
     * @param reason why, in their words
     */
    record HoldChanged(Instant at, @Nullable Instant until, String by, String reason) implements Fact {}

    /**
     * A setting of a guest is about to be changed in the hypervisor.
     *
     * @param setting its name there, such as {@code AutomaticStopAction}
     * @param before what was set: the way back
     * @param after what it is to be
     * @param by who asked
     * @param reason why, in their words
     */
    record SettingChanged(
            Instant at,
            GuestId guest,
            String name,
            String setting,
            String before,
            String after,
            String by,
            String reason)
            implements Fact {}

    /** What came of it: {@code changed}, {@code refused} or {@code unanswered}. */
    record SettingAnswered(Instant at, GuestId guest, String name, String setting, String answer, String detail)
            implements Fact {}

    /**
     * The battery was replaced: what was known of the one before counts no more.
     *
     * @param on the day on which it was new
     * @param by who said so
     * @param ups the name of the UPS, null where there is only one
     */
    record BatteryReplaced(
            Instant at, Instant on, String by, @Nullable String ups) implements Fact {}

    /** An operator has ordered that everything is shut down, whatever the mains do. */
    record ShutdownOrdered(Instant at, String bootId, String by, String reason) implements Fact {}

    /** That order stands no more. */
    record ShutdownOrderEnded(Instant at, String by, String reason) implements Fact {}

    /**
     * A discharge has shown what the battery holds.
     *
     * @param health as a share of what its table says of a new one
     * @param spread standard error, as a share of that
     * @param used what was taken from it, as a share of what a new one holds
     * @param ups the name of the UPS, null where there is only one
     */
    record BatteryCalibrated(
            Instant at,
            double health,
            double spread,
            double used,
            @Nullable String ups) implements Fact {}

    /**
     * A calibration began: from now on the battery may be discharged, and the mains have to feed the load again afterwards.
     *
     * @param command the UPS's own command that discharges it, null where a person pulls the plug
     * @param until the end of the window
     * @param by who asked
     */
    record CalibrationBegan(
            Instant at, DrillId drill, @Nullable String command, Instant until, String by, String bootId)
            implements OfDrill {}

    /**
     * The discharge is about to be ended.
     *
     * @param reached as deep as was wanted
     */
    record CalibrationStopping(Instant at, DrillId drill, boolean reached, String why) implements OfDrill {}

    /**
     * A calibration ended; the mains feed the load, or the host has booted since.
     *
     * @param reached as deep as was wanted
     * @param summary in words
     * @param healthBefore the share of a new battery that was believed before, null after a restart
     * @param healthAfter the same now
     * @param lowerBefore how long a full one was sure to last at the load of then, null after a restart
     * @param lowerAfter the same now
     */
    record CalibrationEnded(
            Instant at,
            DrillId drill,
            boolean reached,
            String summary,
            @Nullable Double healthBefore,
            @Nullable Double healthAfter,
            @Nullable Duration lowerBefore,
            @Nullable Duration lowerAfter)
            implements OfDrill {}

    /** Something an administrator should know. */
    record Noted(Instant at, @Nullable RunId run, String text) implements Fact {}
}
