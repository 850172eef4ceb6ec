package dev.lastwatt.core.stoptime;

import dev.lastwatt.core.stoptime.Traits.Os;
import dev.lastwatt.core.stoptime.Traits.Updates;
import java.util.Collection;

/**
 * How probable it is that a guest's next stop installs updates.
 *
 * <p>A patch window shows on the whole host: where several Windows guests are known to wait, those of which nobody knows, or which
 * deny it, are less to be believed. Where nothing is known of any guest, what its past stops showed has to do.
 */
final class UpdateRisk {

    private static final double BELIEVED = 0.95;
    private static final double DENIED = 0.007;

    private static final double WINDOW_PRIOR = 0.12;
    private static final double WAITING_IN_WINDOW = 0.6;
    private static final double NOTICED = 0.8;
    private static final double WAITING_OUTSIDE = 0.02;

    private final boolean anythingKnown;
    private final double window;

    UpdateRisk(Collection<Traits> guests) {
        anythingKnown = guests.stream().anyMatch(UpdateRisk::told);
        double odds = WINDOW_PRIOR / (1 - WINDOW_PRIOR);
        for (Traits t : guests) {
            if (t.os() != Os.LINUX && told(t)) {
                boolean waits = t.updates() == Updates.PENDING;
                odds *= seen(waits, WAITING_IN_WINDOW) / seen(waits, WAITING_OUTSIDE);
            }
        }
        window = odds / (1 + odds);
    }

    /** Whether somebody said it of this very guest. */
    private static boolean told(Traits guest) {
        return guest.updates() == Updates.PENDING || guest.updates() == Updates.NONE;
    }

    private static double seen(boolean waits, double waiting) {
        double seen = waiting * NOTICED;
        return waits ? seen : 1 - seen;
    }

    /**
     * The probability for this guest, which is one of the host's.
     *
     * @param past share of past stops of such guests that installed updates
     */
    double of(Traits guest, double past) {
        if (guest.updates() == Updates.PENDING) {
            return BELIEVED;
        }
        if (guest.updates() == Updates.EXPECTED) {
            return WAITING_IN_WINDOW;
        }
        if (!anythingKnown) {
            return past;
        }
        double inWindow = guest.os() == Os.LINUX ? 0 : window;
        double waiting = inWindow * WAITING_IN_WINDOW + (1 - inWindow) * WAITING_OUTSIDE;
        if (guest.updates() == Updates.UNKNOWN) {
            return waiting;
        }
        double hidden = inWindow * WAITING_IN_WINDOW * (1 - NOTICED) / (1 - WAITING_IN_WINDOW * NOTICED);
        return Math.max(DENIED, hidden);
    }
}
