package dev.lastwatt.core.outage;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.plan.PlannedStop;
import dev.lastwatt.core.power.LoadProfile;
import dev.lastwatt.core.stoptime.StopTime;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** When the host itself goes down. */
final class Commitment {

    /**
     * What it is worth that the host goes down cleanly, in guests that do: a host that loses its power harms what runs on it, little
     * else.
     */
    private static final double GUESTS_WORTH_THE_HOST = 2;

    /** The times by which the host's own shutdown ends with equal probabilities, as shares of what is planned for it. */
    private static final double[] HOST_ENDS = {0.37, 0.48, 0.57, 0.68, 0.88};

    /** For so long the guests may be waited for: each wait is weighed, in seconds. */
    private static final int[] WAITS = {5, 10, 20, 30, 45, 60, 90, 120, 180, 300};

    /** A wait has to promise more than this, in guests, while the host can still go down. */
    private static final double LEAST_PROMISE = 0.002;

    /** A battery that should be empty and is not may go on a little. */
    private static final double LEAST_CHANCE = 0.01;

    private Commitment() {}

    /** Why the host must go down now, or null while it must not. */
    static @Nullable String reason(Run run, Situation now) {
        Plan plan = now.plan();
        boolean othersHadTheirTime =
                !now.now().isBefore(run.beganAt().plus(now.policy().othersNeed()));
        if (plan != null && now.hypervisorLostSince() == null && othersHadTheirTime && allAreSettled(run, plan)) {
            return "every guest is down";
        }
        if (plan != null && isTime(run, now, plan)) {
            return now.now().isBefore(plan.hardLimit())
                    ? "to wait any longer for the guests that do not come down would more probably cost the host its own shutdown"
                    : "the hard limit: the battery leaves just the time for the host's own shutdown";
        }
        return plan == null || now.hypervisorLostSince() != null ? blind(now) : null;
    }

    private static boolean allAreSettled(Run run, Plan plan) {
        return plan.stops().stream().allMatch(s -> settled(s.guest(), run));
    }

    /**
     * Whether nothing is gained by waiting any longer: for each wait the guests that probably come down meanwhile are weighed against
     * the probability that the battery then still carries the host's own shutdown. Where that is lost already, the guests are waited
     * for until the end. Before the hard limit this is asked only while guests are waited for that were all asked to stop, and not
     * while only other servers are.
     */
    private static boolean isTime(Run run, Situation now, Plan plan) {
        boolean atTheLimit = !now.now().isBefore(plan.hardLimit());
        if (now.hypervisorLostSince() != null) {
            return atTheLimit;
        }
        if (!atTheLimit && (allAreSettled(run, plan) || plan.stops().stream().anyMatch(s -> s.requestedAt() == null))) {
            return false;
        }
        double hostNow = hostGoesDown(now, 0);
        if (!atTheLimit && hostGoesDown(now, WAITS[WAITS.length - 1]) >= hostNow - LEAST_PROMISE) {
            return false;
        }
        double down = 0;
        double before = 0;
        double[] ended = new double[WAITS.length];
        for (PlannedStop stop : plan.stops()) {
            Attempt asked = run.guest(stop.guest()).flatMap(GuestRun::underWay).orElse(null);
            if (asked == null) {
                continue;
            }
            Duration elapsed = Duration.between(asked.at(), now.now());
            // A plan made before this was asked knows it as another method.
            StopTime time = stop.time(asked.method());
            for (int i = 0; i < WAITS.length; i++) {
                Duration wait = Duration.ofSeconds(WAITS[i]);
                boolean byWorst = !now.now().plus(wait).isBefore(asked.worstEnd());
                ended[i] += time != null ? time.endsWithin(elapsed, wait) : byWorst ? 1 : 0;
            }
        }
        for (int i = 0; i < WAITS.length; i++) {
            double lasts = now.remaining().lasts(Duration.ofSeconds(WAITS[i]), LoadProfile.flat());
            down += (ended[i] - before) * Math.max(LEAST_CHANCE, lasts);
            before = ended[i];
            double lost = GUESTS_WORTH_THE_HOST * (hostNow - hostGoesDown(now, WAITS[i]));
            if (down > lost + LEAST_PROMISE * hostNow) {
                return false;
            }
        }
        return true;
    }

    /** The probability that the battery carries the host's own shutdown, begun after so many seconds. */
    private static double hostGoesDown(Situation now, int wait) {
        double planned = now.policy().hostShutdown().toMillis();
        double sum = 0;
        for (double share : HOST_ENDS) {
            Duration end = Duration.ofMillis(1000L * wait + Math.round(share * planned));
            sum += now.remaining().lasts(end, LoadProfile.flat());
        }
        return sum / HOST_ENDS.length;
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
