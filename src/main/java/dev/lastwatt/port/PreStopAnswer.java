package dev.lastwatt.port;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What came of a command before a stop.
 *
 * @param ending how it ended
 * @param exit its exit code, null where it did not end by itself
 * @param took from asking for it to its end
 * @param output the beginning of what it wrote, or why it was not run: printable, 400 characters at most
 */
public record PreStopAnswer(Ending ending, @Nullable Integer exit, Duration took, String output) {

    /** So much is kept of what a command wrote. */
    public static final int MOST = 400;

    /** How a command ended. */
    public enum Ending {
        /** With exit code 0. */
        SUCCEEDED,
        /** With another, or with an error. */
        FAILED,
        /** It was still running, and was ended. */
        TIMED_OUT,
        /** It could not be run. */
        NOT_RUN;

        /** The word in the journal. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Cuts the output and takes out what is not printable. */
    public PreStopAnswer {
        String plain =
                output.replaceAll("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\s]+", " ").strip();
        int end = plain.offsetByCodePoints(0, Math.min(MOST, plain.codePointCount(0, plain.length())));
        output = plain.substring(0, end);
    }

    /** One that ended by itself. */
    public static PreStopAnswer exited(int exit, Duration took, String output) {
        return new PreStopAnswer(exit == 0 ? Ending.SUCCEEDED : Ending.FAILED, exit, took, output);
    }

    /** One that had to be ended. */
    public static PreStopAnswer timedOut(Duration took) {
        return new PreStopAnswer(Ending.TIMED_OUT, null, took, "");
    }

    /** One that could not be run. */
    public static PreStopAnswer notRun(Duration took, String why) {
        return new PreStopAnswer(Ending.NOT_RUN, null, took, why);
    }
}
