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

    /** Something an administrator should know. */
    record Noted(Instant at, @Nullable RunId run, String text) implements Fact {}
}
