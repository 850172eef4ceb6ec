package dev.lastwatt.adapter.hypervisor.hyperv.shell;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The processes behind a session: jPowerShell keeps them to itself, so they are found from outside. */
final class ChildTree {

    private ChildTree() {}

    /** The children of this process as they are now. */
    static Set<Long> children() {
        try (Stream<ProcessHandle> all = ProcessHandle.current().children()) {
            return all.map(ProcessHandle::pid).collect(Collectors.toSet());
        }
    }

    /** A child that was not there before and looks like what jPowerShell starts. */
    static Optional<ProcessHandle> newcomer(Set<Long> before) {
        try (Stream<ProcessHandle> all = ProcessHandle.current().children()) {
            return all.filter(c -> !before.contains(c.pid()))
                    .filter(ChildTree::looksLikeShell)
                    .findFirst();
        }
    }

    /** On Windows jPowerShell starts cmd.exe; elsewhere the executable itself, with {@code -noexit}. */
    private static boolean looksLikeShell(ProcessHandle child) {
        ProcessHandle.Info info = child.info();
        String command = info.command().orElse("").toLowerCase(Locale.ROOT);
        return command.endsWith("cmd.exe")
                || info.arguments()
                        .map(a -> Arrays.asList(a).contains("-noexit"))
                        .orElse(false);
    }

    /** The direct child of this process that the given one descends from, which may be that one itself. */
    static Optional<ProcessHandle> rootOf(long pid) {
        long self = ProcessHandle.current().pid();
        Optional<ProcessHandle> at = ProcessHandle.of(pid);
        for (int depth = 0; depth < 8 && at.isPresent(); depth++) {
            Optional<ProcessHandle> parent = at.get().parent();
            if (parent.isPresent() && parent.get().pid() == self) {
                return at;
            }
            at = parent;
        }
        return Optional.empty();
    }

    /** Ends the process and all that it started, children first so that none is left without a parent to be found by. */
    static void kill(ProcessHandle root) {
        List<ProcessHandle> below;
        try (Stream<ProcessHandle> all = root.descendants()) {
            below = all.toList();
        }
        root.destroyForcibly();
        below.forEach(ProcessHandle::destroyForcibly);
    }
}
