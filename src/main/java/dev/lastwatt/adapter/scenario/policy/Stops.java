package dev.lastwatt.adapter.scenario.policy;

/** What a tool does once it has started. */
@FunctionalInterface
interface Stops {

    /**
     * Called at each reading from the start on.
     *
     * @param elapsed seconds since the start
     */
    void go(Sight sight, double elapsed, Orders orders);
}
