package dev.lastwatt.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FallbackFileTest {

    private final Path folder;

    FallbackFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static StoredFact fact(long sequence) {
        return new StoredFact(
                sequence,
                "noted",
                Instant.EPOCH,
                sequence % 2 == 0 ? "1" : null,
                "{\"text\":\"電源\\n" + sequence + "\"}");
    }

    private Path path() {
        return folder.resolve("fallback.jsonl");
    }

    private void write(StoredFact... facts) throws IOException {
        try (FallbackFile file = new FallbackFile(path())) {
            file.append(List.of(facts));
        }
    }

    private List<StoredFact> read() throws IOException {
        return new FallbackFile(path()).read();
    }

    @Test
    void whatIsAppendedIsReadAgain() throws IOException {
        assertThat(read()).isEmpty();
        write(fact(1), fact(2));
        write(fact(3));
        assertThat(read()).containsExactly(fact(1), fact(2), fact(3));
    }

    @Test
    void aTailTornAtAnyByteLosesOnlyTheTornLine() throws IOException {
        write(fact(1), fact(2));
        byte[] whole = Files.readAllBytes(path());
        int endOfFirst = lineEnds(whole);
        // The last byte is only the line feed: without it the line is still whole.
        for (int length = endOfFirst; length < whole.length - 1; length++) {
            assertThat(FallbackFile.parseAll(Arrays.copyOf(whole, length)).stream()
                            .flatMap(Optional::stream))
                    .containsExactly(fact(1));
        }
    }

    @Test
    void whatComesAfterATornTailIsOnALineOfItsOwn() throws IOException {
        write(fact(1), fact(2));
        byte[] whole = Files.readAllBytes(path());
        Files.write(path(), Arrays.copyOf(whole, whole.length - 20));
        write(fact(3));
        assertThat(read()).containsExactly(fact(1), fact(3));
    }

    @Test
    void aLineThatWasChangedIsLeftOutByItsChecksum() throws IOException {
        write(fact(1), fact(2), fact(3));
        Files.writeString(path(), Files.readString(path()).replace("\\\"電源\\\\n2", "\\\"電源\\\\n9"));
        assertThat(read()).containsExactly(fact(1), fact(3));
    }

    @Test
    void rubbishAndNulsAreLeftOut() throws IOException {
        write(fact(1));
        Files.write(path(), new byte[4096], StandardOpenOption.APPEND);
        Files.writeString(path(), "\n{}\n{\"crc32c\":\"\n", StandardOpenOption.APPEND);
        assertThat(read()).containsExactly(fact(1));
    }

    @Test
    void anArchivedFileIsOutOfTheWayButKept() throws IOException {
        write(fact(1));
        new FallbackFile(path()).archive(12);
        assertThat(read()).isEmpty();
        assertThat(folder.resolve("fallback.jsonl.merged-12")).exists();
    }

    @Test
    void onlyItsOwnerCanReadIt() throws IOException {
        write(fact(1));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-------");
    }

    private static int lineEnds(byte[] bytes) {
        // The file begins with a line feed of its own, which ends what a crash may have left.
        int at = 1;
        while (bytes[at] != '\n') {
            at++;
        }
        return at + 1;
    }
}
