package dev.lastwatt.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lastwatt.port.AuditLog;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteDataSource;

class SqliteAuditTest {

    private static final Instant T0 = Instant.parse("2026-11-22T17:00:00Z");

    private final Path file;

    SqliteAuditTest(@TempDir Path folder) {
        file = folder.resolve("lastwatt.db");
    }

    private static AuditLog.Act act(long n) {
        return new AuditLog.Act(
                T0.plusSeconds(n), "alice", "admin", "127.0.0.1", "PUT /api/v1/policy", "reason " + n, "asked");
    }

    private void fiveEntries() {
        try (SqliteStore store = SqliteStore.open(file)) {
            SqliteAudit audit = new SqliteAudit(store);
            LongStream.rangeClosed(1, 5).forEach(n -> audit.append(act(n)));
        }
    }

    /** As somebody does who can write the file. */
    private void forge(String sql) throws SQLException {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TRIGGER IF EXISTS audit_is_not_changed");
            statement.execute("DROP TRIGGER IF EXISTS audit_is_not_cut");
            statement.executeUpdate(sql);
        }
    }

    @Test
    void entriesFollowOnOneAnotherAlsoOverRestarts() {
        fiveEntries();
        try (SqliteStore store = SqliteStore.open(file)) {
            SqliteAudit audit = new SqliteAudit(store);
            audit.append(act(6));
            assertThat(audit.after(4, 10)).extracting(AuditLog.Entry::number).containsExactly(5L, 6L);
            assertThat(audit.after(0, 2)).extracting(AuditLog.Entry::act).containsExactly(act(1), act(2));
            // Also while the service has the file open.
            SqliteAudit.Verdict verdict = SqliteAudit.verify(file);
            assertThat(verdict.broken()).isEmpty();
            assertThat(verdict.entries()).isEqualTo(6);
            assertThat(verdict.head()).isEqualTo(audit.after(5, 1).get(0).hash());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "UPDATE audit SET reason = 'harmless' WHERE number = 3 | entry 3 was changed",
                "UPDATE audit SET at = 'whenever' WHERE number = 3 | entry 3 was changed",
                "UPDATE audit SET role = 'adminreason 3', reason = '' WHERE number = 3 | entry 3 was changed",
                "DELETE FROM audit WHERE number = 3 | entry 3 is missing",
                "DELETE FROM audit WHERE number = 1 | entry 1 is missing",
                "UPDATE audit SET number = 30 WHERE number = 5 | entry 5 is missing",
                "UPDATE audit SET hash = 'abc' WHERE number = 3 | entry 3 was changed",
                "UPDATE audit SET previous = 'abc' WHERE number = 3 | entry 3 does not follow"
            })
    void whatWasForgedIsNamed(String forgery, String told) throws SQLException {
        fiveEntries();
        forge(forgery);
        assertThat(SqliteAudit.verify(file).broken())
                .hasValueSatisfying(b -> assertThat(b).contains(told));
    }

    @Test
    void thatTheEndWasCutOffShowsByTheLastHash() throws SQLException {
        fiveEntries();
        String noted = SqliteAudit.verify(file).head();
        forge("DELETE FROM audit WHERE number = 5");
        assertThat(SqliteAudit.verify(file).broken()).isEmpty();
        assertThat(SqliteAudit.verify(file).head()).isNotEqualTo(noted);
    }

    @Test
    void theStoreItselfOnlyAddsToIt() {
        try (SqliteStore store = SqliteStore.open(file)) {
            new SqliteAudit(store).append(act(1));
            for (String sql : new String[] {"DELETE FROM audit", "UPDATE audit SET who = 'bob'"}) {
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> store.write(connection -> {
                            try (Statement statement = connection.createStatement()) {
                                statement.executeUpdate(sql);
                            }
                        }))
                        .withMessageContaining("only added to");
            }
        }
    }

    @Test
    void aLogThatIsNotThereIsEmpty() {
        assertThat(SqliteAudit.verify(file)).isEqualTo(new SqliteAudit.Verdict(0, "", Optional.empty()));
    }
}
