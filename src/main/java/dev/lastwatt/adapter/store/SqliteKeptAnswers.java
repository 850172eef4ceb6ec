package dev.lastwatt.adapter.store;

import dev.lastwatt.port.KeptAnswers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Answers to requests with an Idempotency-Key, in SQLite. */
public final class SqliteKeptAnswers implements KeptAnswers {

    private static final Duration KEPT = Duration.ofDays(1);

    private final SqliteStore store;

    /** In that store. */
    public SqliteKeptAnswers(SqliteStore store) {
        this.store = store;
    }

    @Override
    public @Nullable Kept take(Asked asked, Instant now) {
        AtomicReference<@Nullable Kept> known = new AtomicReference<>();
        write(connection -> {
            forget(connection, now);
            known.set(find(connection, asked));
            if (known.get() == null) {
                try (PreparedStatement statement = connection.prepareStatement(
                        "INSERT INTO kept_answer (who, key, request, at) VALUES (?, ?, ?, ?)")) {
                    statement.setString(1, asked.who());
                    statement.setString(2, asked.key());
                    statement.setString(3, asked.request());
                    statement.setString(4, now.toString());
                    statement.executeUpdate();
                }
            }
        });
        return known.get();
    }

    @Override
    public void answered(Asked asked, Answer answer) {
        write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "UPDATE kept_answer SET status = ?, headers = ?, body = ? WHERE who = ? AND key = ?")) {
                statement.setInt(1, answer.status());
                statement.setString(2, answer.headers());
                statement.setString(3, answer.body());
                statement.setString(4, asked.who());
                statement.setString(5, asked.key());
                statement.executeUpdate();
            }
        });
    }

    @Override
    public void release(Asked asked) {
        write(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("DELETE FROM kept_answer WHERE who = ? AND key = ?")) {
                statement.setString(1, asked.who());
                statement.setString(2, asked.key());
                statement.executeUpdate();
            }
        });
    }

    private static void forget(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM kept_answer WHERE at < ?")) {
            statement.setString(1, now.minus(KEPT).toString());
            statement.executeUpdate();
        }
    }

    private static @Nullable Kept find(Connection connection, Asked asked) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT request, status, headers, body FROM kept_answer WHERE who = ? AND key = ?")) {
            statement.setString(1, asked.who());
            statement.setString(2, asked.key());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                int status = row.getInt(2);
                boolean isKnown = !row.wasNull();
                return new Kept(
                        row.getString(1), isKnown ? new Answer(status, row.getString(3), row.getString(4)) : null);
            }
        }
    }

    private void write(SqliteStore.Change change) {
        try {
            store.write(change);
        } catch (SQLException e) {
            throw new IllegalStateException("the store does not answer: " + e.getMessage(), e);
        }
    }
}
