package dev.lastwatt.adapter.scenario.policy;

import dev.lastwatt.adapter.scenario.Known;
import dev.lastwatt.adapter.scenario.world.Action;
import dev.lastwatt.adapter.scenario.world.PlayedState;

/** Three groups, each with a duration that is waited in full, then the host. */
final class GroupByGroup implements Stops {

    private static final int GROUPS = 3;

    /** What the host's own sequence adds before it ends what is left. */
    private static final double TAIL = 70;

    private final int[] groups;
    private final double seconds;

    GroupByGroup(Known known, double seconds) {
        this.groups = known.guests().stream().mapToInt(Known.KnownGuest::group).toArray();
        this.seconds = seconds;
    }

    @Override
    public void go(Sight sight, double elapsed, Orders orders) {
        for (int i = 0; i < groups.length; i++) {
            if (sight.state(i) == PlayedState.RUNNING && elapsed >= seconds * groups[i]) {
                orders.guest(Action.SHUTDOWN, i);
            }
        }
        if (elapsed < GROUPS * seconds + TAIL) {
            return;
        }
        for (int i = 0; i < groups.length; i++) {
            if (sight.state(i) != PlayedState.OFF) {
                orders.guest(Action.TURN_OFF, i);
            }
        }
        orders.hostOff();
    }
}
