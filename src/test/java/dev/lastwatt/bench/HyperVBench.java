package dev.lastwatt.bench;

import dev.lastwatt.adapter.hypervisor.hyperv.HyperVHypervisor;
import dev.lastwatt.adapter.hypervisor.hyperv.shell.ShellSettings;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.port.ActionAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How long an inventory, the states and ten stops at once take, from Java to the simulated host and back. */
public final class HyperVBench {

    private static final int GUESTS = 50;
    private static final int STOPS = 10;

    private final HyperVHypervisor hypervisor;

    private HyperVBench(HyperVHypervisor hypervisor) {
        this.hypervisor = hypervisor;
    }

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("lastwatt-bench");
        Path host = HostFile.write(folder, GUESTS, 6_000);
        Path hyperv = Path.of("hyperv").toAbsolutePath();
        ShellSettings settings = ShellSettings.usual(hyperv.resolve("Lastwatt.HyperV"), folder)
                .withModules(hyperv.resolve("simulator"), Map.of("LASTWATT_SIMULATED_HOST", host.toString()))
                .withCare(Duration.ofHours(1), 1_000_000, Duration.ofHours(12));
        try (HyperVHypervisor hypervisor = new HyperVHypervisor(settings, Clock.systemUTC())) {
            if (!hypervisor.sessions().awaitReady(3, Duration.ofSeconds(120))) {
                throw new IllegalStateException("PowerShell is not ready: see LASTWATT_PWSH");
            }
            new HyperVBench(hypervisor).run(folder);
        }
    }

    private void run(Path folder) throws IOException {
        List<GuestId> ids = HostFile.ids(GUESTS);
        System.out.println("load " + ProcessCost.load());
        // The service reads states every five seconds: no session is cold when it counts.
        for (int i = 0; i < 12; i++) {
            hypervisor.inventory();
            hypervisor.states(ids);
        }
        measure("inventory of 50", 15, i -> hypervisor.inventory());
        measure("states of 50", 15, i -> hypervisor.states(ids));
        measure("states of 20", 15, i -> hypervisor.states(ids.subList(0, 20)));
        measure("states of 5", 15, i -> hypervisor.states(ids.subList(0, 5)));
        ExecutorService callers = Executors.newFixedThreadPool(STOPS);
        try {
            for (int round = 1; round <= 2; round++) {
                HostFile.write(folder, GUESTS, 6_000);
                hypervisor.inventory();
                measure("ten stops", GUESTS / STOPS, i -> stop(ids.subList(i * STOPS, (i + 1) * STOPS), callers));
            }
        } finally {
            callers.shutdownNow();
        }
        System.out.println("load " + ProcessCost.load());
    }

    private void stop(List<GuestId> guests, ExecutorService callers) {
        List<CompletableFuture<ActionAnswer>> answers = guests.stream()
                .map(id -> CompletableFuture.supplyAsync(
                        () -> hypervisor.stop(id, StopMethod.SHUTDOWN, "measured"), callers))
                .toList();
        for (CompletableFuture<ActionAnswer> answer : answers) {
            if (!(answer.join() instanceof ActionAnswer.Accepted)) {
                throw new IllegalStateException("not accepted: " + answer.join());
            }
        }
    }

    private void measure(String what, int times, IntConsumer work) throws IOException {
        long cpu = powerShellMillis();
        List<Long> took = IntStream.range(0, times)
                .mapToObj(i -> {
                    long began = System.nanoTime();
                    work.accept(i);
                    return (System.nanoTime() - began) / 1_000_000;
                })
                .sorted()
                .collect(Collectors.toList());
        System.out.printf(
                "%-16s median %5d ms, longest %5d ms, PowerShell's CPU %4d ms each%n",
                what, took.get(times / 2), took.get(times - 1), (powerShellMillis() - cpu) / times);
    }

    private long powerShellMillis() throws IOException {
        long sum = 0;
        for (long pid : hypervisor.sessions().processes()) {
            sum += ProcessCost.of(pid).cpuMillis();
        }
        return sum;
    }
}
