package dev.lastwatt.adapter.hypervisor.hyperv.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The PowerShell processes this service has started, in a file: a service that is killed leaves them running, and its
 * successor finds and ends them. A number alone may belong to another process by then, so the instant of its start is kept
 * with it; and nothing is ended while the service that started it still runs.
 */
final class ChildLedger {

    private static final Logger LOG = Logger.getLogger(ChildLedger.class);
    private static final String FILE = "powershell-children.txt";

    private final Path file;
    private final Set<Entry> mine = new LinkedHashSet<>();
    private boolean complained;

    /** Who started it, and what: process number and start instant of each. */
    private record Entry(long owner, String ownerStart, long pid, String start) {

        static Optional<Entry> of(ProcessHandle owner, ProcessHandle child) {
            return start(owner).flatMap(o -> start(child).map(c -> new Entry(owner.pid(), o, child.pid(), c)));
        }

        static Optional<Entry> parse(String line) {
            String[] parts = line.split(" ", -1);
            try {
                return parts.length == 4
                        ? Optional.of(new Entry(Long.parseLong(parts[0]), parts[1], Long.parseLong(parts[2]), parts[3]))
                        : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }

        private static Optional<String> start(ProcessHandle process) {
            return process.info().startInstant().map(Instant::toString);
        }

        private static boolean runs(long pid, String start) {
            return ProcessHandle.of(pid)
                    .flatMap(Entry::start)
                    .map(start::equals)
                    .orElse(false);
        }

        boolean ownerRuns() {
            return runs(owner, ownerStart);
        }

        boolean childRuns() {
            return runs(pid, start);
        }

        String line() {
            return owner + " " + ownerStart + " " + pid + " " + start;
        }
    }

    ChildLedger(Path folder) {
        this.file = folder.resolve(FILE);
    }

    /** Ends what an earlier service left behind; how many that were. */
    synchronized int endOrphans() {
        int ended = 0;
        for (Entry entry : read()) {
            if (!entry.ownerRuns() && entry.childRuns()) {
                ProcessHandle.of(entry.pid()).ifPresent(ChildTree::kill);
                ended++;
            }
        }
        if (ended > 0) {
            LOG.infof("Ended %d PowerShell processes that an earlier run of this service had left behind.", ended);
        }
        write();
        return ended;
    }

    synchronized void add(ProcessHandle child) {
        Entry.of(ProcessHandle.current(), child).ifPresent(mine::add);
        write();
    }

    synchronized void remove(ProcessHandle child) {
        if (mine.removeIf(e -> e.pid() == child.pid())) {
            write();
            notifyAll();
        }
    }

    /**
     * Waits until all that were added are gone. From then on nothing is written here any more.
     *
     * @return whether they are, after at most that time
     */
    synchronized boolean awaitEmpty(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        try {
            while (!mine.isEmpty()) {
                long left = until - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return mine.isEmpty();
    }

    private List<Entry> read() {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.US_ASCII)) {
            return lines.limit(1_000).flatMap(l -> Entry.parse(l).stream()).toList();
        } catch (IOException | RuntimeException e) {
            // No file yet, or one that cannot be read: then nothing is known to be ours, and nothing is ended.
            return List.of();
        }
    }

    /** An empty file that only its owner can read; on Windows it takes the access list of its folder. */
    private static void forOwnerOnly(Path file) throws IOException {
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    /** Losing this file costs a tidy start, never a stop: so it is written as well as can be, and no more. */
    private void write() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path next = file.resolveSibling(FILE + ".new");
            List<Entry> others = read().stream()
                    .filter(e -> e.owner() != ProcessHandle.current().pid() && e.ownerRuns())
                    .toList();
            forOwnerOnly(next);
            Files.writeString(
                    next,
                    Stream.concat(others.stream(), mine.stream())
                            .map(Entry::line)
                            .collect(Collectors.joining("\n")),
                    StandardCharsets.US_ASCII);
            try {
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException | SecurityException e) {
            if (!complained) {
                LOG.warnf(
                        "Cannot write %s (%s): PowerShell processes would be left behind if this service were killed.",
                        file, e.getMessage());
                complained = true;
            }
        }
    }
}
