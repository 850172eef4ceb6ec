package dev.lastwatt.adapter.scenario.generate;

import java.util.Random;

/** Random numbers that are the same on every machine and Java version for the same seed. */
final class Dice {

    /** {@link Random} and {@link StrictMath} are specified to the bit; other generators and {@link Math} are not. */
    private final Random random;

    Dice(long seed) {
        random = new Random(scattered(seed));
    }

    /** Neighbouring seeds of {@link Random} begin alike: SplitMix64's mixing (Steele, Lea and Flood, 2014) parts them. */
    private static long scattered(long seed) {
        long z = seed * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Below 1, at least 0. */
    double share() {
        return random.nextDouble();
    }

    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** Both ends included. */
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    double normal() {
        return random.nextGaussian();
    }

    /** Log-normal around 1. */
    double factor(double sigma) {
        return StrictMath.exp(sigma * normal());
    }

    /** Exponential of mean 1. */
    double exponential() {
        return -StrictMath.log(1 - random.nextDouble());
    }

    <T> T oneOf(T[] values) {
        return values[random.nextInt(values.length)];
    }

    int oneOf(int[] values) {
        return values[random.nextInt(values.length)];
    }

    /** A gamma variate of scale 1, for shapes of at least 1 (Marsaglia and Tsang, ACM TOMS 26, 2000). */
    double gamma(double shape) {
        double d = shape - 1.0 / 3;
        double c = 1 / StrictMath.sqrt(9 * d);
        while (true) {
            double x = normal();
            double v = 1 + c * x;
            if (v <= 0) {
                continue;
            }
            v = v * v * v;
            if (StrictMath.log(1 - random.nextDouble()) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
                return d * v;
            }
        }
    }
}
