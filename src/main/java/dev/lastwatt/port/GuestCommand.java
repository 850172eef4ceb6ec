package dev.lastwatt.port;

import java.util.List;

/**
 * A command to be run in a guest.
 *
 * @param run the program and its arguments
 * @param user who it is run as
 * @param password that user's
 */
public record GuestCommand(List<String> run, String user, String password) {

    /** Copies the list. */
    public GuestCommand {
        run = List.copyOf(run);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "GuestCommand[run=" + run + ", user=" + user + "]";
    }
}
