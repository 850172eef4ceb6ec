package dev.lastwatt.adapter.store;

import dev.lastwatt.core.power.DischargeSample;
import dev.lastwatt.core.power.StatusFlag;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of discharges and self-tests. */
final class DischargeTable {

    private DischargeTable() {}

    static void write(Connection connection, List<DischargeSample> samples) throws SQLException {
        String sql =
                "INSERT OR REPLACE INTO discharge_sample (began, at, charge, runtime, percent, watts, volts, status)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (DischargeSample sample : samples) {
                statement.setString(1, sample.began().toString());
                statement.setString(2, sample.at().toString());
                statement.setObject(3, sample.chargePercent());
                statement.setObject(4, sample.runtimeSeconds());
                statement.setObject(5, sample.loadPercent());
                statement.setObject(6, sample.loadWatts());
                statement.setObject(7, sample.batteryVolts());
                statement.setString(
                        8, sample.status().stream().map(Enum::name).sorted().collect(Collectors.joining(" ")));
                statement.executeUpdate();
            }
        }
    }

    static int count(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT count(DISTINCT began) FROM discharge_sample");
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    /** What cannot be read was written by a version that knows more, and is left out. */
    static List<DischargeSample> read(Connection connection, Instant since) throws SQLException {
        List<DischargeSample> samples = new ArrayList<>();
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT began, at, charge, runtime, percent, watts, volts, status"
                                + " FROM discharge_sample ORDER BY rowid");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                try {
                    Instant began = Instant.parse(rows.getString(1));
                    if (!began.isBefore(since)) {
                        Double runtime = number(rows, 4);
                        samples.add(new DischargeSample(
                                began,
                                Instant.parse(rows.getString(2)),
                                number(rows, 3),
                                runtime == null ? null : Long.valueOf(runtime.longValue()),
                                number(rows, 5),
                                number(rows, 6),
                                number(rows, 7),
                                flags(rows.getString(8))));
                    }
                } catch (DateTimeException | IllegalArgumentException e) {
                    // Left out.
                }
            }
        }
        return List.copyOf(samples);
    }

    private static @Nullable Double number(ResultSet rows, int column) throws SQLException {
        double value = rows.getDouble(column);
        return rows.wasNull() ? null : Double.valueOf(value);
    }

    private static Set<StatusFlag> flags(String text) {
        EnumSet<StatusFlag> flags = EnumSet.noneOf(StatusFlag.class);
        for (String word : text.split(" ")) {
            if (!word.isEmpty()) {
                flags.add(StatusFlag.valueOf(word));
            }
        }
        return flags;
    }
}
