package dev.lastwatt.core.drill;

import dev.lastwatt.core.drill.CalibrationState.Discharging;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.power.PowerState;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.StatusFlag;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What ends a discharge for calibration at once: any doubt does. */
final class CalibrationDoubts {

    /** Points of charge that no sound battery loses from one reading to the next. */
    private static final double JUMP = 10;

    /** A runtime that is less than this share of the one before has fallen all at once. */
    private static final double RUNTIME_FELL = 0.5;

    /** A charge below this share of what is expected by then: the battery is worse than anything that was believed of it. */
    private static final double OF_EXPECTED = 0.6;

    private static final double LOAD_ROSE = 1.2;

    /** Below this share of the voltage before, the mains are away. */
    private static final double VOLTAGE_GONE = 0.5;

    private static final Duration LEAST_MARGIN = Duration.ofSeconds(60);

    private final Discharging state;
    private final CalibrationSituation now;

    private CalibrationDoubts(Discharging state, CalibrationSituation now) {
        this.state = state;
        this.now = now;
    }

    /** Why it has to end, null while nothing speaks against going on. */
    static @Nullable CalibrationEnd of(Discharging state, CalibrationSituation now) {
        CalibrationDoubts doubts = new CalibrationDoubts(state, now);
        CalibrationEnd outage = doubts.mains();
        if (outage != null) {
            return outage;
        }
        String why = doubts.battery();
        why = why != null ? why : doubts.guests();
        why = why != null ? why : doubts.time();
        return why == null ? null : CalibrationEnd.early(why);
    }

    private @Nullable CalibrationEnd mains() {
        PowerState power = now.host().power();
        if (power instanceof PowerState.ForcedShutdown) {
            return CalibrationEnd.outage("the master of the UPS has announced to cut the power");
        }
        Reading reading = now.reading();
        if (!state.order().byCommand()
                || reading == null
                || !reading.has(StatusFlag.OB)
                || power instanceof PowerState.Unknown) {
            return null;
        }
        Double before = state.start().reading().inputVolts();
        Double volts = reading.inputVolts();
        boolean dark = before != null && before > 0 && volts != null && volts < VOLTAGE_GONE * before;
        boolean testIsOver = state.flagged() && !reading.has(StatusFlag.CAL) && !reading.has(StatusFlag.TEST);
        return dark || testIsOver ? CalibrationEnd.outage("the mains have failed during the calibration") : null;
    }

    private @Nullable String battery() {
        Reading reading = now.reading();
        if (now.host().power() instanceof PowerState.Unknown || reading == null) {
            return "the UPS does not answer";
        }
        if (reading.has(StatusFlag.LB)) {
            return "the UPS says that its battery is low";
        }
        if (reading.has(StatusFlag.OVER)) {
            return "the UPS is overloaded";
        }
        String jump = jump(state.last(), reading);
        if (jump != null) {
            return jump;
        }
        Double full = state.start().reading().chargePercent();
        Double charge = reading.chargePercent();
        if (charge == null && state.last().chargePercent() == null) {
            return "the UPS does not tell its charge any more";
        }
        double expected = full == null
                ? 0
                : full * Math.max(0, 1 - now.used() / now.health().middle());
        if (charge != null && charge < OF_EXPECTED * expected) {
            return "the charge is " + Math.round(charge) + " %, where " + Math.round(expected) + " % were expected";
        }
        double before = load(state.start().reading(), reading);
        double load = load(reading, state.start().reading());
        return before > 0 && load > LOAD_ROSE * before
                ? "the load has risen by " + Math.round(100 * (load / before - 1)) + " %"
                : null;
    }

    private static @Nullable String jump(Reading before, Reading reading) {
        Double chargeBefore = before.chargePercent();
        Double charge = reading.chargePercent();
        if (chargeBefore != null && charge != null && charge < chargeBefore - JUMP) {
            return "the charge fell from " + Math.round(chargeBefore) + " to " + Math.round(charge) + " % at once";
        }
        Duration runtimeBefore = before.runtime();
        Duration runtime = reading.runtime();
        boolean sameLoad = load(reading, before) <= LOAD_ROSE * load(before, reading);
        boolean bothOnBattery = before.has(StatusFlag.OB) && reading.has(StatusFlag.OB);
        return bothOnBattery
                        && sameLoad
                        && runtimeBefore != null
                        && runtime != null
                        && runtime.toMillis() < RUNTIME_FELL * runtimeBefore.toMillis()
                ? "the runtime fell from " + runtimeBefore.toSeconds() + " to " + runtime.toSeconds() + " s at once"
                : null;
    }

    /** In watts where both readings give them, else in percent; 0 where they cannot be compared. */
    private static double load(Reading reading, Reading other) {
        Double watts = reading.loadWatts();
        if (watts != null && other.loadWatts() != null) {
            return watts;
        }
        Double percent = reading.loadPercent();
        return percent != null && other.loadPercent() != null ? percent : 0;
    }

    private @Nullable String guests() {
        Inventory inventory = now.host().inventory();
        if (now.host().hypervisorLostSince() != null || inventory == null) {
            return "the hypervisor does not answer";
        }
        for (Map.Entry<GuestId, String> guest : state.start().running().entrySet()) {
            Guest seen = inventory.guest(guest.getKey()).orElse(null);
            if (seen == null || !seen.state().isUp()) {
                return guest.getValue() + " does not run any more";
            }
            if (seen.busyWith() != null) {
                return guest.getValue() + " is busy (" + seen.busyWith() + ")";
            }
        }
        return null;
    }

    private @Nullable String time() {
        if (!now.now().isBefore(state.order().until())) {
            return "the window has ended";
        }
        Plan plan = now.plan();
        if (plan == null) {
            return "there is no plan for an outage";
        }
        Duration slack = Duration.between(now.now(), plan.firstStart());
        return slack.compareTo(margin(plan)) < 0
                ? "the battery would soon leave just what a stop of the guests needs"
                : null;
    }

    /** So much the battery must hold beyond what the plan needs. */
    static Duration margin(Plan plan) {
        Duration quarter = plan.budget().needed().dividedBy(4);
        return quarter.compareTo(LEAST_MARGIN) > 0 ? quarter : LEAST_MARGIN;
    }
}
