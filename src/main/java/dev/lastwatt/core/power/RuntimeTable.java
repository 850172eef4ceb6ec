package dev.lastwatt.core.power;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long a new, full battery lasts, by load: the manufacturer's table. Between two points the logarithm of the time follows that of
 * the load; beyond them it goes on as the flattest (towards less) and the steepest (towards more) of the published tables do.
 */
public final class RuntimeTable {

    private static final double BELOW = 1.0;
    private static final double ABOVE = 1.4;

    private final double[] watts;
    private final double[] seconds;
    private final String origin;

    /** What a load of 100 % is; NaN where that is not known. */
    private final double rated;

    /**
     * One point.
     *
     * @param watts the load, above 0
     * @param runtime above 0
     */
    public record Point(double watts, Duration runtime) {

        /** Checks. */
        public Point {
            if (!(watts > 0) || runtime.isNegative() || runtime.isZero()) {
                throw new IllegalArgumentException("a point of a runtime table has a load and a runtime above 0");
            }
        }
    }

    private RuntimeTable(double[] watts, double[] seconds, String origin, double rated) {
        this.watts = watts;
        this.seconds = seconds;
        this.origin = origin;
        this.rated = rated;
    }

    /** Of these points, at least one. */
    public static RuntimeTable of(List<Point> points) {
        if (points.isEmpty()) {
            throw new IllegalArgumentException("a runtime table needs a point");
        }
        List<Point> sorted =
                points.stream().sorted(Comparator.comparingDouble(Point::watts)).toList();
        double[] watts = new double[sorted.size()];
        double[] seconds = new double[watts.length];
        for (int i = 0; i < watts.length; i++) {
            watts[i] = sorted.get(i).watts();
            seconds[i] = sorted.get(i).runtime().toMillis() / 1000.0;
            if (i > 0 && (watts[i] == watts[i - 1] || seconds[i] > seconds[i - 1])) {
                throw new IllegalArgumentException(
                        "a runtime table must not rise with the load, nor name one twice: " + watts[i] + " W");
            }
        }
        return new RuntimeTable(watts, seconds, "", Double.NaN);
    }

    /** The runtime at the load there is when the mains fail, whatever that is. */
    public static RuntimeTable atPresentLoad(Duration runtime) {
        return new RuntimeTable(new double[0], new double[] {runtime.toMillis() / 1000.0}, "", Double.NaN);
    }

    /** The same, with words for people that say whose table it is. */
    public RuntimeTable from(String whose) {
        return new RuntimeTable(watts, seconds, whose, rated);
    }

    /**
     * The same for a UPS of that rating, whose load may then be given in percent.
     *
     * @param ratedWatts what 100 % are, above 0
     */
    public RuntimeTable rated(double ratedWatts) {
        if (!(ratedWatts > 0)) {
            throw new IllegalArgumentException("a UPS is rated for more than 0 W, not " + ratedWatts);
        }
        return new RuntimeTable(watts, seconds, origin, ratedWatts);
    }

    /** Whose table it is, for people; empty if nobody said so. */
    public String origin() {
        return origin;
    }

    /** How long a new battery lasts at that load; null where the table cannot say because it needs one above 0. */
    public @Nullable Duration lasts(double load) {
        double lasts = seconds(load);
        return Double.isNaN(lasts) ? null : Duration.ofMillis(Math.round(1000 * lasts));
    }

    /** Seconds at the load of that reading; NaN where the reading does not tell it. */
    double seconds(@Nullable Reading reading) {
        Double load = reading == null ? null : reading.loadWatts();
        Double percent = reading == null ? null : reading.loadPercent();
        return seconds(load != null ? load : percent == null ? Double.NaN : percent / 100 * rated);
    }

    /** Seconds at that load; NaN where the table cannot say because the load is not known. */
    double seconds(double load) {
        if (watts.length == 0) {
            return seconds[0];
        }
        if (!(load > 0)) {
            return Double.NaN;
        }
        int above = 0;
        while (above < watts.length && watts[above] < load) {
            above++;
        }
        if (above == 0) {
            return seconds[0] * Math.pow(watts[0] / load, BELOW);
        }
        if (above == watts.length) {
            return seconds[above - 1] * Math.pow(watts[above - 1] / load, ABOVE);
        }
        double share = Math.log(load / watts[above - 1]) / Math.log(watts[above] / watts[above - 1]);
        return seconds[above - 1] * Math.pow(seconds[above] / seconds[above - 1], share);
    }
}
