package dev.lastwatt.adapter.host;

import java.time.Duration;
import java.util.List;

/** Runs a command of the operating system for a bounded time. */
@FunctionalInterface
public interface ProcessRunner {

    /**
     * Runs it and waits, never much longer than that. Does not throw.
     *
     * @param command the program by absolute path, and its arguments
     */
    Result run(List<String> command, Duration timeout);

    /** What came of it. */
    sealed interface Result {

        /** It ended. */
        record Exited(int code, String output) implements Result {}

        /** It was still running and was killed, as far as it could be. */
        record TimedOut() implements Result {}

        /** It did not start. */
        record NotStarted(String why) implements Result {}
    }
}
