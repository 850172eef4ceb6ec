package dev.lastwatt.core.power;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A discharge as far as it has come. Amounts are seconds at the load of reference, that of its first reading. Immutable.
 */
final class Discharge {

    /** A reading stands for the time since the one before, up to this. Seconds. */
    private static final double FULL_WEIGHT = 5;

    /** Readings of the load are smoothed, but a change by more than this share is one of the load. */
    private static final double LOAD_JUMP = 0.06;

    private static final double LOAD_SMOOTHING = 0.25;

    /** A discharge of less than this share of a new battery tells nothing of it, nor does one that leaves more doubt than the other. */
    private static final double TELLS_FROM = 0.15;

    private static final double TELLS_TO = 0.15;

    /** No discharge tells the next one better: temperature and load differ. */
    private static final double SUREST = 0.05;

    /** One in twenty lies below the middle less this many standard deviations. */
    private static final double ONE_IN_TWENTY = 1.645;

    /** A charge that is lower by more than this as soon as the battery feeds the load was never there. */
    private static final double COLLAPSE = 0.3;

    /**
     * A device that says more than twenty times as much as its charge allows for speaks of something else, such as another load or minutes:
     * no share of what it says is small enough to be believed.
     */
    private static final double BEYOND_BELIEF = 0.05;

    /** So much of a figure that has fallen is counted on for the lower bound. */
    private static final double FALLEN_SHARE = 0.8;

    private final Battery battery;
    private final HealthPrior prior;
    private final HealthPrior.Capacity capacity;
    private final Instant begun;
    private final Instant at;
    private final double loadAtStart;
    private final double load;
    private final double pace;
    private final double used;
    /** What the device, the table or the administrator said that it holds. */
    private final double told;
    /** The reference: that, or by the charge where it is beyond belief. */
    private final double unit;

    private final boolean unread;
    private final GaugeEvidence evidence;
    private final GaugeBelief belief;
    private final double[] amounts;
    private final double[] survival;

    private Discharge(
            Battery battery,
            HealthPrior prior,
            HealthPrior.Capacity capacity,
            Instant begun,
            Instant at,
            double loadAtStart,
            double load,
            double pace,
            double used,
            double told,
            double unit,
            boolean unread,
            GaugeEvidence evidence,
            double @Nullable [] amounts) {
        this.battery = battery;
        this.prior = prior;
        this.capacity = capacity;
        this.begun = begun;
        this.at = at;
        this.loadAtStart = loadAtStart;
        this.load = load;
        this.pace = pace;
        this.used = used;
        this.told = told;
        this.unit = unit;
        this.unread = unread;
        this.evidence = evidence;
        this.belief = GaugeBelief.after(prior, capacity, evidence, unit);
        this.amounts = amounts == null ? edges(unit) : amounts;
        this.survival = survival(belief.held);
    }

    /**
     * A discharge at its first reading.
     *
     * @param reading null where there is none yet
     * @param before the latest reading on the mains: for what the first one on battery does not say
     * @param at when that is
     * @param ago how long the battery has fed the load by then, seconds
     */
    static Discharge begun(
            Battery battery,
            HealthPrior prior,
            @Nullable Reading reading,
            @Nullable Reading before,
            Instant at,
            double ago) {
        Double charge = first(charge(before), charge(reading));
        Double onBattery = charge(reading);
        if (charge != null && onBattery != null && onBattery < charge - COLLAPSE) {
            charge = onBattery;
        }
        return open(battery, prior, reading, runtime(reading) > 0 ? null : before, at, ago, charge);
    }

    /** A discharge of which the first reading was long after its beginning: what the charge was then is not known, and taken as full. */
    static Discharge resumed(Battery battery, HealthPrior prior, Reading reading, Instant begun) {
        double ago = Math.max(0, Duration.between(begun, reading.takenAt()).toMillis() / 1000.0);
        return open(battery, prior, reading, null, reading.takenAt(), ago, charge(reading) == null ? null : 1.0);
    }

    private static Discharge open(
            Battery battery,
            HealthPrior prior,
            @Nullable Reading reading,
            @Nullable Reading before,
            Instant at,
            double ago,
            @Nullable Double startCharge) {
        double load = load(reading);
        double table =
                battery.whenNew() == null ? Double.NaN : battery.whenNew().seconds(reading);
        double runtime = runtime(reading);
        double atFailure = runtime(before);
        double start = startCharge == null ? 1 : Math.max(0.02, startCharge);
        HealthPrior.Capacity capacity;
        double unit;
        boolean anyRuntime = runtime > 0 || atFailure > 0;
        // How full the battery is only its charge tells: without it the table of a full one says less than the device.
        if (table > 0 && (startCharge != null || !anyRuntime)) {
            capacity = prior.byTable;
            unit = table * start;
        } else if (anyRuntime) {
            capacity = prior.byDevice;
            unit = runtime > 0 ? runtime + ago : atFailure;
        } else {
            capacity = prior.byAssumption;
            unit = Math.max(1, battery.assumed().toMillis() / 1000.0) * HealthPrior.ASSUMED_TO_MIDDLE;
        }
        GaugeEvidence evidence = GaugeEvidence.none(start);
        if (atFailure > 0) {
            evidence = evidence.next(0, 1, atFailure, Double.NaN, 1, unit);
        }
        if (reading != null) {
            evidence = evidence.next(ago, 1, runtime, share(reading, start), 1, unit);
        }
        return new Discharge(
                battery, prior, capacity, at, at, load, load, 1, ago, unit, unit, reading == null, evidence, null);
    }

    /** The discharge after this reading. */
    Discharge next(Reading reading) {
        double seconds = Math.max(0, Duration.between(at, reading.takenAt()).toMillis() / 1000.0);
        double usedNow = used + seconds * pace;
        double given = load(reading);
        double loadNow = !(given > 0)
                ? load
                : Math.abs(given - load) > LOAD_JUMP * load ? given : load + LOAD_SMOOTHING * (given - load);
        double reference = loadAtStart > 0 ? loadAtStart : loadNow;
        double paceNow = reference > 0 && loadNow > 0 ? Math.max(1e-3, LoadProfile.rate(loadNow / reference)) : 1;
        double weight = Math.min(1, seconds / FULL_WEIGHT);
        GaugeEvidence next =
                evidence.next(usedNow, paceNow, runtime(reading), share(reading, evidence.startCharge()), weight, unit);
        double toldNow = told;
        HealthPrior.Capacity capacityNow = capacity;
        if (capacity != prior.byTable
                && next.runtime().begunAnew() > evidence.runtime().begunAnew()) {
            // What the device said first stood for a table, and was wrong.
            toldNow = next.runtime().y() / next.runtime().n() + usedNow;
            capacityNow = prior.byDevice;
        }
        double byCharge = next.heldByCharge();
        double unitNow = capacityNow == prior.byDevice && byCharge < BEYOND_BELIEF * toldNow ? byCharge : toldNow;
        return new Discharge(
                battery,
                prior,
                capacityNow,
                begun,
                reading.takenAt(),
                reference,
                loadNow,
                paceNow,
                usedNow,
                toldNow,
                unitNow,
                false,
                next,
                unitNow == unit ? amounts : null);
    }

    Instant begun() {
        return begun;
    }

    Instant at() {
        return at;
    }

    /** Nothing was read yet. */
    boolean isUnread() {
        return unread;
    }

    double used() {
        return used;
    }

    double pace() {
        return pace;
    }

    GaugeBelief belief() {
        return belief;
    }

    GaugeEvidence evidence() {
        return evidence;
    }

    /** Whether a table says what a new battery holds. */
    boolean hasTable() {
        return capacity == prior.byTable;
    }

    /** Whether nothing said what the battery holds: no table and no runtime of the device, ever. */
    boolean isAssumed() {
        return capacity == prior.byAssumption && battery.calibration() == null;
    }

    /** Borders of the points. */
    double[] amounts() {
        return amounts;
    }

    /** Of each border: the probability that the battery held more. */
    double[] survival() {
        return survival;
    }

    /** The amount below which the battery held that share of probability. */
    double amount(double share) {
        double wanted = 1 - share;
        int i = 1;
        while (i < survival.length - 1 && survival[i] > wanted) {
            i++;
        }
        double mass = survival[i - 1] - survival[i];
        double part = mass > 0 ? Math.min(1, (survival[i - 1] - wanted) / mass) : 1;
        double amount = amounts[i - 1] + part * (amounts[i] - amounts[i - 1]);
        GaugeLine runtime = evidence.runtime();
        if (runtime.fell()) {
            // Where little is left of much the points lie too far apart.
            double left = Math.max(0, runtime.oddY() - (used - runtime.oddU()));
            return Math.min(amount, used + left * (share < 0.5 ? FALLEN_SHARE : 1));
        }
        return Math.max(used, amount);
    }

    double unit() {
        return unit;
    }

    double usedShare() {
        return used / unit;
    }

    /** A calibration by this discharge. */
    Battery.@Nullable Calibration shown(Instant when) {
        if (!hasTable() || usedShare() < TELLS_FROM) {
            return null;
        }
        double middle = amount(0.5);
        // A gauge that may count from new leaves a tail of worse batteries behind, which must not be forgotten.
        double tail = Math.log(middle / Math.max(1e-3, amount(0.05))) / ONE_IN_TWENTY;
        double spread = Math.max(SUREST, Math.max(tail, Math.log(amount(0.84) / amount(0.16)) / 2));
        return spread > TELLS_TO || !(middle > 0)
                ? null
                : new Battery.Calibration(when, Math.min(2, middle / unit), spread);
    }

    private static double[] edges(double unit) {
        double[] edges = new double[HealthPrior.POINTS + 1];
        double half = Math.exp(-HealthPrior.STEP / 2);
        for (int i = 0; i < HealthPrior.POINTS; i++) {
            edges[i] = unit * HealthPrior.SHARE[i] * half;
        }
        edges[HealthPrior.POINTS] = unit * HealthPrior.SHARE[HealthPrior.POINTS - 1] / half;
        return edges;
    }

    private static double[] survival(double[] held) {
        double[] out = new double[held.length + 1];
        for (int i = held.length - 1; i >= 0; i--) {
            out[i] = Math.min(1, out[i + 1] + held[i]);
        }
        return out;
    }

    private static double runtime(@Nullable Reading reading) {
        Duration runtime = reading == null ? null : reading.runtime();
        return runtime == null ? Double.NaN : runtime.toMillis() / 1000.0;
    }

    private static @Nullable Double charge(@Nullable Reading reading) {
        Double percent = reading == null ? null : reading.chargePercent();
        return percent == null ? null : Double.valueOf(percent / 100);
    }

    private static @Nullable Double first(@Nullable Double one, @Nullable Double other) {
        return one != null ? one : other;
    }

    private static double share(Reading reading, double startCharge) {
        Double charge = charge(reading);
        return charge == null ? Double.NaN : Math.min(1.05, charge / startCharge);
    }

    private static double load(@Nullable Reading reading) {
        if (reading == null) {
            return 0;
        }
        if (reading.loadWatts() != null) {
            return reading.loadWatts();
        }
        return reading.loadPercent() != null ? reading.loadPercent() : 0;
    }
}
