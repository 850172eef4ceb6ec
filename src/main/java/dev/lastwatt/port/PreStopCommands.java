package dev.lastwatt.port;

import dev.lastwatt.core.guest.GuestId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The commands of this host that policies may have run before a guest is stopped. What they do stands in its own configuration. */
public interface PreStopCommands {

    /** A host without any. */
    PreStopCommands NONE = new PreStopCommands() {
        @Override
        public String lacks(String command) {
            return "is not configured on this host";
        }

        @Override
        public PreStopAnswer run(GuestId guest, String command, Duration within) {
            return PreStopAnswer.notRun(Duration.ZERO, lacks(command));
        }
    };

    /** Why that command could not be run, as the end of a sentence about it; null where it could, as far as can be seen. */
    @Nullable String lacks(String command);

    /**
     * Runs it and waits, never much longer than that. Does not throw.
     *
     * @param guest who is about to be stopped
     * @param command its id
     * @param within when it is ended, with everything that it started
     */
    PreStopAnswer run(GuestId guest, String command, Duration within);
}
