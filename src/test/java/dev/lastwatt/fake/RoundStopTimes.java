package dev.lastwatt.fake;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.stoptime.StopEstimator;
import dev.lastwatt.core.stoptime.StopSample;
import dev.lastwatt.core.stoptime.StopTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stop times in figures that a test can do in its head: of measured stops their median and 1.5 times the longest, else 2 and 5 minutes
 * for a shutdown and the memory at 150 MB/s for a save. For tests of what is done with stop times, not of how they are found.
 */
public final class RoundStopTimes implements StopEstimator {

    private static final double QUANTILE = 0.95;
    private static final double MARGIN_OVER_LONGEST = 1.5;
    private static final int ENOUGH_FOR_A_QUANTILE = 20;
    /** One shutdown in a hundred. */
    private static final double HANG = 0.01;

    private static final int LATEST_KEPT = 50;

    /** Where no shutdown of a guest was ever measured. */
    private static final StopTime UNMEASURED_SHUTDOWN = time(
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            HANG,
            0,
            "never measured: 5 minutes are assumed");

    private static final StopTime TURN_OFF = time(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            0,
            0,
            "turning off takes no time of the guest's");

    /** A save writes the memory to disk; without a measurement, at the pace of one plain hard disk. Bytes a second. */
    private static final double ASSUMED_BYTES_PER_SECOND = 150e6;

    private static final Duration SAVE_OVERHEAD = Duration.ofSeconds(3);

    private final Map<GuestId, List<StopSample>> shutdowns = new HashMap<>();
    private final Map<GuestId, List<StopSample>> saves = new HashMap<>();
    private final List<StopSample> allSaves = new ArrayList<>();

    private RoundStopTimes() {}

    /** The model that these samples give, oldest first. */
    public static RoundStopTimes of(Collection<StopSample> samples) {
        RoundStopTimes model = new RoundStopTimes();
        for (StopSample sample : samples) {
            if (sample.censored() || sample.took().isNegative() || sample.took().isZero()) {
                continue;
            }
            if (sample.method() == StopMethod.SHUTDOWN) {
                model.shutdowns
                        .computeIfAbsent(sample.guest(), k -> new ArrayList<>())
                        .add(sample);
            } else if (sample.method() == StopMethod.SAVE && sample.memoryBytes() > 0) {
                model.saves
                        .computeIfAbsent(sample.guest(), k -> new ArrayList<>())
                        .add(sample);
                model.allSaves.add(sample);
            }
        }
        return model;
    }

    @Override
    public StopTime estimate(Guest guest, StopMethod method) {
        return switch (method) {
            case TURN_OFF -> TURN_OFF;
            case SHUTDOWN -> shutdown(guest);
            case SAVE -> save(guest);
        };
    }

    private StopTime shutdown(Guest guest) {
        List<StopSample> samples = shutdowns.getOrDefault(guest.id(), List.of());
        if (samples.isEmpty()) {
            return UNMEASURED_SHUTDOWN;
        }
        return measured(latest(samples).stream().map(s -> seconds(s.took())).toList(), "");
    }

    private StopTime save(Guest guest) {
        List<StopSample> own = saves.getOrDefault(guest.id(), List.of());
        List<StopSample> samples = own.isEmpty() ? allSaves : own;
        double bytes = Math.max(1, guest.memoryBytes());
        if (samples.isEmpty()) {
            double seconds = bytes / ASSUMED_BYTES_PER_SECOND + seconds(SAVE_OVERHEAD);
            return time(
                    duration(seconds),
                    duration(seconds * MARGIN_OVER_LONGEST),
                    duration(seconds * 2 * MARGIN_OVER_LONGEST),
                    0,
                    0,
                    "never measured: its memory at 150 MB/s is assumed");
        }
        List<Double> scaled = latest(samples).stream()
                .map(s -> seconds(s.took()) * bytes / s.memoryBytes())
                .toList();
        return measured(scaled, own.isEmpty() ? ", of other guests' saves, scaled by memory" : ", scaled by memory");
    }

    private static StopTime measured(List<Double> seconds, String how) {
        List<Double> sorted = seconds.stream().sorted().toList();
        int n = sorted.size();
        double median = n % 2 == 1 ? sorted.get(n / 2) : (sorted.get(n / 2 - 1) + sorted.get(n / 2)) / 2;
        double upper = n < ENOUGH_FOR_A_QUANTILE
                ? sorted.get(n - 1) * MARGIN_OVER_LONGEST
                : sorted.get((int) Math.ceil(QUANTILE * n) - 1);
        String because = n < ENOUGH_FOR_A_QUANTILE
                ? "1.5 times the longest of " + n + " measured" + how
                : "95 % of " + n + " measured" + how;
        return time(
                duration(median),
                duration(Math.max(upper, median)),
                duration(Math.max(upper, median) * MARGIN_OVER_LONGEST),
                0,
                n,
                because);
    }

    private static StopTime time(
            Duration median, Duration upper, Duration extreme, double hang, int samples, String because) {
        return new StopTime(new RoundLaw(median, upper, extreme), hang, samples, () -> because);
    }

    private static List<StopSample> latest(List<StopSample> samples) {
        return samples.subList(Math.max(0, samples.size() - LATEST_KEPT), samples.size());
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
