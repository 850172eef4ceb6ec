package dev.lastwatt.adapter.hypervisor.hyperv.shell;

import com.profesorfalken.jpowershell.PowerShell;
import com.profesorfalken.jpowershell.PowerShellNotAvailableException;
import com.profesorfalken.jpowershell.PowerShellResponse;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The library that starts, feeds and closes the process, with what has to be known about it: opening takes five seconds at
 * least; an answer is whatever has come when the stream falls silent for some 55 ms; after a time-out a thread of its own may
 * go on eating the stream, so nothing may be asked again; and its threads are no daemons, so it must be closed.
 */
final class JPowerShell {

    /** Held, because the logging system forgets the level of a logger that nobody holds. */
    private static final List<Logger> QUIET = List.of(
            Logger.getLogger("com.profesorfalken.jpowershell"),
            Logger.getLogger("com.profesorfalken.jpowershell.PowerShell"),
            Logger.getLogger("com.profesorfalken.jpowershell.PowerShellCommandProcessor"));

    static {
        // It logs stack traces for what is reported here with its cause, once.
        QUIET.forEach(l -> l.setLevel(Level.OFF));
    }

    private final PowerShell library;

    private JPowerShell(PowerShell library) {
        this.library = library;
    }

    /**
     * Starts the process; blocks for at least five seconds.
     *
     * @throws PowerShellNotAvailableException if it cannot be started
     */
    @SuppressWarnings("resource") // closed by close()
    static JPowerShell open(String executable) throws PowerShellNotAvailableException {
        return new JPowerShell(PowerShell.openSession(executable));
    }

    /** What a line brought. */
    record Response(String text, boolean timedOut) {}

    /** Sends one line and takes what comes, for at most so long. An empty line only takes what comes. */
    Response send(String line, long milliseconds) {
        // Both values given, so that the library never reads its own, which it fills without a lock.
        library.configuration(Map.of("maxWait", Long.toString(Math.max(1, milliseconds)), "waitPause", "5"));
        PowerShellResponse response = library.executeCommand(line);
        return new Response(response.getCommandOutput(), response.isTimeout());
    }

    /** Ends the library's threads. Quick once the process is gone, slow before. */
    void close() {
        library.configuration(Map.of("maxWait", "2000", "waitPause", "5"));
        library.close();
    }
}
