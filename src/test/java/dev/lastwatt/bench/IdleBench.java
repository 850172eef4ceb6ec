package dev.lastwatt.bench;

import dev.lastwatt.peer.GenuineUpsd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the service costs while nothing happens: readings each second, 20 guests. Arguments: flags for its JVM. */
public final class IdleBench {

    private static final int GUESTS = 20;
    private static final long WARM_UP_MILLIS = 60_000;
    private static final long MEASURED_MILLIS = 180_000;

    private IdleBench() {}

    /** Measures for four minutes. */
    public static void main(String[] jvmFlags) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("lastwatt-idle");
        Path host = HostFile.write(folder, GUESTS, 20);
        try (GenuineUpsd ups = GenuineUpsd.start();
                ServedProgram program = new ServedProgram(folder, host, "reserve: 30s\n", ups, List.of(jvmFlags))) {
            program.awaitPlan(GUESTS);
            Thread.sleep(WARM_UP_MILLIS);
            Map<Long, ProcessCost> before = new LinkedHashMap<>();
            before.put(program.pid(), ProcessCost.of(program.pid()));
            for (long child : program.children()) {
                before.put(child, ProcessCost.of(child));
            }
            long began = System.nanoTime();
            System.out.println("load " + ProcessCost.load());
            Thread.sleep(MEASURED_MILLIS);
            double millis = (System.nanoTime() - began) / 1e6;
            System.out.println("load " + ProcessCost.load());
            for (Map.Entry<Long, ProcessCost> process : before.entrySet()) {
                ProcessCost now = ProcessCost.of(process.getKey());
                System.out.printf(
                        "%-10s %5.2f %% of one core, %d MB resident%n",
                        process.getKey() == program.pid() ? "JVM" : "PowerShell",
                        100 * (now.cpuMillis() - process.getValue().cpuMillis()) / millis,
                        now.residentKb() / 1024);
            }
        }
    }
}
