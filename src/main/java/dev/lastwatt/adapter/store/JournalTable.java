package dev.lastwatt.adapter.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The journal's table: what is asked of it, in SQL. */
class JournalTable {

    private static final String COLUMNS = "SELECT sequence, type, at, run, fact FROM journal ";

    private final SqliteStore store;

    JournalTable(SqliteStore store) {
        this.store = store;
    }

    /** Adds the facts in one commit; those that are there already stay as they are. */
    void insert(List<StoredFact> facts) throws SQLException {
        store.write(connection -> insert(connection, facts));
    }

    /**
     * Adds facts from the fallback file. A fact whose place other words have taken, which a data folder put together from two
     * backups can do, goes to the end rather than being lost.
     *
     * @return how many had to move
     */
    int merge(List<StoredFact> facts) throws SQLException {
        int[] moved = {0};
        store.write(connection -> {
            for (StoredFact fact : facts) {
                if (!isThere(connection, fact)) {
                    boolean free = ask(connection, "WHERE sequence = ?", fact.sequence())
                            .isEmpty();
                    StoredFact placed = free
                            ? fact
                            : new StoredFact(
                                    lastSequence(connection) + 1, fact.type(), fact.at(), fact.run(), fact.fact());
                    moved[0] += free ? 0 : 1;
                    insert(connection, List.of(placed));
                }
            }
        });
        return moved[0];
    }

    long lastSequence() {
        return store.read(JournalTable::lastSequence);
    }

    List<StoredFact> after(long sequence, int limit) {
        return store.read(
                connection -> ask(connection, "WHERE sequence > ? ORDER BY sequence LIMIT ?", sequence, limit));
    }

    List<StoredFact> ofRun(String run) {
        return store.read(connection -> ask(connection, "WHERE run = ? ORDER BY sequence", run));
    }

    /** The runs with the place of their first fact, newest first. */
    Map<String, Long> runs() {
        String sql = "SELECT run, MIN(sequence) AS first FROM journal WHERE run IS NOT NULL"
                + " GROUP BY run ORDER BY first DESC";
        return store.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                Map<String, Long> runs = new LinkedHashMap<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        runs.put(rows.getString(1), rows.getLong(2));
                    }
                }
                return runs;
            }
        });
    }

    /** The newest fact of those types that can be read. */
    <T> Optional<T> last(Collection<String> types, Function<StoredFact, Optional<T>> decode) {
        String marks = String.join(",", Collections.nCopies(types.size(), "?"));
        String sql = COLUMNS + "WHERE type IN (" + marks + ") ORDER BY sequence DESC";
        return store.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                int index = 1;
                for (String type : types) {
                    statement.setString(index++, type);
                }
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        Optional<T> found = decode.apply(row(rows));
                        if (found.isPresent()) {
                            return found;
                        }
                    }
                }
                return Optional.empty();
            }
        });
    }

    private static void insert(Connection connection, List<StoredFact> facts) throws SQLException {
        String sql = "INSERT INTO journal (sequence, type, at, run, fact) VALUES (?, ?, ?, ?, ?)"
                + " ON CONFLICT (sequence) DO NOTHING";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (StoredFact fact : facts) {
                statement.setLong(1, fact.sequence());
                statement.setString(2, fact.type());
                statement.setString(3, fact.at().toString());
                statement.setString(4, fact.run());
                statement.setString(5, fact.fact());
                statement.executeUpdate();
            }
        }
    }

    private static boolean isThere(Connection connection, StoredFact fact) throws SQLException {
        return !ask(
                        connection,
                        "WHERE type = ? AND at = ? AND fact = ? LIMIT 1",
                        fact.type(),
                        fact.at().toString(),
                        fact.fact())
                .isEmpty();
    }

    private static long lastSequence(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT COALESCE(MAX(sequence), 0) FROM journal");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static List<StoredFact> ask(Connection connection, String condition, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS + condition)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<StoredFact> facts = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    facts.add(row(rows));
                }
            }
            return facts;
        }
    }

    private static StoredFact row(ResultSet rows) throws SQLException {
        return new StoredFact(
                rows.getLong(1),
                rows.getString(2),
                Instant.parse(rows.getString(3)),
                rows.getString(4),
                rows.getString(5));
    }
}
