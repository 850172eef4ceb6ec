package dev.lastwatt.core.power;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is believed of a battery before its gauge has said anything, on a grid of shares of what a new one holds. Made once for a
 * battery; what depends on the discharge is in {@link GaugeBelief}.
 *
 * <p>Assumptions, from the published study of such estimators: a sealed lead-acid battery loses 5 % of its capacity when new in a year,
 * batteries grow less alike with age, and a share that grows with the square of the age has a failing cell and holds next to
 * nothing of what it should. A battery of unknown age is taken for one of four years, give or take two. A calibration is right to
 * within its error, which grows as it ages; one in twenty is of another battery, or was taken badly.
 */
final class HealthPrior {

    /** Distance of two points, of the logarithm. */
    static final double STEP = 0.025;

    /** The first and smallest share. */
    static final double LOWEST = 0.04;

    static final int POINTS = 168;

    /** The point whose share is next to 1. */
    static final int ONE = (int) Math.round(-Math.log(LOWEST) / STEP);

    /** The shares; {@code SHARE[ONE]} is next to 1. */
    static final double[] SHARE = new double[POINTS];

    static {
        for (int i = 0; i < POINTS; i++) {
            SHARE[i] = Math.exp((i - ONE) * STEP);
        }
    }

    private static final double NEGLIGIBLE = 1e-7;

    private static final double YEARS_UNKNOWN = 4;
    private static final double SPREAD_UNKNOWN = 0.09;
    private static final double LOSS_A_YEAR = 0.05;
    private static final double SPREAD_WHEN_NEW = 0.06;
    private static final double SPREAD_A_YEAR = 0.008;
    private static final double MISTAKEN_CALIBRATIONS = 0.05;

    /** How much batteries of one model, at one load, differ from its table. */
    private static final double SPREAD_OF_TABLES = 0.10;

    /** The same where the device's first word stands for a table. */
    private static final double SPREAD_WITHOUT_TABLE = 0.40;

    /** Of a battery of which an administrator gave a cautious figure alone: spread, and where its middle lies above that. */
    private static final double SPREAD_OF_ASSUMED = 0.5;

    static final double ASSUMED_TO_MIDDLE = Math.exp(1.645 * SPREAD_OF_ASSUMED);

    /** Share of new that the battery holds: probability of each point. */
    final double[] health;

    /** The first point that counts, and the one after the last. */
    final int first;

    final int end;

    /** Of a new battery in terms of its table, and of this one, which is the former times the health. */
    final Capacity byTable;

    final Capacity byDevice;
    final Capacity byAssumption;

    /** Beliefs in terms of the reference. */
    record Capacity(double[] whenNew, double[] now) {}

    private HealthPrior(double[] health) {
        this.health = health;
        int from = 0;
        while (health[from] < NEGLIGIBLE) {
            from++;
        }
        int to = POINTS;
        while (health[to - 1] < NEGLIGIBLE) {
            to--;
        }
        this.first = from;
        this.end = to;
        this.byTable = capacity(SPREAD_OF_TABLES, health);
        this.byDevice = capacity(SPREAD_WITHOUT_TABLE, health);
        double[] wide = around(SPREAD_OF_ASSUMED);
        this.byAssumption = new Capacity(wide, wide);
    }

    static HealthPrior of(Battery battery, Instant now) {
        Double years = battery.years(now);
        double[] health = byAge(years);
        Battery.Calibration calibration = battery.calibration();
        if (calibration != null) {
            calibrate(health, calibration, Battery.years(calibration.at(), now));
        }
        normalize(health);
        return new HealthPrior(health);
    }

    /** The share of a new battery's capacity below which it lies with that probability. */
    double quantile(double probability) {
        double sum = 0;
        for (int i = first; i < end; i++) {
            sum += health[i];
            if (sum >= probability) {
                return SHARE[i];
            }
        }
        return SHARE[end - 1];
    }

    private static double[] byAge(@Nullable Double known) {
        double years = known == null ? YEARS_UNKNOWN : Math.min(12, known);
        double middle = Math.max(0.3, 1 - LOSS_A_YEAR * years);
        double spread = SPREAD_WHEN_NEW + SPREAD_A_YEAR * years;
        if (known == null) {
            spread = Math.hypot(spread, SPREAD_UNKNOWN);
        }
        double failing = Math.min(0.4, 0.01 + 0.008 * years * years);
        double[] out = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            double share = SHARE[i];
            double off = (share - middle) / spread;
            double normal = Math.exp(-0.5 * off * off) / (spread * Math.sqrt(2 * Math.PI));
            double flat = share >= 0.08 && share <= 0.65 ? 1 / 0.57 : 0;
            // A density by the share; the points are even in its logarithm.
            out[i] = share * ((1 - failing) * normal + failing * flat);
        }
        return out;
    }

    private static void calibrate(double[] health, Battery.Calibration calibration, double years) {
        double spread = Math.hypot(calibration.spread(), 0.03 * years);
        double expected = Math.log(calibration.health()) - LOSS_A_YEAR * years;
        for (int i = 0; i < POINTS; i++) {
            double off = ((i - ONE) * STEP - expected) / spread;
            health[i] *= (1 - MISTAKEN_CALIBRATIONS) * Math.exp(-0.5 * off * off) + MISTAKEN_CALIBRATIONS * 0.3;
        }
    }

    private static Capacity capacity(double spread, double[] health) {
        double[] whenNew = around(spread);
        return new Capacity(whenNew, product(whenNew, health));
    }

    private static double[] around(double spread) {
        double[] out = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            double off = (i - ONE) * STEP / spread;
            out[i] = Math.exp(-0.5 * off * off);
        }
        normalize(out);
        return out;
    }

    /** The distribution of the product of two. */
    private static double[] product(double[] one, double[] other) {
        double[] out = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            if (one[i] > 1e-9) {
                for (int j = 0; j < POINTS; j++) {
                    int k = Math.max(0, Math.min(POINTS - 1, i + j - ONE));
                    out[k] += one[i] * other[j];
                }
            }
        }
        return out;
    }

    private static void normalize(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] /= sum;
        }
    }
}
