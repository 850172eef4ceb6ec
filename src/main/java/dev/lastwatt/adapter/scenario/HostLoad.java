package dev.lastwatt.adapter.scenario;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A host as the UPS that feeds it sees it. The host drives: before it changes its load, it reports the stretch of constant load
 * that is over, so that the battery's integral does not depend on who asks how often, and so that a host never lives past the
 * instant its power ended.
 */
public interface HostLoad {

    /** What it draws now, in watts. */
    double watts();

    /** Reports everything up to now. To be called before the battery is looked at. */
    void settle();

    /**
     * Connects the one UPS that feeds it.
     *
     * @return since when it reports
     * @throws IllegalStateException if one is connected already
     */
    Instant connect(Feed feed);

    /** The UPS as the host sees it. */
    interface Feed {

        /**
         * The host has drawn {@code watts} all the while. Called in the order of time, without gaps; must not call the host.
         *
         * @param then what it draws from {@code to} on, in watts
         * @return when its power ended, if that was within this stretch: nothing that the host did after it has happened
         */
        @Nullable Instant drawn(Instant from, Instant to, double watts, double then);
    }
}
