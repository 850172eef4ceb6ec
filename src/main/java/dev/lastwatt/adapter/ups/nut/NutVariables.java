package dev.lastwatt.adapter.ups.nut;

import dev.lastwatt.adapter.ups.wire.ContactLost;
import dev.lastwatt.adapter.ups.wire.Printable;
import dev.lastwatt.core.power.ContactLoss;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.UpsDevice;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The variables of a UPS that make up a reading. All others are passed over as they come. */
final class NutVariables {

    static final String STATUS = "ups.status";
    private static final String CHARGE = "battery.charge";
    private static final String RUNTIME = "battery.runtime";
    private static final String LOAD = "ups.load";
    private static final String WATTS = "ups.realpower";
    private static final String INPUT = "input.voltage";
    private static final String BATTERY = "battery.voltage";

    /** Status first: whoever asks for one after the other wants to know soon that there is none. */
    static final List<String> WANTED = List.of(STATUS, CHARGE, RUNTIME, LOAD, WATTS, INPUT, BATTERY);

    private static final String MODEL = "ups.model";
    private static final String DEVICE_MODEL = "device.model";
    private static final int LONGEST_MODEL = 100;
    private static final String RATED = "ups.realpower.nominal";

    /** What tells the device; not asked for one by one, since it is no part of a reading. */
    private static final List<String> IDENTITY = List.of(MODEL, DEVICE_MODEL, RATED);

    /** No exponents, no hexadecimal, no "NaN": a number as devices print it, perhaps with a unit behind it. */
    private static final Pattern NUMBER = Pattern.compile("\\s*([+-]?\\d{1,9}(?:\\.\\d{0,9})?)(?:\\s.*)?");

    private final Map<String, String> values = new HashMap<>();

    void put(String name, String value) {
        if (!WANTED.contains(name) && !IDENTITY.contains(name)) {
            return;
        }
        String before = values.put(name, value);
        if (name.equals(STATUS) && before != null && !before.equals(value)) {
            throw ContactLost.because(ContactLoss.GARBLED, "two values of ups.status in one answer");
        }
    }

    @Nullable UpsDevice device() {
        String model = values.get(MODEL);
        String told = model == null ? values.getOrDefault(DEVICE_MODEL, "") : model;
        return UpsDevice.of(Printable.line(told, LONGEST_MODEL), number(values.get(RATED)));
    }

    Reading toReading(Instant takenAt) {
        String text = values.get(STATUS);
        if (text == null) {
            throw ContactLost.because(ContactLoss.NOT_READY, "the server's driver has no ups.status");
        }
        NutStatus status = NutStatus.of(text);
        if (status.waiting()) {
            throw ContactLost.because(ContactLoss.NOT_READY, "the server still waits for its driver (WAIT)");
        }
        Double seconds = number(values.get(RUNTIME));
        return new Reading(
                takenAt,
                status.flags(),
                number(values.get(CHARGE)),
                seconds == null ? null : Duration.ofMillis(Math.round(seconds * 1000)),
                number(values.get(LOAD)),
                number(values.get(WATTS)),
                number(values.get(INPUT)),
                number(values.get(BATTERY)));
    }

    /** The number a value begins with; none if it is no number, or marked {@code #BAD:} as recorded devices are. */
    static @Nullable Double number(@Nullable String value) {
        if (value == null || value.contains("#BAD")) {
            return null;
        }
        Matcher matcher = NUMBER.matcher(value);
        return matcher.matches() ? Double.valueOf(matcher.group(1)) : null;
    }
}
