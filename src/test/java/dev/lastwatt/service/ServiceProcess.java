package dev.lastwatt.service;

import dev.lastwatt.adapter.hypervisor.hyperv.HyperVHypervisor;
import dev.lastwatt.adapter.hypervisor.hyperv.SimulatedHost;
import dev.lastwatt.adapter.time.SystemTimebase;
import dev.lastwatt.adapter.ups.nut.NutSettings;
import dev.lastwatt.adapter.ups.nut.NutSource;
import dev.lastwatt.adapter.ups.wire.Endpoint;
import dev.lastwatt.app.DrillRequest;
import dev.lastwatt.boot.Pace;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.fake.TappedJournal;
import dev.lastwatt.port.Timebase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * The service in a process of its own, made to be killed. It says each fact that it writes, and stops at a chosen one for as long
 * as it takes to be killed there.
 */
final class ServiceProcess implements AutoCloseable {

    private static final String STANDS = "STANDS";
    private static final String READY = "READY";

    private final Process process;
    private final List<String> said = new CopyOnWriteArrayList<>();

    private ServiceProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(() -> process.inputReader().lines().forEach(said::add), "service-process");
        reader.setDaemon(true);
        reader.start();
    }

    /** Where a process is to be killed. */
    enum Moment {
        /** Nowhere. */
        NEVER,
        /** The fact is not written yet; what it tells has happened. */
        BEFORE,
        /** The fact is written; what it announces has not been done. */
        AFTER
    }

    /** Starts one on the host, and with the data, of that folder. */
    static ServiceProcess start(Path folder, int upsPort, Moment moment, Class<? extends Fact> at) {
        return start(folder, upsPort, moment, at, "");
    }

    /** The same, drilling that guest as soon as it can. */
    static ServiceProcess start(Path folder, int upsPort, Moment moment, Class<? extends Fact> at, String drilled) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dbasedir=" + System.getProperty("basedir", ""),
                "-cp",
                System.getProperty("java.class.path"),
                ServiceProcess.class.getName(),
                folder.toString(),
                String.valueOf(upsPort),
                moment.name(),
                at.getSimpleName(),
                drilled));
        try {
            return new ServiceProcess(new ProcessBuilder(command)
                    .redirectError(folder.resolve("service.log").toFile())
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What runs in that process. */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        Moment moment = Moment.valueOf(arguments[2]);
        String at = arguments[3];
        Timebase time = new SystemTimebase();
        InstalledService service = new InstalledService(
                folder.resolve("data"),
                new NutSource(NutSettings.of(new Endpoint("127.0.0.1", Integer.parseInt(arguments[1]))), time),
                new HyperVHypervisor(new SimulatedHost(folder).settings().withSessions(1, 0), Clock.systemUTC()),
                time,
                Pace.usual(),
                House.shuttingDownOnly(Duration.ofSeconds(2)),
                House.samples(),
                journal -> new TappedJournal(journal, fact -> standAt(moment == Moment.BEFORE, at, fact), fact -> {
                    say(fact.getClass().getSimpleName());
                    standAt(moment == Moment.AFTER, at, fact);
                }));
        boolean ready = false;
        while (true) {
            if (!ready && service.isReady()) {
                ready = true;
                if (!service.snapshot().arming().armed()) {
                    service.service().arm("test", "to see it act");
                }
                say(READY);
                if (!arguments[4].isEmpty()) {
                    service.service().drill(drill(arguments[4], time.now()));
                }
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    private static DrillRequest drill(String guest, Instant now) {
        return new DrillRequest(
                DrillRequest.Kind.GUEST,
                guest,
                StopMethod.SHUTDOWN,
                now.plus(Duration.ofHours(1)),
                false,
                false,
                "test");
    }

    private static void standAt(boolean here, String at, Fact fact) {
        if (here && fact.getClass().getSimpleName().equals(at)) {
            say(STANDS);
            while (true) {
                LockSupport.park();
            }
        }
    }

    private static void say(String word) {
        System.out.println(word);
        System.out.flush();
    }

    /** It knows everything that it needs, and is armed. */
    boolean isReady() {
        return said(READY);
    }

    /** It stands where it is to be killed. */
    boolean stands() {
        return said(STANDS);
    }

    /** It has written a fact of that kind. */
    boolean hasWritten(Class<? extends Fact> kind) {
        return said(kind.getSimpleName());
    }

    private boolean said(String word) {
        if (!process.isAlive() && !said.contains(word)) {
            throw new AssertionError("the service has ended with " + process.exitValue() + ": " + said);
        }
        return said.contains(word);
    }

    /** Its PowerShell processes and theirs. */
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    /** {@code kill -9}. */
    void kill() {
        process.toHandle().destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it and what it has started; after a {@link #kill()} what it had started is left to its successor. */
    @Override
    public void close() {
        List<ProcessHandle> children = process.isAlive() ? children() : List.of();
        kill();
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
