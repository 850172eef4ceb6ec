package dev.lastwatt.adapter.store;

import dev.lastwatt.core.stoptime.HostShutdown;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The table of past shutdowns of the host. */
final class HostShutdownTable {

    private HostShutdownTable() {}

    static void write(Connection connection, List<HostShutdown> shutdowns) throws SQLException {
        String sql =
                "INSERT OR REPLACE INTO host_shutdown (source, began, took, guests, ending, run) VALUES (?, ?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (HostShutdown shutdown : shutdowns) {
                Duration took = shutdown.took();
                statement.setString(1, shutdown.source().word());
                statement.setString(2, shutdown.began().toString());
                statement.setString(3, took == null ? null : took.toString());
                statement.setString(4, shutdown.guests().toString());
                statement.setString(5, shutdown.ending().word());
                statement.setString(6, shutdown.run());
                statement.executeUpdate();
            }
        }
    }

    /** What cannot be read was written by a version that knows more, and is left out. */
    static List<HostShutdown> read(Connection connection) throws SQLException {
        List<HostShutdown> shutdowns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT source, began, took, guests, ending, run FROM host_shutdown");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                String took = rows.getString(3);
                try {
                    shutdowns.add(new HostShutdown(
                            Instant.parse(rows.getString(2)),
                            took == null ? null : Duration.parse(took),
                            Duration.parse(rows.getString(4)),
                            HostShutdown.Ending.of(rows.getString(5)),
                            HostShutdown.Source.of(rows.getString(1)),
                            rows.getString(6)));
                } catch (DateTimeException e) {
                    // Left out.
                }
            }
        }
        shutdowns.sort(Comparator.comparing(HostShutdown::began));
        return List.copyOf(shutdowns);
    }
}
