package dev.lastwatt.adapter.store;

import dev.lastwatt.port.PolicyVersion;
import dev.lastwatt.port.PolicyVersions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The policies that were in force, in SQLite. */
public final class SqlitePolicyVersions implements PolicyVersions {

    private static final String COLUMNS = "SELECT number, at, by, reason, text FROM policy_version ";

    private final SqliteStore store;

    /** In that store. */
    public SqlitePolicyVersions(SqliteStore store) {
        this.store = store;
    }

    @Override
    public void add(PolicyVersion version) {
        try {
            store.write(connection -> {
                try (PreparedStatement statement = connection.prepareStatement(
                        "INSERT INTO policy_version (number, at, by, reason, text) VALUES (?, ?, ?, ?, ?)")) {
                    statement.setLong(1, version.number());
                    statement.setString(2, version.at().toString());
                    statement.setString(3, version.by());
                    statement.setString(4, version.reason());
                    statement.setString(5, version.text());
                    statement.executeUpdate();
                }
            });
        } catch (SQLException e) {
            throw new IllegalStateException("the store does not take the policy: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<PolicyVersion> latest() {
        return before(Long.MAX_VALUE, 1).stream().findFirst();
    }

    @Override
    public Optional<PolicyVersion> version(long number) {
        return number == Long.MAX_VALUE
                ? Optional.empty()
                : before(number + 1, 1).stream()
                        .filter(v -> v.number() == number)
                        .findFirst();
    }

    @Override
    public List<PolicyVersion> before(long number, int limit) {
        try {
            return store.read(connection -> {
                try (PreparedStatement statement =
                        connection.prepareStatement(COLUMNS + "WHERE number < ? ORDER BY number DESC LIMIT ?")) {
                    statement.setLong(1, number);
                    statement.setInt(2, limit);
                    return versions(statement);
                }
            });
        } catch (StoreException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static List<PolicyVersion> versions(PreparedStatement statement) throws SQLException {
        List<PolicyVersion> versions = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                versions.add(new PolicyVersion(
                        rows.getLong(1),
                        Instant.parse(rows.getString(2)),
                        rows.getString(3),
                        rows.getString(4),
                        rows.getString(5)));
            }
        }
        return List.copyOf(versions);
    }
}
