package dev.lastwatt.adapter.scenario.policy;

import dev.lastwatt.adapter.scenario.world.Action;

/** Takes a policy's decisions, which take effect at once. */
public interface Orders {

    /** Has this done to a guest, by its number in {@code known.guests}; not for {@link Action#HOST_OFF}. */
    void guest(Action action, int guest);

    /** The host goes down when its last guest is off. Asked again, nothing changes. */
    void hostOff();
}
