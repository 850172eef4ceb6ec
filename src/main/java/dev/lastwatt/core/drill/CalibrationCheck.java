package dev.lastwatt.core.drill;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.policy.OtherServer;
import dev.lastwatt.core.power.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What speaks against a calibration. Nothing here touches anything. */
public final class CalibrationCheck {

    /** Percent: what chargers call full. */
    private static final double FULL = 95;

    private static final Duration FRESH = Duration.ofSeconds(15);

    /** Lead-acid batteries take most of a day to be full again, whatever their gauge says. */
    public static final Duration RECHARGE = Duration.ofHours(12);

    /** For the start, and for the way back. */
    private static final Duration AROUND = Duration.ofMinutes(1);

    private CalibrationCheck() {}

    /**
     * All that speaks against it.
     *
     * @param dischargedAt when the battery last fed the load for more than a minute, null if it has not for long
     * @param othersTold the other servers on the UPS are ready, or their administrators told
     */
    public static List<Refusal> of(
            CalibrationSituation now, Instant until, @Nullable Instant dischargedAt, boolean othersTold) {
        List<Refusal> refusals = new ArrayList<>(DrillCheck.ofHost(now.host()));
        battery(now, dischargedAt, refusals);
        Inventory inventory = now.host().inventory();
        if (inventory != null) {
            inventory.guests().stream()
                    .filter(g -> g.busyWith() != null)
                    .map(CalibrationCheck::busy)
                    .forEach(refusals::add);
        }
        Duration takes = takes(now);
        Plan plan = now.plan();
        if (takes != null) {
            if (now.now().plus(takes).plus(AROUND).isAfter(until)) {
                refusals.add(new Refusal(
                        "the window is too short: the discharge takes about " + words(takes),
                        "give one that lasts at least " + words(takes.plus(AROUND))));
            }
            if (plan != null && plan.timeout().compareTo(takes.plus(CalibrationDoubts.margin(plan))) < 0) {
                refusals.add(new Refusal(
                        "what the battery holds at the end of the discharge (" + words(takes)
                                + ") might not suffice to stop the guests: the first stop is due "
                                + words(plan.timeout()) + " after a failure",
                        "make the plan shorter ('lastwatt budget' says what helps), take load off, or replace the"
                                + " battery; age and table of the battery count, see 'lastwatt battery show'"));
            }
        }
        List<OtherServer> others = now.host().policy().otherServers();
        if (!others.isEmpty() && !othersTold) {
            refusals.add(new Refusal(
                    "other servers hang on this UPS: "
                            + others.stream().map(OtherServer::name).collect(Collectors.joining(", ")),
                    "make sure that they do not shut down for a short outage, or tell whoever runs them; then add"
                            + " --others-told"));
        }
        return refusals;
    }

    /** How long the discharge takes at this load; null where that is not known. */
    public static @Nullable Duration takes(CalibrationSituation now) {
        Duration whenNew = now.whenNew();
        return whenNew == null ? null : Duration.ofMillis(Math.round(whenNew.toMillis() * CalibrationMachine.ENOUGH));
    }

    private static void battery(CalibrationSituation now, @Nullable Instant dischargedAt, List<Refusal> refusals) {
        Reading reading = now.reading();
        if (reading == null || reading.takenAt().plus(FRESH).isBefore(now.now())) {
            refusals.add(new Refusal("there is no fresh reading of the UPS", "see lastwatt.ups.*"));
            return;
        }
        Double charge = reading.chargePercent();
        if (charge == null) {
            refusals.add(new Refusal(
                    "the UPS does not tell its charge",
                    "a calibration compares it with what was used: none is possible"));
        } else if (charge < FULL) {
            refusals.add(new Refusal(
                    "the battery is charged to " + Math.round(charge) + " % only", "wait until it is full"));
        }
        if (now.whenNew() == null) {
            refusals.add(new Refusal(
                    "how long a new battery lasts at this load is not known, and what was found could not be compared",
                    "set lastwatt.battery.runtime-when-new from the manufacturer's table"));
        }
        if (dischargedAt != null && dischargedAt.plus(RECHARGE).isAfter(now.now())) {
            refusals.add(new Refusal(
                    "the battery fed the load until " + dischargedAt + ", and may not be full whatever its gauge says",
                    "wait until " + dischargedAt.plus(RECHARGE)));
        }
    }

    private static Refusal busy(Guest guest) {
        return new Refusal(
                guest.name() + " is busy (" + guest.busyWith() + ")", "wait until that backup or checkpoint has ended");
    }

    private static String words(Duration time) {
        long s = time.toSeconds();
        return s < 120 ? s + " s" : s / 60 + " min " + s % 60 + " s";
    }
}
