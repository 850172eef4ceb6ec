package dev.lastwatt.core.power;

import java.time.Duration;
import java.util.List;

/**
 * The load that is to come, as a share of the present one: what a plan expects as guests stop. Steps, each holding until the next;
 * before the first the load stays as it is.
 *
 * <p>The battery is used up with a power of the load: with the 1.12th where it falls, the flattest that manufacturers' runtime tables
 * show at usual loads, and with the 1.3rd where it rises, so that both are on the cautious side.
 */
public final class LoadProfile {

    private static final double CREDIT_EXPONENT = 1.12;
    private static final double RISE_EXPONENT = 1.3;
    private static final LoadProfile FLAT = new LoadProfile(new double[0], new double[0], 0);

    /** When each step begins, seconds from now, ascending. */
    private final double[] from;

    /** How fast the battery is used up from there on, in terms of now. */
    private final double[] rate;

    private final int steps;

    /**
     * From then on the load is that share of the present one.
     *
     * @param from counted from now, not negative
     * @param share 0 and more; 1 is the present load
     */
    public record Step(Duration from, double share) {}

    private LoadProfile(double[] from, double[] rate, int steps) {
        this.from = from;
        this.rate = rate;
        this.steps = steps;
    }

    /** The load stays as it is. */
    public static LoadProfile flat() {
        return FLAT;
    }

    /** Those steps, in the order of their times. */
    public static LoadProfile of(List<Step> steps) {
        double[] from = new double[steps.size()];
        double[] share = new double[steps.size()];
        for (int i = 0; i < from.length; i++) {
            from[i] = steps.get(i).from().toMillis() / 1000.0;
            share[i] = steps.get(i).share();
        }
        return ofSeconds(from, share, from.length);
    }

    /**
     * The first {@code steps} of these, for who makes many: the arrays are copied.
     *
     * @param from seconds from now, ascending, not negative
     * @param share of the present load, 0 and more
     */
    public static LoadProfile ofSeconds(double[] from, double[] share, int steps) {
        double[] begins = new double[steps];
        double[] rates = new double[steps];
        for (int i = 0; i < steps; i++) {
            if (!(from[i] >= (i == 0 ? 0 : begins[i - 1])) || !(share[i] >= 0)) {
                throw new IllegalArgumentException(
                        "steps of a load profile must be in their order and not negative: step " + i);
            }
            begins[i] = from[i];
            rates[i] = rate(share[i]);
        }
        return new LoadProfile(begins, rates, steps);
    }

    /** How fast the battery is used up at that share of the present load, 1 at the present one. */
    static double rate(double share) {
        return share == 1 ? 1 : Math.pow(share, share < 1 ? CREDIT_EXPONENT : RISE_EXPONENT);
    }

    /** What is used up after that many seconds, in seconds at the present load. */
    double used(double seconds) {
        double used = 0;
        double at = 0;
        double pace = 1;
        for (int i = 0; i < steps && from[i] < seconds; i++) {
            used += (from[i] - at) * pace;
            at = from[i];
            pace = rate[i];
        }
        return used + (seconds - at) * pace;
    }

    /** How long that much lasts, in seconds; infinite where nothing is used any more. */
    double lasts(double secondsAtPresentLoad) {
        double left = Math.max(0, secondsAtPresentLoad);
        double at = 0;
        double pace = 1;
        for (int i = 0; i < steps; i++) {
            double use = (from[i] - at) * pace;
            if (use >= left) {
                break;
            }
            left -= use;
            at = from[i];
            pace = rate[i];
        }
        return left == 0 ? at : pace == 0 ? Double.POSITIVE_INFINITY : at + left / pace;
    }
}
