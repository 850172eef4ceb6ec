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

    /**
     * The value up to which a standard normal variate lies with that probability: Wichura (1988), AS 241, PPND7. Relative error about
     * 1e-7.
     *
     * @param probability above 0, below 1
     */
    static double deviate(double probability) {
        double q = probability - 0.5;
        if (Math.abs(q) <= 0.425) {
            double r = 0.180625 - q * q;
            return q
                    * (3.3871327179 + r * (50.434271938 + r * (159.29113202 + r * 59.109374720)))
                    / (1 + r * (17.895169469 + r * (78.757757664 + r * 67.187563600)));
        }
        double r = Math.sqrt(-Math.log(Math.min(probability, 1 - probability)));
        double far;
        if (r <= 5) {
            r -= 1.6;
            far = (1.4234372777 + r * (2.7568153900 + r * (1.3067284816 + r * 0.17023821103)))
                    / (1 + r * (0.73700164250 + r * 0.12021132975));
        } else {
            r -= 5;
            far = (6.6579051150 + r * (3.0812263860 + r * (0.42868294337 + r * 0.017337203997)))
                    / (1 + r * (0.24197894225 + r * 0.012258202635));
        }
        return q < 0 ? -far : far;
    }
}
