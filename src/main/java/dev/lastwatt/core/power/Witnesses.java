package dev.lastwatt.core.power;

import dev.lastwatt.core.power.PowerState.ForcedShutdown;
import dev.lastwatt.core.power.PowerState.LowBattery;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Several sources that tell of the same UPS, such as its network card and its USB port. The worse counts, of the power as of the
 * runtime; a source that does not answer says nothing while another does.
 */
public final class Witnesses {

    /** Sources are asked at different moments: for so long they may differ about the mains. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    /** Charges that differ by more points than this are not of the same battery, or one is wrong. */
    private static final double CHARGE_APART = 15;

    /** Runtimes that differ by more than this factor are not of the same battery, or one is wrong. */
    private static final double RUNTIME_APART = 1.5;

    private Witnesses() {}

    /**
     * What one source says.
     *
     * @param source its name, for people
     * @param feed the UPS by that source
     * @param reading its latest, null if there never was one
     */
    public record Testimony(
            String source, Feed feed, @Nullable Reading reading) {}

    /**
     * What they amount to.
     *
     * @param feed the UPS
     * @param place of the source whose reading is shown: the one whose power counts
     * @param notes what an administrator should know, in plain words
     */
    public record Verdict(Feed feed, int place, List<String> notes) {

        /** Copies the list. */
        public Verdict {
            notes = List.copyOf(notes);
        }
    }

    /** Judges what the sources of that UPS say; at least one. */
    public static Verdict of(String ups, List<Testimony> all, Instant now) {
        List<Integer> heard = IntStream.range(0, all.size())
                .filter(i -> all.get(i).feed().answers())
                .boxed()
                .toList();
        List<Integer> counted =
                heard.isEmpty() ? IntStream.range(0, all.size()).boxed().toList() : heard;
        int place = counted.stream()
                .max(Comparator.comparingInt(
                                (Integer i) -> severity(all.get(i).feed().power()))
                        .thenComparing(i -> all.get(i).feed().runtime().lowerBound(), Comparator.reverseOrder())
                        .thenComparing(Comparator.reverseOrder()))
                .orElse(0);
        RemainingRuntime shortest = counted.stream()
                .map(i -> all.get(i).feed().runtime())
                .min(Comparator.comparing(RemainingRuntime::lowerBound))
                .orElseThrow();
        Feed worse = all.get(place).feed();
        Double watts = worse.loadWatts();
        for (Testimony each : all) {
            Double said = each.feed().loadWatts();
            watts = said == null || (watts != null && watts >= said) ? watts : said;
        }
        return new Verdict(
                new Feed(ups, worse.power(), shortest, watts),
                place,
                all.size() == 1 ? List.of() : notes(ups, all, now));
    }

    private static int severity(PowerState power) {
        PowerState known = power instanceof PowerState.Unknown lost ? lost.last() : power;
        if (known == null) {
            return 0;
        }
        if (known instanceof ForcedShutdown) {
            return 4;
        }
        return known instanceof LowBattery ? 3 : known.onBatterySince().isPresent() ? 2 : 1;
    }

    private static List<String> notes(String ups, List<Testimony> all, Instant now) {
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Testimony one = all.get(i);
            if (!one.feed().answers()) {
                notes.add("UPS " + ups + ": its source " + one.source() + " does not answer since "
                        + one.feed().power().since().truncatedTo(ChronoUnit.SECONDS));
            }
            for (Testimony other : all.subList(i + 1, all.size())) {
                String apart = apart(one, other, now);
                if (apart != null) {
                    notes.add("UPS " + ups + ": its sources " + one.source() + " and " + other.source()
                            + " disagree about " + apart + "; the worse counts");
                }
            }
        }
        return notes;
    }

    private static @Nullable String apart(Testimony one, Testimony other, Instant now) {
        if (!one.feed().answers() || !other.feed().answers()) {
            return null;
        }
        PowerState a = one.feed().power();
        PowerState b = other.feed().power();
        Instant latest = a.since().isAfter(b.since()) ? a.since() : b.since();
        if (severity(a) != severity(b)) {
            return Duration.between(latest, now).compareTo(SKEW) > 0
                    ? "the power (" + a.word() + ", " + b.word() + ")"
                    : null;
        }
        Reading x = one.reading();
        Reading y = other.reading();
        if (x == null || y == null) {
            return null;
        }
        Double charge = x.chargePercent();
        Double otherCharge = y.chargePercent();
        if (charge != null && otherCharge != null && Math.abs(charge - otherCharge) > CHARGE_APART) {
            return "the charge (" + Math.round(charge) + " %, " + Math.round(otherCharge) + " %)";
        }
        Duration runtime = x.runtime();
        Duration otherRuntime = y.runtime();
        if (runtime != null && otherRuntime != null) {
            double longer = Math.max(runtime.toSeconds(), otherRuntime.toSeconds());
            double shorter = Math.max(1, Math.min(runtime.toSeconds(), otherRuntime.toSeconds()));
            return longer / shorter > RUNTIME_APART
                    ? "the runtime (" + runtime.toSeconds() + " s, " + otherRuntime.toSeconds() + " s)"
                    : null;
        }
        return null;
    }
}
