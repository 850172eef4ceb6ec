package dev.lastwatt.core.stoptime;

/** The standard normal distribution. */
final class NormalLaw {

    private NormalLaw() {}

    /** Probability of a value up to {@code x}: Abramowitz and Stegun (1964), 26.2.17. Absolute error below 7.5e-8. */
    static double cdf(double x) {
        double far = Math.abs(x);
        if (far > 7) {
            return x < 0 ? 0 : 1;
        }
        double t = 1 / (1 + 0.2316419 * far);
        double series =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        double tail = 0.3989422804014327 * Math.exp(-0.5 * x * x) * series;
        return x < 0 ? tail : 1 - tail;
    }
}
