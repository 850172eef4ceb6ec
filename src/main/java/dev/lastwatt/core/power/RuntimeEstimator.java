package dev.lastwatt.core.power;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long the battery lasts, from what its device says, what is known of it, and what this discharge has shown so far
 * ({@link GaugeBelief}). Immutable: each reading gives the next estimator.
 *
 * <p>Energy is used up with the 1.12th power of the load, the flattest exponent found in manufacturers' runtime tables, so that the
 * credit for a falling load is on the cautious side.
 */
public final class RuntimeEstimator {

    /** What a UPS that says "low battery" is taken to have left at least: the threshold most units are shipped with. */
    private static final double LEFT_AT_LOW = 120;

    private final Battery battery;
    private final double confidence;
    private final HealthPrior prior;
    private final Instant priorAt;

    /** The discharge under way; on the mains the one that would begin now. */
    private final Discharge discharge;

    private final boolean onBattery;
    private final @Nullable Reading last;

    /** The low battery flag stands and counts. */
    private final boolean low;

    private RuntimeEstimator(
            Battery battery,
            double confidence,
            HealthPrior prior,
            Instant priorAt,
            Discharge discharge,
            boolean onBattery,
            @Nullable Reading last,
            boolean low) {
        this.battery = battery;
        this.confidence = confidence;
        this.prior = prior;
        this.priorAt = priorAt;
        this.discharge = discharge;
        this.onBattery = onBattery;
        this.last = last;
        this.low = low;
    }

    /**
     * An estimator that has not seen anything.
     *
     * @param confidence of the lower bound, above 0.5 and below 1
     */
    public static RuntimeEstimator begin(Battery battery, double confidence, Instant now) {
        HealthPrior prior = HealthPrior.of(battery, now);
        Discharge none = Discharge.begun(battery, prior, null, null, now, 0);
        return new RuntimeEstimator(battery, confidence, prior, now, none, false, null, false);
    }

    /**
     * An estimator that goes on after a restart of the service in the middle of an outage: what was used since the failure of the mains
     * is counted by the clock.
     *
     * @param failedAt when the mains failed
     */
    public static RuntimeEstimator resume(Battery battery, double confidence, Instant failedAt) {
        HealthPrior prior = HealthPrior.of(battery, failedAt);
        Discharge begun = Discharge.begun(battery, prior, null, null, failedAt, 0);
        return new RuntimeEstimator(battery, confidence, prior, failedAt, begun, true, null, false);
    }

    /** The estimator of the same readings where something else is known of the battery. */
    public RuntimeEstimator with(Battery known, double wanted, Instant now) {
        RuntimeEstimator begun = onBattery ? resume(known, wanted, now) : begin(known, wanted, now);
        Reading reading = last;
        return reading == null ? begun : begun.read(reading, onBattery, reading.takenAt(), low);
    }

    /**
     * The estimator after this reading; {@code power} is what the reading amounted to. A self-test is no outage, but the battery feeds
     * the load all the same.
     */
    public RuntimeEstimator next(Reading reading, PowerState power) {
        Instant failedAt = power.isOnLine() ? null : power.onBatterySince().orElse(null);
        if (failedAt == null && reading.has(StatusFlag.OB) && !reading.has(StatusFlag.OL)) {
            failedAt = onBattery ? discharge.begun() : reading.takenAt();
        }
        return read(
                reading,
                failedAt != null,
                failedAt == null ? reading.takenAt() : failedAt,
                power instanceof PowerState.LowBattery);
    }

    private RuntimeEstimator read(Reading reading, boolean battery, Instant failedAt, boolean lowCounts) {
        Discharge next;
        HealthPrior now = prior;
        Instant nowAt = priorAt;
        if (battery && onBattery) {
            next = discharge.isUnread()
                    ? Discharge.resumed(this.battery, prior, reading, discharge.begun())
                    : discharge.next(reading);
        } else {
            if (Duration.between(priorAt, reading.takenAt()).toDays() >= 1) {
                now = HealthPrior.of(this.battery, reading.takenAt());
                nowAt = reading.takenAt();
            }
            Reading before = battery ? last : null;
            double ago = battery ? Math.max(0, millis(failedAt, reading.takenAt()) / 1000.0) : 0;
            next = Discharge.begun(this.battery, now, reading, before, reading.takenAt(), ago);
        }
        return new RuntimeEstimator(this.battery, confidence, now, nowAt, next, battery, reading, lowCounts);
    }

    /** The estimate at this time, the latest reading aged by what has passed since. */
    public RemainingRuntime estimate(Instant now) {
        Reading reading = last;
        double since = onBattery ? Math.max(0, millis(discharge.at(), now) / 1000.0) : 0;
        double pace = discharge.pace();
        double gone = discharge.used() + since * pace;
        double lower = discharge.amount(1 - confidence);
        double likely = Math.max(lower, discharge.amount(0.5));
        if (low) {
            lower = Math.min(lower, discharge.used() + LEFT_AT_LOW * pace);
        }
        boolean contact = since <= PowerWatch.CONTACT_LOST_AFTER.toSeconds();
        Duration reported = reading == null ? null : reading.runtime();
        Discharge of = discharge;
        boolean flagged = low;
        double left = Math.max(0, lower - gone) / pace;
        return RemainingRuntime.of(
                discharge.amounts(),
                discharge.survival(),
                gone,
                pace,
                lower,
                likely,
                reported,
                confidence,
                () -> RuntimeReason.of(battery, of, now, reported, left, confidence, flagged, contact ? 0 : since));
    }

    /** Whether a discharge is under way. */
    public boolean isOnBattery() {
        return onBattery;
    }

    /** When the discharge under way began, as far as it was seen. */
    public Instant discharging() {
        return discharge.begun();
    }

    /** What this discharge has shown of the battery, null where it was too short, or the gauge too doubtful, to tell. */
    public Battery.@Nullable Calibration shown(Instant at) {
        return onBattery ? discharge.shown(at) : null;
    }

    /** What is believed of the battery before this discharge: by its age, and by what is on file. */
    public BatteryHealth health() {
        return new BatteryHealth(prior.quantile(1 - confidence), prior.quantile(0.5));
    }

    /** How long a new battery lasts at the load of reference, by its table; null without one. */
    public @Nullable Duration whenNew() {
        return discharge.hasTable() ? Duration.ofMillis(Math.round(1000 * discharge.unit())) : null;
    }

    /** Whether the estimate rests on nothing but a cautious assumption: nobody ever said how long the battery lasts. */
    public boolean isAssumed() {
        return discharge.isAssumed();
    }

    /** How much was taken from the battery, as a share of what a new one holds. */
    public double usedShare() {
        return discharge.usedShare();
    }

    private static long millis(Instant from, Instant to) {
        return Duration.between(from, to).toMillis();
    }
}
