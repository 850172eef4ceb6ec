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

    private static final double NOTICES_BELOW = 0.35;
    private static final double FALLEN_NOISE = 0.15;
    private static final double BELIEVED_WHEN_FALLEN = 0.85;

    /**
     * Of what has fallen, the charge, where the runtime says otherwise: a gauge that finds its charge wrong sets it to next to nothing, and
     * counts the runtime anew.
     */
    private static final double CHARGE_BELIEVED = 0.2;

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
        GaugeLikelihood likelihood = new GaugeLikelihood(evidence, unit);
        double[] charge = new double[POINTS];
        double[] sees = new double[POINTS];
        double[] half = new double[POINTS];
        double[] jumps = new double[POINTS];
        double runtimeBest = likelihood.runtimeBest();
        double other = likelihood.other();
        double most = other;
        for (int i = alive; i < POINTS; i++) {
            double k = SHARE[i];
            charge[i] = likelihood.charge(k);
            // The dear part is left out where it cannot make the point count any more.
            sees[i] = likelihood.seesButRuntime(charge[i]);
            sees[i] = sees[i] + runtimeBest > most + NEGLIGIBLE
                    ? sees[i] + likelihood.runtime(k)
                    : Double.NEGATIVE_INFINITY;
            half[i] = likelihood.sunkButRuntime(k);
            half[i] = half[i] + runtimeBest > most + NEGLIGIBLE
                    ? half[i] + likelihood.halfRuntime(k)
                    : Double.NEGATIVE_INFINITY;
            jumps[i] = likelihood.jumps(k);
            most = Math.max(
                    Math.max(most, Math.max(sees[i], half[i])), Math.max(jumps[i], likelihood.stuck(charge[i])));
        }
        double[] now = capacity.now();
        double[] whenNew = new double[POINTS];
        for (int i = alive; i < POINTS; i++) {
            double right = weight(sees[i] - most);
            whenNew[i] = right * capacity.whenNew()[i];
            put(i, Kind.SEES, now[i] * right);
            put(i, Kind.STUCK, now[i] * weight(likelihood.stuck(charge[i]) - most));
            put(i, Kind.PESSIMISTIC, now[i] * weight(half[i] - most));
            put(i, Kind.JUMPS, now[i] * weight(jumps[i] - most));
            put(i, Kind.OTHER, now[i] * weight(other - most));
        }
        if (capacity == prior.byAssumption && evidence.charge().n() == 0) {
            // Nothing was said: the cautious figure stands as it is.
            normalize();
            return;
        }
        countsFromNew(prior, whenNew, alive, -likelihood.turned());
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
                double off = (shown - (share * showsNew + (1 - share) * left)) / GaugeLikelihood.TURNED_NOISE;
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

    /**
     * A figure that has fallen from its line is believed, for the most part. Where both have, and the charge leaves less than the
     * runtime does, either may be right, more probably the runtime: what a charge amounts to in seconds rests on a capacity that has just
     * proved wrong. The lower bound then follows the charge until the battery has outlasted it, the middle the runtime.
     */
    private void fell(HealthPrior.Capacity capacity) {
        GaugeLine y = evidence.runtime();
        GaugeLine z = evidence.charge();
        if (!y.fell() && !z.fell()) {
            return;
        }
        double said = y.fell() ? y.oddY() - (evidence.used() - y.oddU()) : y.lastY() - (evidence.used() - y.lastU());
        double byRuntime = Math.max(0, said) / unit;
        double byCharge = z.oddY() * middle(capacity.now());
        boolean charge = z.fell() && (y.n() == 0 || byCharge < byRuntime);
        double ofCharge = charge ? BELIEVED_WHEN_FALLEN * CHARGE_BELIEVED : 0;
        double ofRuntime = y.n() > 0 ? BELIEVED_WHEN_FALLEN - ofCharge : 0;
        scale(1 - ofCharge - ofRuntime);
        kinds[Kind.FELL.ordinal()] = ofCharge + ofRuntime;
        if (ofRuntime > 0) {
            believe(byRuntime, FALLEN_NOISE, ofRuntime);
        }
        if (charge) {
            believe(byCharge, 2 * FALLEN_NOISE, ofCharge);
        }
    }

    /** Puts that much probability around so much left. */
    private void believe(double left, double noise, double mass) {
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
            held[i] += mass * weight[i] / sum;
        }
        if (!(sum > 0)) {
            held[alive] += mass;
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
