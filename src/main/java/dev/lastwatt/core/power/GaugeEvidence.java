package dev.lastwatt.core.power;

/**
 * What the gauge has said over a discharge, summed up. Used is counted in seconds at the load of reference. Immutable.
 *
 * @param runtime the runtime it gives, brought to the load of reference, in seconds
 * @param charge the charge, as a share of that at the beginning
 * @param allCharge the same with every reading, for a gauge that jumps about
 * @param flat the runtime as it is given, whatever the load, in seconds
 * @param used until now
 * @param turning how many of the latest charges lay below the line of those before
 * @param turnedTo the latest of them
 * @param startCharge what the charge is a share of, above 0 to 1
 */
record GaugeEvidence(
        GaugeLine runtime,
        GaugeLine charge,
        GaugeLine allCharge,
        GaugeLine flat,
        double used,
        int turning,
        double turnedTo,
        double startCharge) {

    /** The charge of some falls at once with the voltage, and then keeps its measure: what it shows meanwhile is left out. */
    static final double SETTLES = 15;

    private static final double RUNTIME_JUMP = 0.25;
    private static final double RUNTIME_ROUNDING = 15;
    private static final double CHARGE_JUMP = 0.08;
    private static final double TURNS = 0.025;
    private static final double TURNS_SCATTERS = 3;

    /** A charge that has fallen by less, or was read for less, says nothing of how much there is. */
    private static final double SPEAKS_FROM = 0.05;

    private static final double SPEAKS_AFTER = 6;

    static GaugeEvidence none(double startCharge) {
        GaugeLine empty = GaugeLine.EMPTY;
        return new GaugeEvidence(empty, empty, empty, empty, 0, 0, 1, startCharge);
    }

    /**
     * After a reading.
     *
     * @param used until then
     * @param pace how fast it is used now
     * @param seconds the runtime given, NaN for none
     * @param share the charge as a share of that at the beginning, NaN for none
     * @param weight of the reading, by the time that it stands for
     * @param whenNew seconds that a new battery holds
     */
    GaugeEvidence next(double used, double pace, double seconds, double share, double weight, double whenNew) {
        GaugeLine nextCharge = charge;
        GaugeLine nextAll = allCharge;
        int turns = turning;
        double turned = turnedTo;
        if (share >= 0 && used >= SETTLES * Math.min(1, pace)) {
            nextAll = allCharge.plus(used, share, weight);
            double line = charge.at(used);
            boolean below = share < line - Math.max(TURNS / startCharge, TURNS_SCATTERS * charge.scatter());
            boolean drops = share < turned - CHARGE_JUMP / startCharge - (used - charge.lastU()) / whenNew;
            boolean dropped = below && turns < 2 && (drops || charge.run() < 0);
            turns = below && !dropped ? turns + 1 : 0;
            turned = share;
            if (dropped) {
                // All at once: not a gauge that begins to notice, but one that has found out.
                nextCharge = charge.next(used, share, weight, 1 / whenNew, 0, CHARGE_JUMP / startCharge);
            } else if (!below) {
                nextCharge = charge.next(used, share, weight, 1 / whenNew, 0, CHARGE_JUMP / startCharge);
            } else if (share < charge.lastY() - CHARGE_JUMP / startCharge - (used - charge.lastU()) / whenNew) {
                nextCharge = charge.next(used, share, weight, 1 / whenNew, 0, CHARGE_JUMP / startCharge);
                turns = nextCharge.begunAnew() > charge.begunAnew() ? 0 : turns;
            }
        }
        GaugeLine nextRuntime = runtime;
        GaugeLine nextFlat = flat;
        if (seconds > 0 && turns < 2) {
            nextRuntime = runtime.next(used, seconds * pace, weight, 1, RUNTIME_JUMP, RUNTIME_ROUNDING);
            nextFlat = flat.plus(used, seconds, weight);
        }
        return new GaugeEvidence(nextRuntime, nextCharge, nextAll, nextFlat, used, turns, turned, startCharge);
    }

    /**
     * Seconds that a battery holds whose charge falls like this one's: since the beginning, or as its line does, whichever is more, for some
     * fall at once and then hardly. Not a number where that cannot be said yet.
     */
    double heldByCharge() {
        GaugeLine z = charge;
        double fallen = z.u() - z.yu();
        double spread = z.uu() - z.u() * z.u() / z.n();
        double down = (z.u() * z.y() / z.n() - z.yu()) / spread;
        boolean speaks = z.n() >= SPEAKS_AFTER && 1 - z.lastY() >= SPEAKS_FROM;
        return speaks && fallen > 0 && down > 0 ? Math.max(z.uu() / fallen, 1 / down) : Double.NaN;
    }

    /** The charge falls faster than it did. */
    boolean turns() {
        return turning >= 2;
    }
}
