package dev.lastwatt.core.stoptime;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The law of a guest's next stop, tabulated when it is first asked for. */
final class PredictedLaw implements StopLaw {

    private static final double MIDDLE = 0.5;
    private static final double BOUND = 0.95;

    private final double caution;
    private final Supplier<LawTable> tabulate;
    private @Nullable LawTable table;

    /**
     * That law.
     *
     * @param caution upper quantiles leave only this share of the usual risk, above 0 to 1; from the median, which is not moved, to the
     *     95 % quantile it comes in step by step
     */
    PredictedLaw(double caution, Supplier<LawTable> tabulate) {
        this.caution = caution;
        this.tabulate = tabulate;
    }

    @Override
    public Duration quantile(double probability) {
        return duration(table().log(NormalLaw.deviate(cautious(checked(probability)))));
    }

    @Override
    public double endedBy(Duration elapsed) {
        double seconds = seconds(elapsed);
        return seconds <= 0 ? 0 : stated(NormalLaw.cdf(table().deviate(Math.log(seconds))));
    }

    /** The same law with every time so many times as long that 95 % are over after that time, if it is shorter. */
    PredictedLaw atLeast(Duration upper) {
        return new PredictedLaw(caution, () -> {
            double longer = Math.log(seconds(upper)) - table().log(NormalLaw.deviate(cautious(BOUND)));
            return longer > 0 ? table().later(longer) : table();
        });
    }

    static double checked(double probability) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("a probability must be above 0 and below 1, is " + probability);
        }
        return probability;
    }

    static double seconds(Duration time) {
        return time.getSeconds() + time.getNano() * 1e-9;
    }

    static Duration duration(double logSeconds) {
        return Duration.ofMillis((long) Math.ceil(1000 * Math.exp(logSeconds)));
    }

    /** The probability in the mixture at which the quantile that is asked for is taken. */
    private double cautious(double probability) {
        if (probability <= MIDDLE) {
            return probability;
        }
        double bound = 1 - (1 - BOUND) * caution;
        return probability <= BOUND
                ? MIDDLE + (probability - MIDDLE) * (bound - MIDDLE) / (BOUND - MIDDLE)
                : 1 - (1 - probability) * caution;
    }

    /** The inverse of it. */
    private double stated(double probability) {
        if (probability <= MIDDLE) {
            return probability;
        }
        double bound = 1 - (1 - BOUND) * caution;
        return probability <= bound
                ? MIDDLE + (probability - MIDDLE) * (BOUND - MIDDLE) / (bound - MIDDLE)
                : 1 - (1 - probability) / caution;
    }

    private LawTable table() {
        LawTable known = table;
        if (known == null) {
            known = tabulate.get();
            table = known;
        }
        return known;
    }
}
