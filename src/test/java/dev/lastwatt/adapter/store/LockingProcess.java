package dev.lastwatt.adapter.store;

import java.io.IOException;
import java.nio.file.Path;

/** Takes a folder, says so, and holds it until its input ends. */
final class LockingProcess {

    private LockingProcess() {}

    public static void main(String[] args) throws IOException {
        try (StoreLock lock = StoreLock.take(Path.of(args[0]))) {
            System.out.println(lock == null ? "?" : "taken");
            while (System.in.read() >= 0) {
                // Until the end.
            }
        } catch (StoreException e) {
            System.out.println(e.getMessage());
        }
    }
}
