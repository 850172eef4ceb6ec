package dev.lastwatt.core.power;

import dev.lastwatt.core.power.GaugeBelief.Kind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A lower bound of the runtime, explained in a sentence. Made only when somebody reads it. */
final class RuntimeReason {

    /** From then on a way to lie is worth a word. */
    private static final double SUSPECTED = 0.05;

    private static final double SURE = 0.5;

    private RuntimeReason() {}

    static String of(
            Battery battery,
            Discharge discharge,
            Instant now,
            @Nullable Duration reported,
            double lower,
            double confidence,
            boolean low,
            double silent) {
        StringBuilder out = new StringBuilder();
        out.append(reported == null ? "the device gives no runtime" : "the device says " + words(reported.toSeconds()));
        out.append("; ").append(words(Math.round(lower))).append(" at ").append(percent(confidence));
        out.append(" %, because ").append(low ? "the device says that its battery is low" : gauge(discharge));
        out.append(battery(battery, now));
        RuntimeTable table = battery.whenNew();
        if (discharge.hasTable() && table != null && !table.origin().isEmpty()) {
            out.append(", by ").append(table.origin());
        }
        if (silent > 0) {
            out.append("; no reading for ").append(words(Math.round(silent)));
        }
        return out.toString();
    }

    private static String gauge(Discharge discharge) {
        double[] kinds = discharge.belief().kinds;
        if (kinds[Kind.FELL.ordinal()] > SURE) {
            return "its figures have fallen all at once";
        }
        if (discharge.evidence().turns()) {
            return "its charge falls faster than before";
        }
        if (kinds[Kind.STUCK.ordinal()] > SURE) {
            return "its runtime does not fall as time passes";
        }
        if (kinds[Kind.PESSIMISTIC.ordinal()] > SURE) {
            return "its runtime is too short for what was used";
        }
        if (kinds[Kind.JUMPS.ordinal()] > SURE) {
            return "its figures jump about";
        }
        if (kinds[Kind.OTHER.ordinal()] > SURE) {
            return "its figures make no sense";
        }
        double asNew = kinds[Kind.NEW_NOTICES.ordinal()] + kinds[Kind.NEW_NEVER_NOTICES.ordinal()];
        return asNew > SUSPECTED ? "it may count from a new battery" : "its figures agree with what was used";
    }

    private static String battery(Battery battery, Instant now) {
        Double years = battery.years(now);
        String age = years == null
                ? ", the battery's age is not known"
                : ", the battery is " + Math.round(years) + (Math.round(years) == 1 ? " year old" : " years old");
        Battery.Calibration calibration = battery.calibration();
        return age
                + (calibration == null
                        ? " and it was never calibrated"
                        : " and a calibration found " + percent(calibration.health()) + " % of a new one");
    }

    private static String percent(double share) {
        double value = 100 * share;
        return Math.abs(value - Math.rint(value)) < 0.05
                ? Long.toString(Math.round(value))
                : Double.toString(Math.round(10 * value) / 10.0);
    }

    private static String words(long seconds) {
        return seconds < 120
                ? seconds + " s"
                : seconds / 60 + " min" + (seconds < 600 ? " " + seconds % 60 + " s" : "");
    }
}
