package dev.lastwatt.adapter.store;

import dev.lastwatt.core.journal.Fact;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

/** Measures how long an append takes on the disk of a folder: arguments folder and number of appends. Not a test. */
final class AppendLatency {

    private AppendLatency() {}

    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        long[] micros = new long[Integer.parseInt(args[1])];
        try (SqliteStore store = SqliteStore.open(folder.resolve("lastwatt.db"));
                SqliteJournal journal = SqliteJournal.open(store, folder.resolve("fallback.jsonl"))) {
            for (int i = 0; i < micros.length; i++) {
                long before = System.nanoTime();
                journal.append(new Fact.Noted(Instant.EPOCH, null, "a note of ordinary length, such as a journal has"));
                micros[i] = (System.nanoTime() - before) / 1_000;
            }
            System.out.println("healthy at the end: " + journal.isHealthy());
        }
        System.out.println("the first: " + micros[0] / 1_000.0 + " ms");
        Arrays.sort(micros);
        for (double quantile : new double[] {0.5, 0.9, 0.99, 1}) {
            int index = (int) Math.ceil(quantile * micros.length) - 1;
            System.out.println("quantile " + quantile + ": " + micros[index] / 1_000.0 + " ms");
        }
    }
}
