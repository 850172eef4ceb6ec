package dev.lastwatt.adapter.scenario.oracle;

import dev.lastwatt.adapter.scenario.world.Action;
import dev.lastwatt.adapter.scenario.world.PlayedOutage;
import dev.lastwatt.adapter.scenario.world.PlayedOutcome;
import dev.lastwatt.adapter.scenario.world.Site;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Decisions made beforehand, each with its time. */
final class Scheme {

    /** Something to be done at a time; {@code guest} -1 for the host. */
    record Order(double at, Action action, int guest) {}

    private final List<Order> orders = new ArrayList<>();

    /** Nothing at all. */
    static Scheme nothing() {
        return new Scheme();
    }

    void add(double at, Action action, int guest) {
        orders.add(new Order(Math.max(0, at), action, guest));
    }

    /** In the order of time. */
    List<Order> orders() {
        return orders.stream().sorted(Comparator.comparingDouble(Order::at)).toList();
    }

    /** What comes of it. */
    PlayedOutcome tried(Site site) {
        PlayedOutage outage = new PlayedOutage(site);
        for (Order order : orders()) {
            while (!outage.over() && !outage.advance(order.at())) {
                // On to the order's time.
            }
            if (outage.over()) {
                return outage.outcome();
            }
            outage.decide(order.action(), order.guest());
        }
        while (!outage.over()) {
            outage.advance(outage.now() + 86_400);
        }
        return outage.outcome();
    }
}
