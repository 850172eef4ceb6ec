package dev.lastwatt.core.power;

import static dev.lastwatt.core.power.HealthPrior.POINTS;
import static dev.lastwatt.core.power.HealthPrior.SHARE;

/**
 * Bayes' rule over what the battery holds and how its gauge lies.
 *
 * <p>The ways to lie are those of the published catalogue of gauges. Each predicts runtime and charge as straight lines over what
 * was used, so that the sums of {@link GaugeEvidence} suffice for its likelihood at each capacity:
 *
 * <ul>
 *   <li>sees the battery: runtime and charge fall to nothing with it; the runtime has a scale of its own;
 *   <li>counts from a new battery: both fall as those of a new one would. Its capacity is what the lines show; the battery's is that
 *       times its health, of which only age, calibration and survival tell. Some notice in their last third, some never;
 *   <li>stuck: the runtime stays, the charge is right;
 *   <li>pessimistic: half the runtime, and a charge that drops at once and then keeps its proportion;
 *   <li>jumps about: only the charge counts, and little;
 *   <li>lies in another way: nothing counts but age, calibration and survival.
 * </ul>
 *
 * <p>A gauge that shows what a new battery would, on one that cannot be new, gives itself away by this; one that shows a
 * plausible aged figure is probably right.
 */
final class GaugeBelief {

    /** How a gauge may lie. */
    enum Kind {
        SEES,
        NEW_NOTICES,
        NEW_NEVER_NOTICES,
        STUCK,
        PESSIMISTIC,
        JUMPS,
        OTHER,
        /** The runtime has fallen from its line: what it says now is taken for true. */
        FELL
    }

    private static final Kind[] KINDS = Kind.values();

    /** Assumed shares of the kinds, in the order of {@link Kind}; that a figure has fallen shows by itself. */
    private static final double[] BEFOREHAND = {0.62, 0.11, 0.08, 0.06, 0.06, 0.03, 0.04, 0};

    /** Readings of one gauge are wrong together: they count for this share of what as many independent ones would. */
    private static final double INDEPENDENT = 0.5;

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

    /** No charge tells the capacity better than this, however often it is read. */
    private static final double CHARGE_FLOOR = 0.02;

    private static final double NOTICES_BELOW = 0.35;
    private static final double TURNED_NOISE = 0.03;
    private static final double FALLEN_NOISE = 0.15;
    private static final double BELIEVED_WHEN_FALLEN = 0.85;
    private static final double LEAST_OTHER = 0.005;

    /** Logarithms of weights below the greatest by more than this are nothing. */
    private static final double NEGLIGIBLE = -14;

    /** The probability of each point: the battery held that share of the reference when the discharge began. */
    final double[] held = new double[POINTS];

    /** The probability of each kind. */
    final double[] kinds = new double[KINDS.length];

    private final GaugeEvidence evidence;
    private final double unit;
    private final double used;

    private GaugeBelief(GaugeEvidence evidence, double unit) {
        this.evidence = evidence;
        this.unit = unit;
        this.used = evidence.used() / unit;
    }

    /**
     * The belief after this evidence.
     *
     * @param unit the reference: seconds that a share of 1 stands for
     */
    static GaugeBelief after(HealthPrior prior, HealthPrior.Capacity capacity, GaugeEvidence evidence, double unit) {
        GaugeBelief belief = new GaugeBelief(evidence, unit);
        belief.weigh(prior, capacity);
        belief.fell(capacity);
        return belief;
    }

    private void weigh(HealthPrior prior, HealthPrior.Capacity capacity) {
        int alive = firstAlive();
        double[] charge = new double[POINTS];
        double[] sees = new double[POINTS];
        double[] half = new double[POINTS];
        double chargeTempered = temperedCharge();
        double chargeNoise = CHARGE_NOISE + CHARGE_ROUNDING / evidence.startCharge();
        GaugeLine z = evidence.charge();
        GaugeLine y = evidence.runtime();
        double scale = y.n() > 0 ? Math.max(0.05, (y.y() + y.u()) / y.n() / unit) : 1;
        double runtimeNoise = Math.hypot(RUNTIME_NOISE * scale, 5 / unit);
        double oddOnes = ODD_COSTS * (y.odd() + z.odd());
        double most = Double.NEGATIVE_INFINITY;
        // No scale explains the runtimes better than without any noise.
        double runtimeBest = -INDEPENDENT * y.n() * Math.log(runtimeNoise / scale);
        double zSquares = -z.n() * Math.log(chargeNoise);
        double gone = evidence.turns() ? lastCharge(z) : 0;
        for (int i = alive; i < POINTS; i++) {
            double k = SHARE[i];
            charge[i] = chargeTempered * (zSquares - throughOne(z, k) / (2 * chargeNoise * chargeNoise));
            sees[i] = charge[i] + gone - oddOnes;
            if (sees[i] + runtimeBest > most + NEGLIGIBLE) {
                sees[i] += INDEPENDENT * scaled(y, k, 1, RUNTIME_SCALE, runtimeNoise, scale);
                most = Math.max(most, sees[i]);
            } else {
                sees[i] = Double.NEGATIVE_INFINITY;
            }
            half[i] = chargeTempered * sunk(z, k, chargeNoise) + gone - oddOnes;
            if (half[i] + runtimeBest > most + NEGLIGIBLE) {
                half[i] += INDEPENDENT * scaled(y, k, HALF, HALF_SCALE, runtimeNoise, scale);
                most = Math.max(most, half[i]);
            } else {
                half[i] = Double.NEGATIVE_INFINITY;
            }
        }
        double stuck = INDEPENDENT * still(evidence.flat(), runtimeNoise, scale) - oddOnes;
        double runtimes = y.n() + y.odd();
        double charges = evidence.allCharge().n();
        double jumpingRuntime = INDEPENDENT * runtimes * (-Math.log(JUMPING_RUNTIME) - 0.5);
        double other = jumpingRuntime + chargeTempered * charges * (-Math.log(0.4) - 0.5);
        double[] jumps = new double[POINTS];
        for (int i = alive; i < POINTS; i++) {
            double rss = throughOne(evidence.allCharge(), SHARE[i]);
            jumps[i] = jumpingRuntime
                    + chargeTempered
                            * (-charges * Math.log(JUMPING_CHARGE) - rss / (2 * JUMPING_CHARGE * JUMPING_CHARGE));
            most = Math.max(most, Math.max(jumps[i], charge[i] + gone + stuck));
        }
        most = Math.max(most, other);
        double[] now = capacity.now();
        double[] whenNew = new double[POINTS];
        for (int i = alive; i < POINTS; i++) {
            double right = weight(sees[i] - most);
            whenNew[i] = right * capacity.whenNew()[i];
            put(i, Kind.SEES, now[i] * right);
            put(i, Kind.STUCK, now[i] * weight(charge[i] + gone + stuck - most));
            put(i, Kind.PESSIMISTIC, now[i] * weight(half[i] - most));
            put(i, Kind.JUMPS, now[i] * weight(jumps[i] - most));
            put(i, Kind.OTHER, now[i] * weight(other - most));
        }
        if (capacity == prior.byAssumption && z.n() == 0) {
            // Nothing was said: the cautious figure stands as it is.
            normalize();
            return;
        }
        countsFromNew(prior, whenNew, alive, gone == 0 ? 0 : -gone);
        normalize();
        double missing = LEAST_OTHER - kinds[Kind.OTHER.ordinal()];
        if (missing > 0) {
            leaveRoom(now, alive, missing);
        }
    }

    /** A battery that feeds the load has more than was taken from it. */
    private int firstAlive() {
        int first = 0;
        while (first < POINTS - 1 && SHARE[first] <= used) {
            first++;
        }
        return first;
    }

    private static double weight(double logarithm) {
        return logarithm < NEGLIGIBLE ? 0 : Math.exp(logarithm);
    }

    private void put(int point, Kind kind, double likelihood) {
        double weight = BEFOREHAND[kind.ordinal()] * likelihood;
        held[point] += weight;
        kinds[kind.ordinal()] += weight;
    }

    /** The squares of what charge readings are off a line from 1 to nothing at that capacity. */
    private double throughOne(GaugeLine z, double capacity) {
        double per = 1 / (capacity * unit);
        double off = z.yy() - 2 * z.y() + z.n();
        return off + 2 * per * (z.yu() - z.u()) + per * per * z.uu();
    }

    /** Log-likelihood of charges that fell at once, and keep their proportion from there to nothing at that capacity. */
    private double sunk(GaugeLine z, double capacity, double noise) {
        if (z.n() == 0) {
            return 0;
        }
        double per = 1 / (capacity * unit);
        double squares = z.n() - 2 * per * z.u() + per * per * z.uu();
        double cross = z.y() - per * z.yu();
        return slope(z.n(), squares, cross, z.yy(), SUNK, SUNK_SCALE, noise) - z.n() * Math.log(noise);
    }

    /** Log-likelihood of runtimes that fall to nothing at that capacity, by a scale that is about known. */
    private double scaled(GaugeLine y, double capacity, double scale, double spread, double noise, double level) {
        if (y.n() == 0) {
            return 0;
        }
        double u = y.u() / unit;
        double squares = capacity * capacity * y.n() - 2 * capacity * u + y.uu() / (unit * unit);
        double cross = (capacity * y.y() - y.yu() / unit) / unit;
        return slope(y.n(), squares, cross, y.yy() / (unit * unit), scale, spread, noise)
                - y.n() * Math.log(noise / level);
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
    private double still(GaugeLine y, double noise, double level) {
        return y.n() == 0
                ? 0
                : slope(y.n(), y.n(), y.y() / unit, y.yy() / (unit * unit), level, STUCK_SCALE * level, noise)
                        - y.n() * Math.log(noise / level);
    }

    /** How much of their weight the charges get: readings are many, but the straightness of a charge has its limits. */
    private double temperedCharge() {
        GaugeLine z = evidence.charge();
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
    private double lastCharge(GaugeLine z) {
        double off = Math.min(5, (z.at(evidence.used()) - evidence.turnedTo()) / TURNED_NOISE);
        return -0.5 * off * off;
    }

    /**
     * A gauge that counts from a new battery: what its lines show is the capacity of a new one.
     *
     * @param whenNew how well each capacity of a new battery explains the lines
     * @param turned what speaks for one that has begun to notice
     */
    private void countsFromNew(HealthPrior prior, double[] whenNew, int alive, double turned) {
        double sum = 0;
        double middle = 0;
        double greatest = 0;
        for (int i = alive; i < POINTS; i++) {
            sum += whenNew[i];
            middle += whenNew[i] * SHARE[i];
            greatest = Math.max(greatest, whenNew[i]);
        }
        if (sum == 0) {
            return;
        }
        double asNew = middle / sum;
        double[] health = prior.health;
        double[] out = new double[POINTS];
        for (int i = alive; i < POINTS; i++) {
            if (whenNew[i] > 1e-3 * greatest) {
                int shift = i - HealthPrior.ONE;
                int from = Math.max(alive, shift + prior.first);
                int to = Math.min(POINTS, shift + prior.end);
                for (int k = from; k < to; k++) {
                    out[k] += whenNew[i] * health[k - shift];
                }
            }
        }
        double showsNew = 1 - used / asNew;
        double shown = evidence.allCharge().n() > 0 ? evidence.turnedTo() : Double.NaN;
        for (int k = alive; k < POINTS; k++) {
            put(k, Kind.NEW_NEVER_NOTICES, out[k]);
            double left = 1 - used / SHARE[k];
            double factor = 1;
            if (turned > 0 || (left < NOTICES_BELOW && shown >= 0)) {
                double share = Math.min(1, left / NOTICES_BELOW);
                double off = (shown - (share * showsNew + (1 - share) * left)) / TURNED_NOISE;
                factor = Math.exp(Math.min(12, turned) - 0.5 * Math.min(40, off * off));
            }
            put(k, Kind.NEW_NOTICES, out[k] * factor);
        }
    }

    private void normalize() {
        double sum = 0;
        for (double kind : kinds) {
            sum += kind;
        }
        scale(sum > 0 ? 1 / sum : 0);
        if (!(sum > 0)) {
            held[POINTS - 1] = 1;
        }
    }

    private void scale(double factor) {
        for (int i = 0; i < POINTS; i++) {
            held[i] *= factor;
        }
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] *= factor;
        }
    }

    /** However well the gauge fits: it may lie in a way that nobody has thought of. */
    private void leaveRoom(double[] now, int alive, double missing) {
        double sum = 0;
        for (int i = alive; i < POINTS; i++) {
            sum += now[i];
        }
        if (sum > 0) {
            scale(1 - missing);
            for (int i = alive; i < POINTS; i++) {
                held[i] += missing * now[i] / sum;
            }
            kinds[Kind.OTHER.ordinal()] += missing;
        }
    }

    /** A figure that has fallen from its line is believed, for the most part. */
    private void fell(HealthPrior.Capacity capacity) {
        GaugeLine y = evidence.runtime();
        GaugeLine z = evidence.charge();
        double left = Double.POSITIVE_INFINITY;
        double noise = FALLEN_NOISE;
        if (y.fell()) {
            left = Math.max(0, y.oddY() - (evidence.used() - y.oddU())) / unit;
        }
        if (z.fell()) {
            double byCharge = z.oddY() * middle(capacity.now());
            if (byCharge < left) {
                left = byCharge;
                noise = 2 * FALLEN_NOISE;
            }
        }
        if (left == Double.POSITIVE_INFINITY) {
            return;
        }
        scale(1 - BELIEVED_WHEN_FALLEN);
        kinds[Kind.FELL.ordinal()] = BELIEVED_WHEN_FALLEN;
        double sum = 0;
        double[] weight = new double[POINTS];
        int alive = firstAlive();
        for (int i = alive; i < POINTS; i++) {
            double width = SHARE[i] * HealthPrior.STEP;
            double off = (SHARE[i] - used - left) / (noise * left + width);
            weight[i] = width * Math.exp(-0.5 * off * off);
            sum += weight[i];
        }
        for (int i = alive; i < POINTS && sum > 0; i++) {
            held[i] += BELIEVED_WHEN_FALLEN * weight[i] / sum;
        }
        if (!(sum > 0)) {
            held[alive] += BELIEVED_WHEN_FALLEN;
        }
    }

    private static double middle(double[] distribution) {
        double sum = 0;
        for (int i = 0; i < POINTS; i++) {
            sum += distribution[i] * SHARE[i];
        }
        return sum;
    }
}
