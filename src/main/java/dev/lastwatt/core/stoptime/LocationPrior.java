package dev.lastwatt.core.stoptime;

import java.util.ArrayList;
import java.util.List;

/** Where the log median of a guest may lie, from its traits and what the host's other guests show: a mixture of normals. */
record LocationPrior(List<Part> parts) {

    private static final long GIB = 1L << 30;

    /** Some guests are like no other: a mail server that takes a quarter of an hour. So many, and so much wider spread. */
    private static final double ODD = 0.01;

    private static final double ODD_SPREAD = 1.4;

    /**
     * One possibility.
     *
     * @param windows whether it supposes Windows
     * @param shift what its traits add
     * @param odd whether it supposes a guest that says nothing about the others
     */
    record Part(double weight, boolean windows, double centre, double shift, double spread, boolean odd) {

        double density(double location) {
            double z = (location - centre - shift) / spread;
            return weight * Math.exp(-0.5 * z * z) / spread;
        }
    }

    static LocationPrior of(Traits traits, Pool pool) {
        double memory = History.PER_DOUBLING * Math.log(Math.max(1, traits.memoryBytes()) / (8.0 * GIB)) / Math.log(2);
        List<Part> parts = new ArrayList<>();
        for (boolean windows : new boolean[] {true, false}) {
            double os =
                    switch (traits.os()) {
                        case WINDOWS -> windows ? 1 : 0;
                        case LINUX -> windows ? 0 : 1;
                        case UNKNOWN -> 0.5;
                    };
            if (os == 0) {
                continue;
            }
            double centre = windows ? pool.windows() : pool.linux();
            double slower = traits.role().slower();
            parts.add(new Part(os * (1 - slower - ODD), windows, centre, memory, pool.guestSpread(), false));
            parts.add(new Part(os * slower, windows, centre, memory + Pool.SLOWER_KIND, pool.guestSpread(), false));
            parts.add(new Part(os * ODD, windows, centre, memory, ODD_SPREAD, true));
        }
        return new LocationPrior(parts);
    }

    double density(double location) {
        double sum = 0;
        for (Part part : parts) {
            sum += part.density(location);
        }
        return sum;
    }

    double low() {
        return parts.stream()
                .mapToDouble(p -> p.centre() + p.shift() - 4 * p.spread())
                .min()
                .orElseThrow();
    }

    double high() {
        return parts.stream()
                .mapToDouble(p -> p.centre() + p.shift() + 4 * p.spread())
                .max()
                .orElseThrow();
    }
}
