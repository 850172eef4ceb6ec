package dev.lastwatt.boot.command;

import dev.lastwatt.adapter.hypervisor.simulated.Fate;
import dev.lastwatt.adapter.hypervisor.simulated.HostReport;
import dev.lastwatt.adapter.report.BudgetPage;
import dev.lastwatt.adapter.report.BudgetReport;
import dev.lastwatt.adapter.report.BudgetText;
import dev.lastwatt.adapter.report.LiveView;
import dev.lastwatt.adapter.report.RunReport;
import dev.lastwatt.adapter.report.RunText;
import dev.lastwatt.app.Snapshot;
import dev.lastwatt.boot.Demonstration;
import dev.lastwatt.core.power.RemainingRuntime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Plays the whole story on a simulated UPS and a simulated host of 12 guests: the mains fail for good, every guest",
            "is stopped in order inside the battery's budget, the host goes down. Touches nothing of this machine.",
            "Exit code 0 only if everything that could be stopped cleanly was, in order, with battery left."
        })
final class DemoCommand implements Callable<Integer> {

    private static final long LOOK_EVERY_NANOS = 50_000_000;
    private static final long LONGEST_NANOS = 300_000_000_000L;

    @Option(names = "--speed", description = "Simulated seconds in a second, 1 to 60. Default: 30.")
    double speed = 30;

    @Option(names = "--report", description = "Where the budget report goes. Default: lastwatt-budget.html.")
    Path report = Path.of("lastwatt-budget.html");

    @Override
    public Integer call() throws IOException {
        if (!(speed >= 1 && speed <= 60)) {
            throw new CommandException(ExitCode.USAGE, "--speed must be from 1 to 60");
        }
        Path folder = Files.createTempDirectory("lastwatt-demo");
        try (Demonstration demo = new Demonstration(folder, speed)) {
            return play(demo);
        } finally {
            delete(folder);
        }
    }

    private int play(Demonstration demo) throws IOException {
        ZoneId zone = ZoneId.systemDefault();
        Snapshot before = firstPlan(demo);
        BudgetReport budget = BudgetReport.of(before, zone);
        Files.writeString(report, BudgetPage.render(budget), StandardCharsets.UTF_8);
        System.out.println(BudgetText.render(budget));
        System.out.println("The same as a page: " + report.toAbsolutePath());
        System.out.println();

        demo.failMains();
        RemainingRuntime left = watch(demo, new LiveView(System.out, System.console() != null));
        System.out.println();
        RunReport.of(demo.journal(), zone).ifPresent(run -> System.out.println(RunText.render(run)));
        return verdict(demo.truth(), left);
    }

    private static Snapshot firstPlan(Demonstration demo) {
        long began = System.nanoTime();
        while (demo.snapshot().plan() == null || !demo.snapshot().power().isOnLine()) {
            if (System.nanoTime() - began > LONGEST_NANOS / 10) {
                throw new CommandException(ExitCode.FAILED, "the simulated host did not answer");
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        return demo.snapshot();
    }

    private static RemainingRuntime watch(Demonstration demo, LiveView view) {
        long began = System.nanoTime();
        while (System.nanoTime() - began < LONGEST_NANOS) {
            Snapshot now = demo.snapshot();
            view.update(now);
            HostReport truth = demo.truth();
            if (truth.hostOffAt() != null || truth.hostCutOffAt() != null) {
                return now.remaining();
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        throw new CommandException(ExitCode.FAILED, "the demonstration did not come to an end");
    }

    private static int verdict(HostReport truth, RemainingRuntime left) {
        truth.fates().stream()
                .filter(f -> !f.clean())
                .map(Fate::toString)
                .forEach(f -> System.out.println("NOT CLEAN: " + f));
        boolean well = truth.allClean() && truth.orderViolations() == 0 && truth.hostCutOffAt() == null;
        System.out.println(
                well
                        ? "Every guest was stopped cleanly and in order, the host is off, and the battery has about "
                                + left.likely().toSeconds() / 60 + " min "
                                + left.likely().toSeconds() % 60
                                + " s left at what it fed last."
                        : "It did not end well: see above.");
        return well ? ExitCode.OK : ExitCode.NO;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
