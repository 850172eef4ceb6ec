package dev.lastwatt.boot.command;

import dev.lastwatt.boot.Configuration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description = "Rehearses. With --dry the whole plan is played without touching anything.")
final class DrillCommand implements Callable<Integer> {

    @Option(names = "--dry", required = true, description = "Touch nothing: show the order and the times.")
    boolean dry;

    @Override
    public Integer call() {
        System.out.println(new ServiceApi(Configuration.read()).text("rehearsal.txt"));
        return ExitCode.OK;
    }
}
