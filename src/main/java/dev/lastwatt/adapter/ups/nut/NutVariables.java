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
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
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

    private static final String OUTPUT_LOAD = "output.power.percent";
    private static final String OUTPUT_WATTS = "output.realpower";

    /** Where UPSes of three phases have what the others say in one figure; # is the phase. Of several places the first one counts. */
    private static final List<String> PHASE_LOADS = List.of("output.L#.power.percent", "ups.L#.load");

    private static final List<String> PHASE_WATTS =
            List.of("output.L#.realpower", "ups.L#.realpower", "ups.L#-N.realpower");
    private static final List<String> PHASE_INPUTS = List.of("input.L#-N.voltage", "input.L#.voltage");

    private static final String MODEL = "ups.model";
    private static final String DEVICE_MODEL = "device.model";
    private static final int LONGEST_MODEL = 100;
    private static final String RATED = "ups.realpower.nominal";

    private static final String OUTPUT_RATED = "output.realpower.nominal";

    /**
     * All that is kept. What is not {@link #WANTED} is not asked for one by one either: servers that know no lists are small, and
     * have neither three phases nor much to tell of the device.
     */
    private static final Set<String> KEPT = Stream.of(
                    WANTED,
                    List.of(OUTPUT_LOAD, OUTPUT_WATTS, MODEL, DEVICE_MODEL, RATED, OUTPUT_RATED),
                    phases(PHASE_LOADS),
                    phases(PHASE_WATTS),
                    phases(PHASE_INPUTS))
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableSet());

    /** No exponents, no hexadecimal, no "NaN": a number as devices print it, perhaps with a unit behind it. */
    private static final Pattern NUMBER = Pattern.compile("\\s*([+-]?\\d{1,9}(?:\\.\\d{0,9})?)(?:\\s.*)?");

    private final Map<String, String> values = new HashMap<>();

    void put(String name, String value) {
        if (!KEPT.contains(name)) {
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
        return UpsDevice.of(Printable.line(told, LONGEST_MODEL), first(RATED, OUTPUT_RATED));
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
        Double seconds = first(RUNTIME);
        Double load = first(LOAD, OUTPUT_LOAD);
        Double watts = first(WATTS, OUTPUT_WATTS);
        Double input = first(INPUT);
        return new Reading(
                takenAt,
                status.flags(),
                first(CHARGE),
                seconds == null ? null : Duration.ofMillis(Math.round(seconds * 1000)),
                // A share of the whole capacity, and each phase has a third of that.
                load == null ? ofPhases(PHASE_LOADS, DoubleStream::average) : load,
                watts == null ? ofPhases(PHASE_WATTS, phases -> OptionalDouble.of(phases.sum())) : watts,
                // The phase that fails is the one to see.
                input == null ? ofPhases(PHASE_INPUTS, DoubleStream::min) : input,
                first(BATTERY));
    }

    private @Nullable Double first(String... names) {
        for (String name : names) {
            Double number = number(values.get(name));
            if (number != null) {
                return number;
            }
        }
        return null;
    }

    private static List<String> phases(List<String> places) {
        return places.stream()
                .flatMap(place -> Stream.of("1", "2", "3").map(phase -> place.replace("#", phase)))
                .toList();
    }

    /** From the phases of the first place that has any; none if one of them is no number, for then a part is missing. */
    private @Nullable Double ofPhases(List<String> places, Function<DoubleStream, OptionalDouble> together) {
        for (String place : places) {
            List<String> said =
                    phases(List.of(place)).stream().filter(values::containsKey).toList();
            List<Double> numbers =
                    said.stream().map(this::first).filter(Objects::nonNull).toList();
            if (!said.isEmpty()) {
                return numbers.size() < said.size()
                        ? null
                        : together.apply(numbers.stream().mapToDouble(Double::doubleValue))
                                .getAsDouble();
            }
        }
        return null;
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
