package dev.lastwatt.adapter.hypervisor.simulated;

/** Where the world of the scenario format and a real host differ. */
public enum Laws {
    /**
     * The scenario format's: turn-off is obeyed also by a guest that is stopping, and a host that was told to shut down waits for
     * its guests, which it leaves alone.
     */
    SCENARIO,
    /**
     * A real host's: nothing is accepted while Stopping; a host that shuts down does to the guests that still run what their
     * automatic stop action says, and cuts off those that are still stopping two minutes later.
     */
    HYPER_V
}
