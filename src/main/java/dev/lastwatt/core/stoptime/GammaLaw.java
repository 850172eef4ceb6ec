package dev.lastwatt.core.stoptime;

/**
 * A gamma distribution seen through the logarithm, placed by its median and by the standard deviation of the logarithm, as the
 * normal one is. Its upper tail is lighter.
 */
final class GammaLaw {

    private final double shape;
    private final double logScaleBelowMedian;
    private final double logNorm;
    private final double third;
    private final double root;

    /**
     * The law of that spread.
     *
     * @param sigma standard deviation of the logarithm, above 0 to about 1.5
     */
    GammaLaw(double sigma) {
        // Variance of the logarithm is the trigamma function of the shape, which is about 1/k + 1/(2 k^2).
        double precision = 1 / (sigma * sigma);
        shape = 0.5 * precision * (1 + Math.sqrt(1 + 2 / precision));
        // Wilson and Hilferty (1931): the cube root of a gamma variate over its mean is nearly normal.
        third = 1 - 1 / (9 * shape);
        root = 3 * Math.sqrt(shape);
        logScaleBelowMedian = Math.log(shape) + 3 * Math.log(third);
        logNorm = logGamma(shape);
    }

    /** Logarithm of the density of the logarithm, at {@code y} above the log of the median. */
    double logDensity(double y) {
        double z = y + logScaleBelowMedian;
        return shape * z - Math.exp(z) - logNorm;
    }

    /** Probability of a logarithm up to {@code y} above the log of the median. */
    double cdf(double y) {
        double cubeRoot = third * Math.exp(y / 3);
        return NormalLaw.cdf((cubeRoot - third) * root);
    }

    /** Logarithm of the gamma function for arguments above 0: Stirling's series, shifted up where the argument is small. */
    static double logGamma(double x) {
        double shift = 0;
        double at = x;
        while (at < 8) {
            shift -= Math.log(at);
            at++;
        }
        double inverse = 1 / (at * at);
        double series = (1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse / 1680))) / at;
        return shift + (at - 0.5) * Math.log(at) - at + 0.9189385332046727 + series;
    }
}
