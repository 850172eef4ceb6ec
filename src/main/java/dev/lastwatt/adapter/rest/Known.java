package dev.lastwatt.adapter.rest;

import dev.lastwatt.app.Snapshot;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.plan.Plan;
import org.jspecify.annotations.Nullable;

/** What a snapshot has only after a while. */
final class Known {

    private Known() {}

    static Inventory inventory(Snapshot now) {
        return known(now.inventory(), "the guests are not known yet: the hypervisor has not answered");
    }

    static Plan plan(Snapshot now) {
        return known(now.plan(), "there is no plan yet: it needs an answer of the hypervisor");
    }

    private static <T> T known(@Nullable T value, String otherwise) {
        if (value == null) {
            throw ProblemException.of(
                    ProblemType.NOT_KNOWN_YET,
                    otherwise,
                    "try again in a few seconds; if it stays so, see the alarms of /api/v1/status and lastwatt.hypervisor.*");
        }
        return value;
    }
}
