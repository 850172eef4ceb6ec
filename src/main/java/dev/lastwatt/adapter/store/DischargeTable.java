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

    static void write(Connection connection, List<OfUps<DischargeSample>> samples) throws SQLException {
        String sql =
                "INSERT OR REPLACE INTO discharge_sample (ups, began, at, charge, runtime, percent, watts, volts, status)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (OfUps<DischargeSample> each : samples) {
                DischargeSample sample = each.what();
                statement.setString(1, each.ups());
                statement.setString(2, sample.began().toString());
                statement.setString(3, sample.at().toString());
                statement.setObject(4, sample.chargePercent());
                statement.setObject(5, sample.runtimeSeconds());
                statement.setObject(6, sample.loadPercent());
                statement.setObject(7, sample.loadWatts());
                statement.setObject(8, sample.batteryVolts());
                statement.setString(
                        9, sample.status().stream().map(Enum::name).sorted().collect(Collectors.joining(" ")));
                statement.executeUpdate();
            }
        }
    }

    static int count(Connection connection, String ups) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT count(DISTINCT began) FROM discharge_sample WHERE ups = ?")) {
            statement.setString(1, ups);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }

    /** What cannot be read was written by a version that knows more, and is left out. */
    static List<DischargeSample> read(Connection connection, String ups, Instant since) throws SQLException {
        List<DischargeSample> samples = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT began, at, charge, runtime, percent, watts, volts, status"
                        + " FROM discharge_sample WHERE ups = ? ORDER BY rowid")) {
            statement.setString(1, ups);
            ResultSet rows = statement.executeQuery();
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
