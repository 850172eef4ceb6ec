package dev.lastwatt.core.stoptime;

import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.StopMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How fast one volume takes saved states, in bytes a second: log-normal, from the saves there were, alone or not. The pace that a
 * data sheet or a test says is believed within a quarter, an assumed one within a factor of two.
 */
final class SavePace {

    /** One plain hard disk. */
    private static final double ASSUMED = 150e6;

    private static final double ASSUMED_DEVIATION = 0.5;
    private static final double STATED_DEVIATION = 0.25;
    private static final double STOP_SPREAD = 0.3;
    private static final double STOP_SPREAD_WORTH = 6;
    private static final double OVERHEAD_SECONDS = 3;
    private static final int LATEST_KEPT = 200;

    /** What each further save on the volume costs all of them. */
    private static final double LOST_PER_OTHER = 0.03;

    /** One save in a thousand does not end: assumption. */
    private static final double HANGS = 0.001;

    private final double log;
    private final double spread;
    private final int saves;
    private final Map<GuestId, Integer> own;
    private final boolean stated;

    private SavePace(double log, double spread, Map<GuestId, Integer> own, boolean stated) {
        this.log = log;
        this.spread = spread;
        this.own = own;
        saves = own.values().stream().mapToInt(Integer::intValue).sum();
        this.stated = stated;
    }

    /**
     * The pace that these samples show.
     *
     * @param samples of guests on this volume; others than ended saves do not count
     * @param statedBytesPerSecond what is said of it, or 0 where nothing is
     */
    static SavePace of(List<StopSample> samples, double statedBytesPerSecond) {
        boolean stated = statedBytesPerSecond > 0;
        double centre = Math.log(stated ? statedBytesPerSecond : ASSUMED);
        double deviation = stated ? STATED_DEVIATION : ASSUMED_DEVIATION;
        List<StopSample> measured = samples.stream()
                .filter(s -> s.method() == StopMethod.SAVE && !s.censored() && s.memoryBytes() > 0)
                .sorted(Comparator.comparing(StopSample::at))
                .toList();
        List<StopSample> kept = measured.subList(Math.max(0, measured.size() - LATEST_KEPT), measured.size());
        double[] logs = kept.stream()
                .mapToDouble(s -> Math.log(s.memoryBytes()
                        * slowerWith(savesAtOnce(s, kept))
                        / Math.max(0.5, s.took().toMillis() / 1000.0 - OVERHEAD_SECONDS)))
                .toArray();
        double square = STOP_SPREAD_WORTH * STOP_SPREAD * STOP_SPREAD;
        double mean = logs.length == 0 ? centre : Arrays.stream(logs).average().orElse(centre);
        for (double l : logs) {
            square += (l - mean) * (l - mean);
        }
        double each = square / (STOP_SPREAD_WORTH + logs.length);
        double precision = 1 / (deviation * deviation) + logs.length / each;
        double level = (centre / (deviation * deviation) + logs.length * mean / each) / precision;
        Map<GuestId, Integer> own = new HashMap<>();
        kept.forEach(s -> own.merge(s.guest(), 1, Integer::sum));
        return new SavePace(level, Math.sqrt(1 / precision + each), own, stated);
    }

    /**
     * How many saves shared the volume while this one went on, on average. A sample counts stops of any method beside it, of which
     * only saves take from the pace: as many as were measured at that time. Too few make the pace look slower, which is the safe side.
     */
    private static double savesAtOnce(StopSample save, List<StopSample> all) {
        if (save.others() == 0) {
            return 1;
        }
        double beside = 0;
        for (StopSample other : all) {
            Instant from = save.at().isAfter(other.at()) ? save.at() : other.at();
            Instant end = save.at().plus(save.took());
            Instant otherEnd = other.at().plus(other.took());
            long overlap = Duration.between(from, end.isBefore(otherEnd) ? end : otherEnd)
                    .toMillis();
            if (overlap > 0 && !other.guest().equals(save.guest())) {
                beside += (double) overlap / save.took().toMillis();
            }
        }
        return 1 + Math.min(save.others(), beside);
    }

    /**
     * How many times as long each of so many saves at once takes: they share the volume's pace, and each further one costs 3 % of it.
     *
     * @param saves on one volume, at least 1
     */
    static double slowerWith(double saves) {
        return saves * (1 + LOST_PER_OTHER * (saves - 1));
    }

    /** What to expect of saving so much memory of this guest, alone on the volume. It was measured as often as it was saved itself. */
    StopTime estimate(GuestId guest, long bytes) {
        int its = own.getOrDefault(guest, 0);
        double seconds = Math.max(1, bytes) / Math.exp(log) + OVERHEAD_SECONDS;
        StopLaw law = new LogNormalLaw(Math.log(seconds), spread);
        return new StopTime(law, HANGS, its, () -> new Explanation(
                        basis(its),
                        List.of(
                                saves > 0
                                        ? "saves of the same memory differ that much"
                                        : "paces of volumes differ that much"))
                .sentence(law));
    }

    private String basis(int its) {
        String pace = String.format(Locale.ROOT, "%.0f MB/s", Math.exp(log) / 1e6);
        if (saves == 0) {
            return "never measured: its memory at " + pace + (stated ? " as stated for the volume" : " is assumed");
        }
        return (its == 0 ? "never saved itself" : words(its) + " of its own measured") + ": its memory at " + pace
                + ", its volume's pace from " + words(saves);
    }

    private static String words(int saves) {
        return saves + (saves == 1 ? " save" : " saves");
    }
}
