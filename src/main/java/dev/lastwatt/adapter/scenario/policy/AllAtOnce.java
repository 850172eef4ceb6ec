package dev.lastwatt.adapter.scenario.policy;

import dev.lastwatt.adapter.scenario.world.Action;
import dev.lastwatt.adapter.scenario.world.PlayedState;
import java.util.Arrays;

/** The host's own shutdown: every guest at once, and an end to those that are not off in time. */
final class AllAtOnce implements Stops {

    /** A guest that is not off after this is ended by the host's shutdown. */
    private static final double PATIENCE = 300;

    private final Action method;
    private final double delay;
    private final double[] askedAt;

    /** After so many seconds, by this method. */
    AllAtOnce(int guests, Action method, double delay) {
        this.method = method;
        this.delay = delay;
        askedAt = new double[guests];
        Arrays.fill(askedAt, Double.NaN);
    }

    @Override
    public void go(Sight sight, double elapsed, Orders orders) {
        if (elapsed < delay) {
            return;
        }
        for (int i = 0; i < askedAt.length; i++) {
            if (sight.state(i) == PlayedState.RUNNING) {
                askedAt[i] = sight.now();
                orders.guest(method, i);
            } else if (sight.state(i) == PlayedState.STOPPING && sight.now() - askedAt[i] > PATIENCE) {
                orders.guest(Action.TURN_OFF, i);
            }
        }
        orders.hostOff();
    }
}
