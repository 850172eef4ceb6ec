package dev.lastwatt.app;

import dev.lastwatt.core.drill.Refusal;
import dev.lastwatt.core.journal.RunId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator can tell the running service to do. A call returns when it has been done, written down, and is seen in the
 * next snapshot that is asked for; safe from any thread.
 */
public interface Controls {

    /**
     * From now on the service acts.
     *
     * @param by who asks
     * @param reason why, in their words
     * @throws Refused if something is in the way that has nothing to do with the moment
     * @throws IllegalStateException with a message for people, if the service does not take it in time
     */
    void arm(String by, String reason);

    /**
     * From now on the service only looks. A run under way is cancelled before its commit point, and goes on after it.
     *
     * @param until when it arms itself again, or null for never
     * @param by who asks
     * @param reason why, in their words
     * @throws IllegalStateException with a message for people, if the service does not take it in time
     */
    void disarm(@Nullable Instant until, String by, String reason);

    /**
     * Power will come, such as from a generator: until then nothing is stopped that could still wait. What must begin for a safe end
     * begins all the same.
     *
     * @param until when the hold ends by itself, within the next 24 hours
     * @param by who says so
     * @param reason why, in their words
     * @throws IllegalArgumentException with a message for people, if that time has passed or is too far off
     * @throws IllegalStateException with a message for people, if the service does not take it in time
     */
    void hold(Instant until, String by, String reason);

    /**
     * Nothing is held any longer.
     *
     * @throws IllegalStateException with a message for people, if the service does not take it in time
     */
    void endHold(String by, String reason);

    /**
     * Everything is shut down now, whatever the mains do.
     *
     * @param by who orders it
     * @param reason why, in their words
     * @return why it is refused; empty if it begins
     * @throws IllegalStateException with a message for people, if the service does not take it in time
     */
    List<Refusal> shutDown(String by, String reason);

    /**
     * Cancels a run before its commit point. What an order began is undone; a run that the outage demands ends, and the service is
     * disarmed, since it would begin again at once.
     *
     * @return why it is refused; empty if it is cancelled
     * @throws IllegalStateException with a message for people, if the service does not take it in time
     */
    List<Refusal> cancelRun(RunId run, String by, String reason);

    /**
     * The battery was replaced: its age, health and calibration begin anew.
     *
     * @param ups the name of the UPS, null where there is only one
     * @param on when the new one was put in, not in the future
     * @param by who says so
     * @throws IllegalArgumentException with a message for people, if there is no such UPS, or none is named of several
     * @throws IllegalStateException with a message for people, if the service does not take it in time
     */
    void batteryReplaced(@Nullable String ups, Instant on, String by);

    /**
     * What is known of the battery, a line each.
     *
     * @throws IllegalStateException with a message for people, if the service does not answer in time
     */
    List<String> battery();
}
