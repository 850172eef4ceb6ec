package dev.lastwatt.adapter.scenario.world;

/** State of a guest, as a policy sees it. One that hangs looks like one that stops slowly. */
public enum PlayedState {
    RUNNING,
    STOPPING,
    SAVING,
    OFF
}
