package dev.lastwatt.app;

import dev.lastwatt.core.drill.DrillCheck;
import dev.lastwatt.core.drill.DrillSituation;
import dev.lastwatt.core.drill.Refusal;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.Heartbeat;
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

/** The check list before the plug is pulled: each item that is not in order refuses the full drill. */
final class FullDrillCheck {

    /** Percent: what chargers call full. */
    private static final double FULL = 95;

    private static final Duration FRESH = Duration.ofSeconds(15);

    private FullDrillCheck() {}

    static List<Refusal> of(
            DrillRequest request, Instant until, DrillSituation now, @Nullable Reading reading, @Nullable Plan plan) {
        List<Refusal> refusals = new ArrayList<>(DrillCheck.ofHost(now));
        battery(reading, now.now(), refusals);
        Inventory inventory = now.inventory();
        if (inventory != null) {
            inventory.guests().forEach(g -> guest(g, refusals));
        }
        if (plan != null && !plan.budget().fits()) {
            refusals.add(new Refusal(
                    "the battery does not suffice for the plan",
                    "see what would help in 'lastwatt budget'; drills of single guests tighten what is assumed"));
        }
        if (plan != null && now.now().plus(plan.remaining().likely()).isAfter(until)) {
            refusals.add(new Refusal(
                    "the window is too short: the battery may last "
                            + plan.remaining().likely().toMinutes() + " min, and the plan uses what there is",
                    "give a window that lasts at least that long"));
        }
        List<OtherServer> others = now.policy().otherServers();
        if (!others.isEmpty() && !request.othersTold()) {
            refusals.add(new Refusal(
                    "other servers hang on this UPS: "
                            + others.stream().map(OtherServer::name).collect(Collectors.joining(", ")),
                    "make them ready for the loss of the mains, or tell whoever runs them; then add --others-told"));
        }
        return refusals;
    }

    private static void battery(@Nullable Reading reading, Instant now, List<Refusal> refusals) {
        if (reading == null || reading.takenAt().plus(FRESH).isBefore(now)) {
            refusals.add(new Refusal("there is no fresh reading of the UPS", "see lastwatt.ups.*"));
            return;
        }
        Double charge = reading.chargePercent();
        if (charge == null) {
            refusals.add(new Refusal(
                    "the UPS does not tell its charge", "a full drill needs a full battery, and cannot know it is"));
        } else if (charge < FULL) {
            refusals.add(new Refusal(
                    "the battery is charged to " + Math.round(charge) + " % only", "wait until it is full"));
        }
    }

    /** A guest that is off may be meant to be. */
    private static void guest(Guest guest, List<Refusal> refusals) {
        if (guest.busyWith() != null) {
            refusals.add(new Refusal(
                    guest.name() + " is busy (" + guest.busyWith() + ")",
                    "wait until that backup or checkpoint has ended"));
        }
        boolean settled = guest.state().isUp() || guest.state().isDown();
        boolean alive =
                !guest.state().isUp() || !guest.shutdownService().obeys() || guest.heartbeat() != Heartbeat.NONE;
        if (!settled || !alive) {
            refusals.add(new Refusal(
                    guest.name() + (settled ? " has no heartbeat" : " is neither up nor down"),
                    "bring it in order first"));
        }
    }
}
