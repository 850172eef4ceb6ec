package dev.lastwatt.adapter.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Brings a file to this program's version of the tables: scripts {@code migration/001.sql}, {@code 002.sql} and so on, each in a
 * transaction with the {@code user_version} it leads to.
 */
final class Migrations {

    private Migrations() {}

    static void bring(Connection connection, Path file) throws SQLException {
        int known = latest();
        int present = version(connection);
        if (present > known) {
            throw new StoreException(
                    StoreException.Kind.NEWER,
                    file + " was written by a newer version of Lastwatt (tables " + present + ", known here up to "
                            + known + "): install that version again, or move the file away to begin a new one",
                    null);
        }
        try (Statement statement = connection.createStatement()) {
            for (int next = present + 1; next <= known; next++) {
                statement.execute("BEGIN IMMEDIATE");
                try {
                    statement.executeUpdate(require(next));
                    statement.execute("PRAGMA user_version = " + next);
                    statement.execute("COMMIT");
                } catch (SQLException e) {
                    statement.execute("ROLLBACK");
                    throw e;
                }
            }
        }
    }

    /** The newest version that this program knows. */
    static int latest() {
        int version = 0;
        while (script(version + 1) != null) {
            version++;
        }
        return version;
    }

    static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static String require(int version) {
        String script = script(version);
        if (script == null) {
            throw new IllegalStateException("no migration " + version);
        }
        return script;
    }

    private static @Nullable String script(int version) {
        String name = String.format(Locale.ROOT, "migration/%03d.sql", version);
        try (InputStream in = Migrations.class.getResourceAsStream(name)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + name + " from the program", e);
        }
    }
}
