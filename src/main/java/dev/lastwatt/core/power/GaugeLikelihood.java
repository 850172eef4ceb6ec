package dev.lastwatt.core.power;

/**
 * How well each way to lie, or not to, explains what a gauge has shown: logarithms of likelihoods, up to a constant that all have in
 * common. Capacities are shares of the reference.
 */
final class GaugeLikelihood {

    /** Readings of one gauge are wrong together: they count for this share of what as many independent ones would. */
    private static final double INDEPENDENT = 0.5;

    /** No charge tells the capacity better than this, however often it is read. */
    private static final double CHARGE_FLOOR = 0.02;

    private static final double RUNTIME_NOISE = 0.05;
    private static final double RUNTIME_SCALE = 0.12;
    private static final double HALF = 0.5;
    private static final double HALF_SCALE = 0.12;
    private static final double STUCK_SCALE = 0.6;
    private static final double CHARGE_NOISE = 0.012;
    private static final double CHARGE_ROUNDING = 0.003;
    private static final double SUNK = 0.6;
    private static final double SUNK_SCALE = 0.12;
    private static final double JUMPING_CHARGE = 0.1;
    private static final double JUMPING_RUNTIME = 0.5;
    private static final double ODD_COSTS = 3;
    static final double TURNED_NOISE = 0.03;

    private static final double LOG_JUMPING = Math.log(JUMPING_CHARGE);

    private final GaugeEvidence evidence;
    private final double unit;
    private final GaugeLine z;
    private final GaugeLine y;
    private final double tempered;
    private final double chargeNoise;
    private final double level;
    private final double runtimeNoise;
    private final double oddOnes;
    private final double chargeBest;
    private final double turned;
    private final double stuckRuntime;
    private final double jumpingRuntime;

    /**
     * Of what was seen.
     *
     * @param unit the reference: seconds that a share of 1 stands for
     */
    GaugeLikelihood(GaugeEvidence evidence, double unit) {
        this.evidence = evidence;
        this.unit = unit;
        this.z = evidence.charge();
        this.y = evidence.runtime();
        this.tempered = temperedCharge();
        this.chargeNoise = CHARGE_NOISE + CHARGE_ROUNDING / evidence.startCharge();
        this.level = y.n() > 0 ? Math.max(0.05, (y.y() + y.u()) / y.n() / unit) : 1;
        this.runtimeNoise = Math.hypot(RUNTIME_NOISE * level, 5 / unit);
        this.oddOnes = ODD_COSTS * (y.odd() + z.odd());
        this.chargeBest = -z.n() * Math.log(chargeNoise);
        this.turned = evidence.turns() ? lastCharge() : 0;
        this.stuckRuntime = INDEPENDENT * still(evidence.flat()) - oddOnes;
        this.jumpingRuntime = INDEPENDENT * (y.n() + y.odd()) * (-Math.log(JUMPING_RUNTIME) - 0.5);
    }

    /** What speaks against a gauge that never notices anything, now that its charge leaves its line; 0 or less. */
    double turned() {
        return turned;
    }

    /** The most that runtimes can say for a capacity: nothing explains them better than without any noise. */
    double runtimeBest() {
        return -INDEPENDENT * y.n() * Math.log(runtimeNoise / level);
    }

    /** Of the charges of a gauge that sees the battery. */
    double charge(double capacity) {
        return tempered * (chargeBest - throughOne(z, capacity) / (2 * chargeNoise * chargeNoise));
    }

    /** Of the rest of it, without its runtimes, given that of its charges. */
    double seesButRuntime(double charge) {
        return charge + turned - oddOnes;
    }

    /** Of the runtimes of a gauge that sees the battery. */
    double runtime(double capacity) {
        return INDEPENDENT * scaled(capacity, 1, RUNTIME_SCALE);
    }

    /** Of a pessimistic gauge, without its runtimes. */
    double sunkButRuntime(double capacity) {
        return tempered * sunk(capacity) + turned - oddOnes;
    }

    /** Of the runtimes of a pessimistic gauge. */
    double halfRuntime(double capacity) {
        return INDEPENDENT * scaled(capacity, HALF, HALF_SCALE);
    }

    /** Of a stuck gauge, given that of its charges. */
    double stuck(double charge) {
        return charge + turned + stuckRuntime;
    }

    /** Of a gauge that jumps about. */
    double jumps(double capacity) {
        double rss = throughOne(evidence.allCharge(), capacity);
        double charges = evidence.allCharge().n();
        return jumpingRuntime + tempered * (-charges * LOG_JUMPING - rss / (2 * JUMPING_CHARGE * JUMPING_CHARGE));
    }

    /** Of a gauge of which nothing counts. */
    double other() {
        return jumpingRuntime + tempered * evidence.allCharge().n() * (-Math.log(0.4) - 0.5);
    }

    /** The squares of what charge readings are off a line from 1 to nothing at that capacity. */
    private double throughOne(GaugeLine z, double capacity) {
        double per = 1 / (capacity * unit);
        double off = z.yy() - 2 * z.y() + z.n();
        return off + 2 * per * (z.yu() - z.u()) + per * per * z.uu();
    }

    /** Log-likelihood of charges that fell at once, and keep their proportion from there to nothing at that capacity. */
    private double sunk(double capacity) {
        if (z.n() == 0) {
            return 0;
        }
        double per = 1 / (capacity * unit);
        double squares = z.n() - 2 * per * z.u() + per * per * z.uu();
        double cross = z.y() - per * z.yu();
        return slope(z.n(), squares, cross, z.yy(), SUNK, SUNK_SCALE, chargeNoise) + chargeBest;
    }

    /** Log-likelihood of runtimes that fall to nothing at that capacity, by a scale that is about known. */
    private double scaled(double capacity, double scale, double spread) {
        if (y.n() == 0) {
            return 0;
        }
        double u = y.u() / unit;
        double squares = capacity * capacity * y.n() - 2 * capacity * u + y.uu() / (unit * unit);
        double cross = (capacity * y.y() - y.yu() / unit) / unit;
        return slope(y.n(), squares, cross, y.yy() / (unit * unit), scale, spread, runtimeNoise)
                - y.n() * Math.log(runtimeNoise / level);
    }

    /** The factor before a line integrated out: normal beforehand, as is the noise. */
    private static double slope(
            double n, double squares, double cross, double yy, double middle, double spread, double noise) {
        double precision = 1 / (noise * noise);
        double before = 1 / (spread * spread);
        double a = squares * precision + before;
        double b = cross * precision + middle * before;
        return -0.5 * (yy * precision + middle * middle * before - b * b / a) - 0.5 * Math.log(a / before);
    }

    /** Log-likelihood of runtimes that stay what they are. */
    private double still(GaugeLine flat) {
        return flat.n() == 0
                ? 0
                : slope(
                                flat.n(),
                                flat.n(),
                                flat.y() / unit,
                                flat.yy() / (unit * unit),
                                level,
                                STUCK_SCALE * level,
                                runtimeNoise)
                        - flat.n() * Math.log(runtimeNoise / level);
    }

    /** How much of their weight the charges get: readings are many, but the straightness of a charge has its limits. */
    private double temperedCharge() {
        double fallen = z.u() - z.yu();
        if (!(fallen > 0)) {
            return INDEPENDENT;
        }
        double noise = CHARGE_NOISE + CHARGE_ROUNDING / evidence.startCharge();
        double error = noise * Math.sqrt(z.uu() / INDEPENDENT) / fallen;
        double share = error / CHARGE_FLOOR;
        return share >= 1 ? INDEPENDENT : INDEPENDENT * share * share;
    }

    /** What speaks against a gauge that never notices anything, now that its charge leaves its line. */
    private double lastCharge() {
        double off = Math.min(5, (z.at(evidence.used()) - evidence.turnedTo()) / TURNED_NOISE);
        return -0.5 * off * off;
    }
}
