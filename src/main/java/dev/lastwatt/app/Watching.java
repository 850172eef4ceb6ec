package dev.lastwatt.app;

/** Where those who only look find what the service knows and intends. Safe from any thread, and at once. */
@FunctionalInterface
public interface Watching {

    /** The latest snapshot. */
    Snapshot snapshot();
}
