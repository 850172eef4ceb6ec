package dev.lastwatt.adapter.scenario.play;

import dev.lastwatt.adapter.scenario.policy.Played;
import dev.lastwatt.adapter.scenario.world.PlayedOutcome;
import org.jspecify.annotations.Nullable;

/** Adds up one row. */
final class Tally {

    private final Share.Sum anyUnclean = new Share.Sum();
    private final Share.Sum guests = new Share.Sum();
    private final Share.Sum guestsPossible = new Share.Sum();
    private final Share.Sum host = new Share.Sum();
    private final Share.Sum hostPossible = new Share.Sum();
    private final Share.Sum needless = new Share.Sum();
    private final Share.Sum order = new Share.Sum();
    private final Share.Sum orderPossible = new Share.Sum();
    private final Share.Sum service = new Share.Sum();
    private int outages;
    private double minutes;
    private double left;
    private int wentOff;

    /** One outage of so many guests; the oracle's outcome where it played. */
    void add(Played played, int size, @Nullable PlayedOutcome oracle) {
        PlayedOutcome outcome = played.outcome();
        int unclean = outcome.unclean().size();
        outages++;
        anyUnclean.add(unclean > 0 ? 1 : 0, 1);
        guests.add(unclean / (double) size, 1);
        host.add(outcome.hostUnclean() ? 1 : 0, 1);
        needless.add(outcome.needless() / (double) size, 1);
        order.add(outcome.orderViolations() > 0 ? 1 : 0, 1);
        minutes += outcome.serviceSeconds() / 60;
        Double seconds = outcome.leftSeconds();
        if (seconds != null) {
            left += seconds / 60;
            wentOff++;
        }
        if (oracle == null) {
            return;
        }
        service.add(outcome.serviceSeconds(), oracle.serviceSeconds());
        if (oracle.unclean().isEmpty()) {
            guestsPossible.add(unclean / (double) size, 1);
            orderPossible.add(outcome.orderViolations() > 0 ? 1 : 0, 1);
        }
        if (!oracle.hostUnclean()) {
            hostPossible.add(outcome.hostUnclean() ? 1 : 0, 1);
        }
    }

    Row row(String policy, String gauge) {
        return new Row(
                policy,
                gauge,
                outages,
                anyUnclean.share(),
                guests.share(),
                guestsPossible.share(),
                host.share(),
                hostPossible.share(),
                needless.share(),
                order.share(),
                orderPossible.share(),
                service.share(),
                minutes / outages,
                wentOff == 0 ? Double.NaN : left / wentOff);
    }
}
