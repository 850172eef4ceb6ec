package dev.lastwatt.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreLockTest {

    private final Path folder;

    StoreLockTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void anotherProcessIsRefusedWithTheHoldersNumberUntilTheHolderIsKilled() throws Exception {
        Process holder = ChildJvm.start(LockingProcess.class, folder.toString());
        try {
            assertThat(ChildJvm.lines(holder).readLine()).isEqualTo("taken");
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> StoreLock.take(folder))
                    .withMessageContaining("process " + holder.pid())
                    .withMessageContaining(folder.toRealPath().toString())
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.LOCKED));
        } finally {
            holder.destroyForcibly().waitFor();
        }
        StoreLock.take(folder).close();
    }

    @Test
    void aSecondHolderInTheSameProcessIsRefusedAndTheFirstKeepsItsLock() throws Exception {
        try (StoreLock lock = StoreLock.take(folder)) {
            assertThat(lock).isNotNull();
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> StoreLock.take(folder))
                    .withMessageContaining("process " + ProcessHandle.current().pid());
            // Seen from outside: the attempt above has not given the lock up.
            Process other = ChildJvm.start(LockingProcess.class, folder.toString());
            try {
                assertThat(ChildJvm.lines(other).readLine())
                        .contains("process " + ProcessHandle.current().pid());
            } finally {
                other.destroyForcibly().waitFor();
            }
        }
        StoreLock.take(folder).close();
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> StoreLock.take(file.resolve("data")))
                .withMessageContaining(file.toString());
    }
}
