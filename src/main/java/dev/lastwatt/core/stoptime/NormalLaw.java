package dev.lastwatt.core.stoptime;

/** The standard normal distribution. */
final class NormalLaw {

    private NormalLaw() {}

    /**
     * Probability of a value up to {@code x}: Marsaglia's Taylor series around 0 (Evaluating the Normal Distribution, Journal of
     * Statistical Software 11(4), 2004) in the middle, Laplace's continued fraction outside. Absolute error below 1e-12.
     */
    static double cdf(double x) {
        if (x < -8) {
            return 0;
        }
        if (x > 8) {
            return 1;
        }
        double density = Math.exp(-0.5 * x * x) * 0.3989422804014327;
        if (Math.abs(x) < 3) {
            double term = x;
            double sum = x;
            for (int i = 3; Math.abs(term) > 1e-15; i += 2) {
                term *= x * x / i;
                sum += term;
            }
            return 0.5 + sum * density;
        }
        double fraction = Math.abs(x);
        for (int i = 40; i > 0; i--) {
            fraction = Math.abs(x) + i / fraction;
        }
        double tail = density / fraction;
        return x < 0 ? tail : 1 - tail;
    }
}
