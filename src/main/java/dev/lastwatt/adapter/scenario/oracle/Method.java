package dev.lastwatt.adapter.scenario.oracle;

/** What the oracle does to a guest. */
enum Method {
    /** Runs on: to the end of the outage, or until it is sacrificed. */
    NOTHING,
    SHUTDOWN,
    SAVE
}
