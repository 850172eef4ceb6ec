package dev.lastwatt.adapter.ups.usb;

import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.StatusFlag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the reports of one unit mean. Fields are found by usage and by the collections around them, never by report id. A field that is
 * there as feature and as input is read as feature, since input reports may be old; an input field counts where there is no other.
 */
public final class UnitDecoder {

    /** Test in progress, of the values of the usage Test (Usage Tables for HID Power Devices, 4.1.5). */
    private static final int TEST_IN_PROGRESS = 5;
    /** No mains are rated for fewer volts. */
    private static final double LEAST_MAINS = 90;
    /** Many times what is expected of a voltage: tenths that the descriptor calls whole volts. */
    private static final double TENFOLD = 7;
    /** CapacityMode: capacities are percentages. */
    private static final int PERCENT = 2;

    private static final Map<Integer, StatusFlag> FLAGS = Map.ofEntries(
            Map.entry(Usages.BELOW_REMAINING_CAPACITY_LIMIT, StatusFlag.LB),
            Map.entry(Usages.REMAINING_TIME_LIMIT_EXPIRED, StatusFlag.LB),
            Map.entry(Usages.SHUTDOWN_IMMINENT, StatusFlag.LB),
            Map.entry(Usages.CHARGING, StatusFlag.CHRG),
            Map.entry(Usages.DISCHARGING, StatusFlag.DISCHRG),
            Map.entry(Usages.NEED_REPLACEMENT, StatusFlag.RB),
            Map.entry(Usages.OVERLOAD, StatusFlag.OVER),
            Map.entry(Usages.BOOST, StatusFlag.BOOST),
            Map.entry(Usages.BUCK, StatusFlag.TRIM),
            Map.entry(Usages.INTERNAL_FAILURE, StatusFlag.ALARM),
            Map.entry(Usages.OVER_TEMPERATURE, StatusFlag.ALARM));

    /** What is true of the whole where any part says so; the rest is believed of the summary first. */
    private static final Set<StatusFlag> OF_ANY_PART =
            EnumSet.of(StatusFlag.RB, StatusFlag.OVER, StatusFlag.ALARM, StatusFlag.BOOST, StatusFlag.TRIM);

    private final List<HidField> fields;
    private final Vendor vendor;
    private final List<HidField> used = new ArrayList<>();

    private final List<HidField> acPresent;
    private final List<HidField> batteryPresent;
    private final List<HidField> communicationLost;
    private final Map<Integer, List<HidField>> flags;
    private final List<HidField> test;
    private final List<HidField> fullyCharged;
    private final List<HidField> charge;
    private final List<HidField> relativeCharge;
    private final List<HidField> full;
    private final List<HidField> mode;
    private final List<HidField> runtime;
    private final List<HidField> load;
    private final List<HidField> watts;
    private final List<HidField> inputVolts;
    private final List<HidField> inputNominal;
    private final List<HidField> batteryVolts;
    private final List<HidField> batteryNominal;
    private final List<HidField> ratedWatts;
    private final List<HidField> codes;

    /** Finds the fields of a unit of this vendor. */
    public UnitDecoder(ReportDescriptor descriptor, int vendorId) {
        this.fields = descriptor.fields();
        this.vendor = Vendor.of(vendorId);
        acPresent = status(Usages.AC_PRESENT);
        batteryPresent = status(Usages.BATTERY_PRESENT);
        communicationLost = status(Usages.COMMUNICATION_LOST);
        Map<Integer, List<HidField>> found = new TreeMap<>();
        FLAGS.keySet().forEach(usage -> found.put(usage, status(usage)));
        flags = found;
        fullyCharged = status(Usages.FULLY_CHARGED);
        test = of(Usages.TEST, f -> 0);
        charge = ofBattery(Usages.REMAINING_CAPACITY);
        relativeCharge = new ArrayList<>(ofBattery(Usages.RELATIVE_STATE_OF_CHARGE));
        relativeCharge.addAll(ofBattery(Usages.ABSOLUTE_STATE_OF_CHARGE));
        full = new ArrayList<>(ofBattery(Usages.FULL_CHARGE_CAPACITY));
        full.addAll(ofBattery(Usages.DESIGN_CAPACITY));
        mode = ofBattery(Usages.CAPACITY_MODE);
        // One of the usages is in some statuses too, by mistake for another: a bit is no time.
        runtime = Stream.of(Usages.RUN_TIME_TO_EMPTY, Usages.AVERAGE_TIME_TO_EMPTY)
                .flatMap(usage -> ofBattery(usage).stream())
                .filter(f -> f.bits() >= 8)
                .toList();
        load = of(Usages.PERCENT_LOAD, UnitDecoder::loadRank).stream()
                .filter(f -> loadRank(f) < 9)
                .toList();
        watts = of(Usages.ACTIVE_POWER, UnitDecoder::loadRank).stream()
                .filter(f -> loadRank(f) < 9)
                .toList();
        inputVolts = of(Usages.VOLTAGE, UnitDecoder::inputRank).stream()
                .filter(f -> inputRank(f) < 9)
                .toList();
        inputNominal = of(Usages.CONFIG_VOLTAGE, UnitDecoder::inputNominalRank).stream()
                .filter(f -> inputNominalRank(f) < 9)
                .toList();
        batteryVolts = of(Usages.VOLTAGE, UnitDecoder::batteryRank).stream()
                .filter(f -> batteryRank(f) < 9)
                .toList();
        batteryNominal = of(Usages.CONFIG_VOLTAGE, UnitDecoder::batteryRank).stream()
                .filter(f -> batteryRank(f) < 9)
                .toList();
        ratedWatts = of(Usages.CONFIG_ACTIVE_POWER, UnitDecoder::loadRank).stream()
                .filter(f -> f.unit() == 0 || f.isPower())
                .toList();
        codes = fields.stream()
                .filter(f -> vendor.codes().stream().anyMatch(c -> c.usage() == f.usage()))
                .toList();
        for (List<HidField> some : List.of(
                acPresent,
                batteryPresent,
                communicationLost,
                fullyCharged,
                test,
                charge,
                relativeCharge,
                full,
                mode,
                runtime,
                load,
                watts,
                inputVolts,
                inputNominal,
                batteryVolts,
                batteryNominal,
                ratedWatts,
                codes)) {
            used.addAll(some);
        }
        flags.values().forEach(used::addAll);
    }

    /** Whether the unit says what feeds the load; without that there is no reading. */
    public boolean saysItsState() {
        return !acPresent.isEmpty()
                || !codes.isEmpty()
                || !flags.getOrDefault(Usages.DISCHARGING, List.of()).isEmpty();
    }

    /** The reports that hold what is read, of one type. */
    SortedSet<Integer> reports(ReportType type) {
        SortedSet<Integer> ids = new TreeSet<>();
        used.stream().filter(f -> f.type() == type).forEach(f -> ids.add(f.reportId()));
        return ids;
    }

    /** The reports that hold what is read, asked for over and over: of nominal values and the like once is enough. */
    SortedSet<Integer> changing(ReportType type) {
        Set<HidField> constant = new HashSet<>();
        for (List<HidField> some : List.of(full, mode, inputNominal, batteryNominal, ratedWatts)) {
            constant.addAll(some);
        }
        SortedSet<Integer> ids = new TreeSet<>();
        used.stream().filter(f -> f.type() == type && !constant.contains(f)).forEach(f -> ids.add(f.reportId()));
        return ids;
    }

    /** Reports that say what feeds the load. */
    SortedSet<Integer> telling(ReportType type) {
        SortedSet<Integer> ids = new TreeSet<>();
        List<HidField> telling = new ArrayList<>(acPresent);
        telling.addAll(codes);
        telling.addAll(flags.getOrDefault(Usages.DISCHARGING, List.of()));
        telling.stream().filter(f -> f.type() == type).forEach(f -> ids.add(f.reportId()));
        return ids;
    }

    /** Whether the unit says that it has lost its own electronics. */
    boolean hasLostContact(ReportImages images) {
        return isUp(communicationLost, images).orElse(false);
    }

    /** Whether what feeds the load can be told from these reports. */
    boolean isTold(ReportImages images) {
        Set<StatusFlag> status = status(images);
        return status.contains(StatusFlag.OL) || status.contains(StatusFlag.OB);
    }

    /** What it is built to feed, in watts; null where it does not say. */
    @Nullable Double ratedWatts(ReportImages images) {
        return value(ratedWatts, images);
    }

    /** What the reports say. */
    Reading reading(ReportImages images, Instant now) {
        Double seconds = value(runtime, images);
        return new Reading(
                now,
                status(images),
                charge(images),
                seconds == null || !(seconds >= 0 && seconds < 1e9)
                        ? null
                        : Duration.ofMillis(Math.round(seconds * 1000)),
                value(load, images),
                value(watts, images),
                volts(inputVolts, ofTheMains(images), images),
                volts(ofTheBattery(images), batteryNominal, images));
    }

    /** Without what no mains are rated for: some give the battery's rating for that of the input. */
    private List<HidField> ofTheMains(ReportImages images) {
        return inputNominal.stream()
                .filter(f -> images.raw(f).isPresent() && meaning(f, images) >= LEAST_MAINS)
                .toList();
    }

    /** Without the summary's voltage where that is rated as the input is: then it is that of the mains. */
    private List<HidField> ofTheBattery(ReportImages images) {
        Double mains = value(ofTheMains(images), images);
        return batteryVolts.stream()
                .filter(f -> f.home() != Usages.POWER_SUMMARY
                        || mains == null
                        || batteryNominal.stream()
                                .filter(n -> n.path().equals(f.path())
                                        && images.raw(n).isPresent())
                                .noneMatch(n -> meaning(n, images) == mains))
                .toList();
    }

    private Set<StatusFlag> status(ReportImages images) {
        Set<StatusFlag> status = EnumSet.noneOf(StatusFlag.class);
        flags.forEach((usage, some) -> {
            StatusFlag flag = FLAGS.get(usage);
            boolean up = OF_ANY_PART.contains(flag)
                    ? some.stream()
                            .anyMatch(f -> !isShadowed(f, some, images)
                                    && images.raw(f).orElse(0) != 0)
                    : isUp(some, images).orElse(false);
            if (flag != null && up) {
                status.add(flag);
            }
        });
        if (batteryPresent.stream().anyMatch(f -> images.raw(f).isPresent())
                && batteryPresent.stream().allMatch(f -> images.raw(f).orElse(0) == 0)) {
            status.add(StatusFlag.RB);
        }
        if (test.stream().anyMatch(f -> images.raw(f).orElse(0) == TEST_IN_PROGRESS)) {
            status.add(StatusFlag.TEST);
        }
        Optional<Boolean> mains = isUp(acPresent, images);
        if (mains.isPresent()) {
            status.add(mains.get() ? StatusFlag.OL : StatusFlag.OB);
            return status;
        }
        for (HidField field : codes) {
            OptionalLong raw = images.raw(field);
            vendor.codes().stream()
                    .filter(c ->
                            c.usage() == field.usage() && raw.isPresent() && (raw.getAsLong() & c.mask()) == c.value())
                    .findFirst()
                    .ifPresent(c -> status.add(c.flag()));
        }
        if (!status.contains(StatusFlag.OL) && !status.contains(StatusFlag.OB)) {
            if (status.contains(StatusFlag.DISCHRG)) {
                status.add(StatusFlag.OB);
            } else if (status.contains(StatusFlag.CHRG)
                    || isUp(fullyCharged, images).orElse(false)
                    || isUp(flags.getOrDefault(Usages.DISCHARGING, List.of()), images)
                            .isPresent()) {
                status.add(StatusFlag.OL);
            }
        }
        return status;
    }

    /** An input field that is old next to the feature field of the same place. */
    private static boolean isShadowed(HidField field, List<HidField> all, ReportImages images) {
        return field.type() == ReportType.INPUT
                && all.stream()
                        .anyMatch(f -> f.type() == ReportType.FEATURE
                                && f.path().equals(field.path())
                                && images.raw(f).isPresent());
    }

    private @Nullable Double charge(ReportImages images) {
        HidField field = first(charge, images);
        if (field == null) {
            return value(relativeCharge, images);
        }
        Double remaining = meaning(field, images);
        Double way = value(mode, images);
        boolean percent = way == null ? !field.isCharge() : way == PERCENT;
        if (percent && !(field.isCharge() && remaining > 100)) {
            return remaining;
        }
        Double whole = value(full.stream().filter(f -> f.unit() == field.unit()).toList(), images);
        if (whole == null) {
            whole = value(full, images);
        }
        if (whole == null || !(whole > 0)) {
            return percent || remaining <= 100 && !field.isCharge() ? remaining : value(relativeCharge, images);
        }
        return Math.min(100, 100 * remaining / whole);
    }

    private @Nullable Double volts(List<HidField> some, List<HidField> nominals, ReportImages images) {
        HidField field = first(some, images);
        if (field == null) {
            return null;
        }
        double volts = meaning(field, images);
        HidField nominal = nominals.stream()
                .filter(f -> f.path().equals(field.path()) && images.raw(f).isPresent())
                .findFirst()
                .orElse(first(nominals, images));
        double expected = nominal == null ? 0 : meaning(nominal, images);
        if (vendor.power(field).isEmpty() && isOddlyScaled(field)) {
            volts = rescaled(volts, expected);
        } else if (expected >= 5 && volts >= TENFOLD * expected) {
            volts /= 10;
        }
        for (Vendor.Ceiling ceiling : vendor.ceilings()) {
            if (ceiling.usage() == field.usage() && expected > 0 && volts > ceiling.times() * expected) {
                volts *= ceiling.factor();
            }
        }
        return volts;
    }

    /** Volts come in whole ones, tenths or hundredths; a descriptor that claims other steps is mistaken about its exponent. */
    private static boolean isOddlyScaled(HidField field) {
        int power = field.siExponent();
        return power > 0 || power < -3;
    }

    /** By the power of ten that brings it nearest to what is expected; without expectation into what a mains or a battery has. */
    private static double rescaled(double volts, double expected) {
        if (volts <= 0) {
            return volts;
        }
        double target = expected >= 5 && expected <= 1000 ? expected : 150;
        return volts * Math.pow(10, Math.round(Math.log10(target / volts)));
    }

    private Optional<Boolean> isUp(List<HidField> some, ReportImages images) {
        HidField field = first(some, images);
        return field == null ? Optional.empty() : Optional.of(images.raw(field).orElse(0) != 0);
    }

    private @Nullable Double value(List<HidField> some, ReportImages images) {
        HidField field = first(some, images);
        return field == null ? null : meaning(field, images);
    }

    private double meaning(HidField field, ReportImages images) {
        long raw = images.raw(field).orElse(0);
        return vendor.power(field).map(p -> raw * Math.pow(10, p)).orElseGet(() -> field.meaning(raw));
    }

    private static @Nullable HidField first(List<HidField> some, ReportImages images) {
        return some.stream().filter(f -> images.raw(f).isPresent()).findFirst().orElse(null);
    }

    private List<HidField> status(int usage) {
        return of(
                usage,
                f -> (f.within(Usages.POWER_SUMMARY) ? 0 : f.within(Usages.BATTERY_SYSTEM) ? 2 : 4)
                        + (f.within(Usages.PRESENT_STATUS) ? 0 : 1));
    }

    private List<HidField> ofBattery(int usage) {
        return of(usage, f -> f.home() == Usages.POWER_SUMMARY ? 0 : f.within(Usages.BATTERY_SYSTEM) ? 1 : 2);
    }

    /** The fields of a usage that are read, the most telling first. */
    private List<HidField> of(int usage, ToIntFunction<HidField> rank) {
        Predicate<HidField> readable = f -> f.usage() == usage && f.type() != ReportType.OUTPUT;
        return fields.stream()
                .filter(readable)
                .sorted(Comparator.comparingInt(rank).thenComparing(f -> f.type() == ReportType.FEATURE ? 0 : 1))
                .toList();
    }

    private static int loadRank(HidField f) {
        int home = f.home();
        return switch (home) {
            case Usages.POWER_SUMMARY -> 0;
            case Usages.OUTPUT -> 1;
            case Usages.POWER_CONVERTER -> 2;
            case Usages.FLOW -> 3;
            case Usages.OUTLET -> 4;
            case Usages.OUTLET_SYSTEM -> 5;
            case Usages.UPS -> 6;
            case Usages.BATTERY, Usages.BATTERY_SYSTEM, Usages.CHARGER, Usages.INPUT -> 9;
            default -> 7;
        };
    }

    private static int inputRank(HidField f) {
        return f.home() == Usages.INPUT ? (f.within(Usages.POWER_SUMMARY) ? 1 : 0) : 9;
    }

    private static int inputNominalRank(HidField f) {
        return f.home() == Usages.INPUT ? 0 : f.home() == Usages.FLOW ? 1 : f.home() == Usages.OUTPUT ? 2 : 9;
    }

    private static int batteryRank(HidField f) {
        return switch (f.home()) {
            case Usages.POWER_SUMMARY -> 1;
            case Usages.BATTERY -> 0;
            case Usages.BATTERY_SYSTEM -> 2;
            default -> 9;
        };
    }
}
