package dev.lastwatt.core.stoptime;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long the host's own shutdown is planned with: what the policy says, or more where measured shutdowns took more, or where the
 * power ran out.
 *
 * <p>Measured is the longest of the latest {@link #LATEST} times that the host needed for itself, {@link #OVER_LONGEST} times, plus
 * {@link #FIRMWARE} for what comes after the kernel has stopped and no log can tell. Measuring never makes it less than the policy says.
 *
 * @param time the time to plan with
 * @param because where it comes from, in a sentence
 * @param ranOut the latest shutdown of ours during which the power ran out, if no good one has followed; else null
 */
public record HostShutdownTime(
        Duration time, String because, @Nullable HostShutdown ranOut) {

    static final int LATEST = 10;

    /** With few measurements the next one is longer than the longest in one case out of a few. */
    static final double OVER_LONGEST = 1.25;

    /** From the stop of the kernel until the power is off. */
    static final Duration FIRMWARE = Duration.ofSeconds(30);

    /** What was planned with did not suffice once. */
    static final double AFTER_RUNNING_OUT = 1.5;

    /** The same shutdown is seen by the event logs and by our journal at times this far apart at most. */
    private static final Duration SAME = Duration.ofMinutes(5);

    /** From the beginning of a run that was cut short until the next boot. */
    private static final Duration LONGEST_OUTAGE = Duration.ofDays(3);

    /**
     * What to plan with.
     *
     * @param policy what the policy says
     * @param shutdowns those that are known, in any order
     */
    public static HostShutdownTime of(Duration policy, Collection<HostShutdown> shutdowns) {
        Optional<Duration> longest = shutdowns.stream()
                .sorted(Comparator.comparing(HostShutdown::began).reversed())
                .map(HostShutdown::alone)
                .filter(Objects::nonNull)
                .limit(LATEST)
                .max(Comparator.naturalOrder());
        Duration time = policy;
        String because = "the policy says " + seconds(policy);
        if (longest.isPresent()) {
            Duration measured = times(longest.get(), OVER_LONGEST).plus(FIRMWARE);
            String how = OVER_LONGEST + " times the longest measured (" + seconds(longest.get()) + ") and "
                    + seconds(FIRMWARE) + " for the firmware make " + seconds(measured);
            boolean more = measured.compareTo(policy) > 0;
            time = more ? measured : policy;
            because = more ? how + ", more than the policy's " + seconds(policy) : because + "; " + how;
        }
        HostShutdown ranOut = ranOut(shutdowns);
        if (ranOut != null) {
            time = times(time, AFTER_RUNNING_OUT);
            because += "; " + AFTER_RUNNING_OUT + " times that, since the power ran out in the shutdown of "
                    + ranOut.began();
        }
        return new HostShutdownTime(time, because, ranOut);
    }

    private static @Nullable HostShutdown ranOut(Collection<HostShutdown> shutdowns) {
        HostShutdown latest = shutdowns.stream()
                .filter(s -> s.ending() == HostShutdown.Ending.RAN_OUT && isOurs(s, shutdowns))
                .max(Comparator.comparing(HostShutdown::began))
                .orElse(null);
        return latest == null || hasGoodSince(latest, shutdowns) ? null : latest;
    }

    private static boolean hasGoodSince(HostShutdown latest, Collection<HostShutdown> shutdowns) {
        return shutdowns.stream()
                .anyMatch(s -> s.began().isAfter(latest.began())
                        && !same(s.began(), latest.began())
                        && s.took() != null
                        && s.ending() != HostShutdown.Ending.RAN_OUT);
    }

    /** The latest power cut, or shutdown that the power ended, that was none of ours, if no good one has followed; null if there is none. */
    public static @Nullable HostShutdown foreignCut(Collection<HostShutdown> shutdowns) {
        HostShutdown latest = shutdowns.stream()
                .filter(s -> s.ending() == HostShutdown.Ending.CUT
                        ? !wasInOurRun(s, shutdowns)
                        : s.ending() == HostShutdown.Ending.RAN_OUT && !isOurs(s, shutdowns))
                .max(Comparator.comparing(HostShutdown::began))
                .orElse(null);
        return latest == null || hasGoodSince(latest, shutdowns) ? null : latest;
    }

    private static boolean wasInOurRun(HostShutdown cut, Collection<HostShutdown> all) {
        return all.stream()
                .filter(s -> s.source() == HostShutdown.Source.JOURNAL && s.ending() == HostShutdown.Ending.RAN_OUT)
                .anyMatch(s -> s.began().isBefore(cut.began())
                        && Duration.between(s.began(), cut.began()).compareTo(LONGEST_OUTAGE) < 0);
    }

    /** The event logs do not know who asked: a shutdown is ours if our journal has it too. */
    private static boolean isOurs(HostShutdown shutdown, Collection<HostShutdown> all) {
        return shutdown.run() != null
                || all.stream().anyMatch(s -> s.run() != null && same(s.began(), shutdown.began()));
    }

    private static boolean same(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(SAME) <= 0;
    }

    private static Duration times(Duration time, double factor) {
        return Duration.ofMillis(Math.round(time.toMillis() * factor));
    }

    private static String seconds(Duration time) {
        return Math.round(time.toMillis() / 1000.0) + " s";
    }
}
