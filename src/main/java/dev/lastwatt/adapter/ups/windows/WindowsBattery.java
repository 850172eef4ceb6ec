package dev.lastwatt.adapter.ups.windows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastwatt.adapter.ups.wire.Printable;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.StatusFlag;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One battery as Windows shows it. Where {@code root\wmi} answers, its {@code PowerOnline} is what counts; else the status of
 * {@code Win32_Battery}: 1 discharging, 2 on mains, 3 full, 4 low, 5 critical, 6 to 9 charging, 11 partially charged. That "charging"
 * is false means nothing: the driver of a UPS says so, whatever it does. Neither knows of load, input voltage or self-tests.
 */
final class WindowsBattery {

    private static final int LONGEST_NAME = 100;
    /** BATTERY_UNKNOWN_CAPACITY, _TIME and _VOLTAGE. */
    private static final long UNKNOWN = 0xffff_ffffL;
    /** What Win32_Battery says on the mains: the same unknown seconds, in minutes. */
    private static final long UNKNOWN_MINUTES = 71_582_788;

    private final JsonNode json;

    WindowsBattery(JsonNode json) {
        this.json = json;
    }

    String name() {
        return Printable.line(json.path("name").asText(""), LONGEST_NAME).strip();
    }

    Reading reading(Instant now) {
        return new Reading(now, status(), charge(), runtime(), null, null, null, volts());
    }

    private Set<StatusFlag> status() {
        Set<StatusFlag> status = EnumSet.noneOf(StatusFlag.class);
        JsonNode online = json.path("powerOnline");
        if (!online.isBoolean()) {
            return plainStatus();
        }
        status.add(online.asBoolean() ? StatusFlag.OL : StatusFlag.OB);
        if (json.path("discharging").asBoolean() && !online.asBoolean()) {
            status.add(StatusFlag.DISCHRG);
        }
        if (json.path("charging").asBoolean() && online.asBoolean()) {
            status.add(StatusFlag.CHRG);
        }
        if (json.path("critical").asBoolean()) {
            status.add(StatusFlag.LB);
        }
        return status;
    }

    private Set<StatusFlag> plainStatus() {
        return switch (json.path("status").asInt(0)) {
            case 1 -> EnumSet.of(StatusFlag.OB, StatusFlag.DISCHRG);
            case 2, 3 -> EnumSet.of(StatusFlag.OL);
            case 4, 5 -> EnumSet.of(StatusFlag.OB, StatusFlag.LB);
            case 6, 7 -> EnumSet.of(StatusFlag.OL, StatusFlag.CHRG);
            case 8, 9 -> EnumSet.of(StatusFlag.OL, StatusFlag.CHRG, StatusFlag.LB);
            default -> EnumSet.noneOf(StatusFlag.class);
        };
    }

    /** Of the full capacity, whatever unit both are in. */
    private @Nullable Double charge() {
        Long remaining = known("remaining");
        Long full = known("full");
        if (remaining != null && full != null && full > 0) {
            return 100.0 * remaining / full;
        }
        Long percent = known("charge");
        return percent == null ? null : percent.doubleValue();
    }

    private @Nullable Duration runtime() {
        Long seconds = known("seconds");
        if (seconds != null) {
            return Duration.ofSeconds(seconds);
        }
        Long minutes = known("minutes");
        return minutes == null || minutes == UNKNOWN_MINUTES ? null : Duration.ofMinutes(minutes);
    }

    private @Nullable Double volts() {
        Long milliVolts = known("milliVolts");
        return milliVolts == null || milliVolts == 0 ? null : milliVolts / 1000.0;
    }

    private @Nullable Long known(String field) {
        JsonNode value = json.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            return null;
        }
        long number = value.asLong();
        return number < 0 || number >= UNKNOWN ? null : number;
    }
}
