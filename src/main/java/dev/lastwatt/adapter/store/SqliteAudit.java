package dev.lastwatt.adapter.store;

import dev.lastwatt.port.AuditLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The audit log in SQLite. */
public final class SqliteAudit implements AuditLog {

    private static final String COLUMNS =
            "SELECT number, at, who, role, address, act, reason, outcome, previous, hash FROM audit ";
    private static final int PAGE = 1000;

    private final SqliteStore store;

    /** In that store. */
    public SqliteAudit(SqliteStore store) {
        this.store = store;
    }

    @Override
    public void append(Act act) {
        try {
            store.write(connection -> insert(connection, AuditChain.next(last(connection), act)));
        } catch (SQLException e) {
            throw new IllegalStateException("the audit log cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public List<Entry> after(long number, int limit) {
        try {
            return store.read(connection -> page(connection, number, limit));
        } catch (StoreException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /**
     * What a look at a whole log has shown.
     *
     * @param entries how many were looked at
     * @param head the hash of the last of them, empty without one
     * @param broken what is wrong with the first that does not fit; empty if all do
     */
    public record Verdict(long entries, String head, Optional<String> broken) {}

    /**
     * Looks whether the log in that file is as it was written. Works beside a running service.
     *
     * @throws StoreException if the file cannot be read
     */
    public static Verdict verify(Path file) {
        if (Files.notExists(file)) {
            return new Verdict(0, AuditChain.BEGINNING, Optional.empty());
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        try (Connection connection = source.getConnection()) {
            Optional<Entry> last = Optional.empty();
            while (true) {
                List<Entry> page = page(connection, last.map(Entry::number).orElse(Long.MIN_VALUE), PAGE);
                Optional<String> broken = AuditChain.broken(last, page);
                if (broken.isPresent() || page.isEmpty()) {
                    return new Verdict(
                            last.map(Entry::number).orElse(0L),
                            last.map(Entry::hash).orElse(AuditChain.BEGINNING),
                            broken);
                }
                last = Optional.of(page.get(page.size() - 1));
            }
        } catch (SQLException e) {
            throw new StoreException(
                    StoreException.Kind.UNANSWERED,
                    "the audit log in " + file + " cannot be read (" + e.getMessage()
                            + "): run this as the service's account or an administrator",
                    e);
        }
    }

    private static Optional<Entry> last(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS + "ORDER BY number DESC LIMIT 1")) {
            return entries(statement).stream().findFirst();
        }
    }

    private static List<Entry> page(Connection connection, long after, int limit) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(COLUMNS + "WHERE number > ? ORDER BY number LIMIT ?")) {
            statement.setLong(1, after);
            statement.setInt(2, limit);
            return entries(statement);
        }
    }

    private static List<Entry> entries(PreparedStatement statement) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                entries.add(new Entry(
                        row.getLong(1),
                        new Act(
                                time(row.getString(2)),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getString(7),
                                row.getString(8)),
                        row.getString(9),
                        row.getString(10)));
            }
        }
        return List.copyOf(entries);
    }

    /** A time that is none was forged, and is found to be by its hash. */
    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return Instant.MIN;
        }
    }

    private static void insert(Connection connection, Entry entry) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO audit"
                + " (number, at, who, role, address, act, reason, outcome, previous, hash)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            statement.setLong(1, entry.number());
            statement.setString(2, entry.act().at().toString());
            statement.setString(3, entry.act().who());
            statement.setString(4, entry.act().role());
            statement.setString(5, entry.act().address());
            statement.setString(6, entry.act().act());
            statement.setString(7, entry.act().reason());
            statement.setString(8, entry.act().outcome());
            statement.setString(9, entry.previous());
            statement.setString(10, entry.hash());
            statement.executeUpdate();
        }
    }
}
