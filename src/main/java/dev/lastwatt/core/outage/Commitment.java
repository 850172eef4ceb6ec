package dev.lastwatt.core.outage;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.plan.PlannedStop;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** When the host itself goes down. */
final class Commitment {

    /**
     * From the hard limit on it is as likely as not that the battery ends under the host while it is waited for guests. That is worth
     * it for two guests that would be cut off for certain otherwise: a host that loses its power harms what runs on it, little else.
     */
    private static final double GUESTS_WORTH_THE_HOST = 2;

    private Commitment() {}

    /** Why the host must go down now, or null while it must not. */
    static @Nullable String reason(Run run, Situation now) {
        Plan plan = now.plan();
        if (plan != null && !now.now().isBefore(plan.hardLimit()) && !manyAreAboutToBeDown(run, now, plan)) {
            return "the hard limit: the battery leaves just the time for the host's own shutdown";
        }
        if (plan == null || now.hypervisorLostSince() != null) {
            return blind(now);
        }
        boolean othersHadTheirTime =
                !now.now().isBefore(run.beganAt().plus(now.policy().othersNeed()));
        if (othersHadTheirTime && plan.stops().stream().allMatch(s -> settled(s.guest(), run))) {
            return "every guest is down";
        }
        return null;
    }

    /** Whether several of the guests on their way will be down before the battery is likely to end. */
    private static boolean manyAreAboutToBeDown(Run run, Situation now, Plan plan) {
        Duration left =
                Duration.between(now.now(), plan.hardLimit().plus(now.policy().hostShutdown()));
        if (left.isNegative() || now.hypervisorLostSince() != null) {
            return false;
        }
        double expected = 0;
        for (PlannedStop stop : plan.stops()) {
            Attempt asked = run.guest(stop.guest()).flatMap(GuestRun::underWay).orElse(null);
            if (asked != null && asked.method() == stop.method()) {
                expected += stop.time().endsWithin(Duration.between(asked.at(), now.now()), left);
            }
        }
        return expected >= GUESTS_WORTH_THE_HOST;
    }

    /** Without the hypervisor Windows stops the guests, by their automatic stop action, while the host goes down. */
    private static @Nullable String blind(Situation now) {
        Plan plan = now.plan();
        boolean patient = now.hypervisorLostSince() != null
                && now.now().isBefore(now.hypervisorLostSince().plus(OutageMachine.HYPERVISOR_PATIENCE));
        Duration hostAlone = now.policy().hostShutdown().plus(now.policy().reserve());
        boolean atTheLimit = plan == null
                ? now.remaining().lowerBound().compareTo(hostAlone) <= 0
                : !now.now().isBefore(plan.firstStart());
        if (atTheLimit && !patient) {
            return "the hypervisor does not answer; the guests are left to their automatic stop actions";
        }
        return null;
    }

    private static boolean settled(GuestId guest, Run run) {
        return run.guest(guest)
                .map(g -> g.downAt() != null || g.givenUp() != null)
                .orElse(false);
    }

    /** Notes that the guests which are not down are left to the host's own shutdown. */
    static Run giveUpTheRest(Run run, Situation now, String why, List<Directive> out) {
        Run after = run;
        Plan plan = now.plan();
        List<PlannedStop> stops = plan == null ? List.of() : plan.stops();
        for (PlannedStop stop : stops) {
            GuestRun guest = after.guest(stop.guest()).orElseGet(() -> GuestRun.untouched(stop.guest(), stop.name()));
            if (guest.downAt() == null && guest.givenUp() == null) {
                String state = state(stop.guest(), now.inventory());
                String reason = why + "; it is " + state + " and is left to the host's own shutdown";
                out.add(new Directive.Record(
                        new Fact.GuestGivenUp(now.now(), run.id(), stop.guest(), stop.name(), reason)));
                after = after.with(guest.givenUp(reason));
            }
        }
        return after;
    }

    private static String state(GuestId guest, @Nullable Inventory inventory) {
        return inventory == null
                ? "unknown"
                : inventory
                        .guest(guest)
                        .map(Guest::state)
                        .map(s -> s.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .orElse("gone");
    }
}
