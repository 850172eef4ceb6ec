package dev.lastwatt.boot.command;

import dev.lastwatt.adapter.control.ControlClient;
import dev.lastwatt.adapter.control.ControlState;
import dev.lastwatt.adapter.control.SecretFile;
import dev.lastwatt.boot.Configuration;
import dev.lastwatt.boot.Folders;

/** The way of the acting commands to the running service. */
final class Control {

    private Control() {}

    static ControlClient of(Configuration configuration) {
        return new ControlClient(
                configuration.service().getPort(),
                SecretFile.in(configuration.settings().dataFolder().orElseGet(Folders::data)));
    }

    /** Who gives the command, for the journal. */
    static String user() {
        return System.getProperty("user.name", "unknown") + " on this host's command line";
    }

    static void say(ControlState state) {
        System.out.println(state.arming() + (state.until() == null ? "" : " until " + state.until()) + ", phase: "
                + state.phase());
        state.blockedBy().forEach(b -> System.out.println("blocked: " + b));
        if (state.hold() != null) {
            System.out.println(state.hold());
        }
        if (state.note() != null) {
            System.out.println(state.note());
        }
    }
}
