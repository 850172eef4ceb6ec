package dev.lastwatt.boot;

import dev.lastwatt.boot.command.Lastwatt;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The program. Only {@code serve} starts the framework; every other command is done without it. */
@QuarkusMain
public final class Main {

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String... args) {
        System.exit(Lastwatt.run(args));
    }
}
