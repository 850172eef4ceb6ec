package dev.lastwatt.adapter.store;

import dev.lastwatt.core.power.Reading;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The table of readings on the mains. What is older than a month is kept once an hour. */
final class MainsReadingTable {

    private static final Duration WHOLE_FOR = Duration.ofDays(30);

    private MainsReadingTable() {}

    static void write(Connection connection, List<OfUps<Reading>> readings) throws SQLException {
        String sql =
                "INSERT OR REPLACE INTO mains_reading (ups, at, charge, runtime, percent, watts, volts, input, status)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (OfUps<Reading> each : readings) {
                Reading reading = each.what();
                statement.setString(1, each.ups());
                Duration runtime = reading.runtime();
                statement.setString(2, reading.takenAt().toString());
                statement.setObject(3, reading.chargePercent());
                statement.setObject(4, runtime == null ? null : Long.valueOf(runtime.toSeconds()));
                statement.setObject(5, reading.loadPercent());
                statement.setObject(6, reading.loadWatts());
                statement.setObject(7, reading.batteryVolts());
                statement.setObject(8, reading.inputVolts());
                statement.setString(
                        9, reading.status().stream().map(Enum::name).sorted().collect(Collectors.joining(" ")));
                statement.executeUpdate();
            }
        }
    }

    /** Leaves of what is older than a month the first of each hour. */
    static void thin(Connection connection, Instant now) throws SQLException {
        String before = now.minus(WHOLE_FOR).toString();
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM mains_reading WHERE at < ? AND (ups, at) NOT IN"
                        + " (SELECT ups, min(at) FROM mains_reading WHERE at < ? GROUP BY ups, substr(at, 1, 13))")) {
            statement.setString(1, before);
            statement.setString(2, before);
            statement.executeUpdate();
        }
    }

    static int count(Connection connection, String ups) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT count(*) FROM mains_reading WHERE ups = ?")) {
            statement.setString(1, ups);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }
}
