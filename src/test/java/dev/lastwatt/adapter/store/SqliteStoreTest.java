package dev.lastwatt.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

class SqliteStoreTest {

    private final Path folder;

    SqliteStoreTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path file() {
        return folder.resolve("data").resolve("lastwatt.db");
    }

    private static String pragma(SqliteStore store, String name) {
        return store.read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("PRAGMA " + name)) {
                return row.getString(1);
            }
        });
    }

    private void raw(String sql) throws SQLException {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file());
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @Test
    void anEmptyFileIsBroughtToThisVersionOnce() throws SQLException {
        try (SqliteStore store = SqliteStore.open(file())) {
            assertThat(pragma(store, "user_version")).isEqualTo(Integer.toString(Migrations.latest()));
            new JournalTable(store).insert(List.of(new StoredFact(1, "noted", Instant.EPOCH, null, "{}")));
        }
        try (SqliteStore store = SqliteStore.open(file())) {
            assertThat(new JournalTable(store).lastSequence()).isEqualTo(1);
        }
    }

    @Test
    void everyCommitIsForcedAndReadersDoNotStopTheWriter() {
        try (SqliteStore store = SqliteStore.open(file())) {
            assertThat(pragma(store, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(store, "synchronous")).isEqualTo("2");
            assertThat(pragma(store, "foreign_keys")).isEqualTo("1");
            assertThat(pragma(store, "busy_timeout")).isEqualTo("5000");
        }
    }

    @Test
    void onlyTheOwnerCanReadFolderAndFiles() throws IOException, SQLException {
        try (SqliteStore store = SqliteStore.open(file())) {
            new JournalTable(store).insert(List.of(new StoredFact(1, "noted", Instant.EPOCH, null, "{}")));
            assertThat(permissions(file().resolveSibling(""))).isEqualTo("rwx------");
            assertThat(permissions(file())).isEqualTo("rw-------");
            assertThat(permissions(file().resolveSibling("lastwatt.db-wal"))).isEqualTo("rw-------");
            assertThat(permissions(file().resolveSibling("lastwatt.db-shm"))).isEqualTo("rw-------");
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aFileOfANewerVersionIsRefusedAndLeftAlone() throws SQLException {
        SqliteStore.open(file()).close();
        raw("PRAGMA user_version = 99");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> SqliteStore.open(file()))
                .withMessageContaining(file().toString())
                .withMessageContaining("newer version")
                .withMessageContaining("99")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.NEWER));
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedWithTheFix() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "not a database, but long enough to have a header of a hundred bytes ".repeat(4));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> SqliteStore.open(file()))
                .withMessageContaining(file().toString())
                .withMessageContaining("move it")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.UNUSABLE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE journal SET fact = '{\"x\":1}'",
                "DELETE FROM journal",
                "INSERT OR REPLACE INTO journal (sequence, type, at, run, fact) VALUES (1, 'noted', '', NULL, '{\"x\":1}')"
            })
    void theJournalCanOnlyBeAddedTo(String change) throws SQLException {
        try (SqliteStore store = SqliteStore.open(file())) {
            JournalTable table = new JournalTable(store);
            StoredFact fact = new StoredFact(1, "noted", Instant.EPOCH, null, "{}");
            table.insert(List.of(fact));
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> store.write(connection -> {
                        try (Statement statement = connection.createStatement()) {
                            statement.executeUpdate(change);
                        }
                    }))
                    .withMessageContaining("append-only");
            assertThat(table.after(0, 10)).containsExactly(fact);
        }
    }

    @Test
    void aFactWhosePlaceIsTakenGoesToTheEndOnce() throws SQLException {
        try (SqliteStore store = SqliteStore.open(file())) {
            JournalTable table = new JournalTable(store);
            StoredFact here = new StoredFact(1, "noted", Instant.EPOCH, null, "{\"a\":1}");
            StoredFact other = new StoredFact(1, "noted", Instant.EPOCH, null, "{\"a\":2}");
            table.insert(List.of(here));
            assertThat(table.merge(List.of(here, other))).isEqualTo(1);
            assertThat(table.merge(List.of(here, other))).isZero();
            assertThat(table.after(0, 10))
                    .containsExactly(here, new StoredFact(2, "noted", Instant.EPOCH, null, "{\"a\":2}"));
        }
    }
}
