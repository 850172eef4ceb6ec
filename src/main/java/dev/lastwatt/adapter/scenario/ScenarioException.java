package dev.lastwatt.adapter.scenario;

/** A scenario file that is not in the format. The message names the file, the line and the field. */
public final class ScenarioException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;

    ScenarioException(String source, int line, String what) {
        super(source + ", line " + line + ": " + what);
        this.line = line;
    }

    /** The line, from 1. */
    public int line() {
        return line;
    }
}
