package dev.lastwatt.core.outage;

import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.power.Reading;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a full drill differs from an outage: it stops at the commit point for as long as that is safe, and notes the battery. */
final class FullDrillRules {

    private FullDrillRules() {}

    /** Whether the host is left up for now although the plan is carried out. */
    static boolean holds(Run run, Situation now) {
        FullDrill drill = run.drill();
        Plan plan = now.plan();
        if (drill == null || drill.through() || plan == null || now.hypervisorLostSince() != null) {
            return false;
        }
        return !now.power().demandsActionNow()
                && now.now().isBefore(plan.hardLimit())
                && now.remaining().lowerBound().compareTo(hostAlone(now)) > 0;
    }

    private static Duration hostAlone(Situation now) {
        return now.policy().hostShutdown().plus(now.policy().reserve());
    }

    /** The run that waits at its commit point. */
    static Run hold(Run run, Situation now, List<Directive> out) {
        FullDrill drill = run.drill();
        if (drill == null || drill.heldSince() != null) {
            return run;
        }
        note(run, now, Fact.BatteryNoted.HELD, out);
        return run.withDrill(drill.held(now.now()));
    }

    /** Why the host goes down, said so that whoever holds the plug understands it. */
    static String reason(Run run, String reason) {
        FullDrill drill = run.drill();
        return drill == null || drill.heldSince() == null
                ? reason
                : "the plug is still out, and the battery leaves just the time for the host's own shutdown";
    }

    /** Notes what the battery holds, in a full drill only. */
    static void note(Run run, Situation now, String moment, List<Directive> out) {
        if (run.drill() != null) {
            Reading reading = now.reading();
            @Nullable Double charge = reading == null ? null : reading.chargePercent();
            out.add(new Directive.Record(new Fact.BatteryNoted(
                    now.now(), run.id(), moment, charge, now.remaining().lowerBound())));
        }
    }
}
