package dev.lastwatt.boot;

import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.power.Battery;
import dev.lastwatt.core.power.RuntimeTable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes what is known of the battery from the settings. */
final class Batteries {

    private static final String TABLE = "lastwatt.battery.runtime-when-new";
    private static final String FORM = "write load in watts and runtime, such as 490=23m, 980=6m30s";
    private static final Duration LONGEST = Duration.ofDays(2);

    private Batteries() {}

    static Battery of(Settings.BatterySettings settings, Instant now, ZoneId zone) {
        return new Battery(
                settings.installed().map(day -> installed(day, now, zone)).orElse(null),
                settings.runtimeWhenNew().map(Batteries::table).orElse(null),
                null,
                Policy.defaults().assumedRuntime());
    }

    private static Instant installed(LocalDate day, Instant now, ZoneId zone) {
        Instant at = day.atStartOfDay(zone).toInstant();
        if (at.isAfter(now) || day.getYear() < 1990) {
            throw new ConfigurationException(List.of("lastwatt.battery.installed is " + day
                    + ": write the day on which the battery was new, not after today"));
        }
        return at;
    }

    static RuntimeTable table(String text) {
        List<RuntimeTable.Point> points = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String[] sides = part.strip().split("=", -1);
            Double watts = sides.length == 2 ? watts(sides[0].strip()) : null;
            Duration runtime = sides.length == 2 ? runtime(sides[1].strip()) : null;
            if (watts == null || runtime == null) {
                throw new ConfigurationException(List.of(TABLE + ": '" + part.strip() + "' is not a point: " + FORM));
            }
            points.add(new RuntimeTable.Point(watts, runtime));
        }
        try {
            return RuntimeTable.of(points).from(TABLE);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(List.of(TABLE + ": " + e.getMessage()));
        }
    }

    private static @Nullable Double watts(String text) {
        try {
            double watts = Double.parseDouble(text);
            return watts > 0 && watts <= 1_000_000 ? Double.valueOf(watts) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Duration runtime(String text) {
        try {
            String iso = text.toUpperCase(Locale.ROOT);
            Duration runtime = Duration.parse(iso.startsWith("P") ? iso : "PT" + iso);
            return runtime.isNegative() || runtime.isZero() || runtime.compareTo(LONGEST) > 0 ? null : runtime;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
