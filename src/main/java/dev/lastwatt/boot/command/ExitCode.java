package dev.lastwatt.boot.command;

/** What the program's exit codes mean; documented in the manual. */
final class ExitCode {

    /** Done. */
    static final int OK = 0;
    /** The answer is no: the battery does not suffice, the demo did not end well. */
    static final int NO = 1;
    /** The command line is wrong. */
    static final int USAGE = 2;
    /** No service answers. */
    static final int NO_SERVICE = 3;
    /** The service refused. */
    static final int REFUSED = 4;
    /** A setting, the policy or the data folder is unusable. */
    static final int CONFIGURATION = 5;
    /** Anything else. */
    static final int FAILED = 70;

    private ExitCode() {}
}
