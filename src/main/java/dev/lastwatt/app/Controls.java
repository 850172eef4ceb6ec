package dev.lastwatt.app;

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
