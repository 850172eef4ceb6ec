package dev.lastwatt.app;

import dev.lastwatt.core.plan.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What another policy would mean, beside the one in force. Nothing was changed for it.
 *
 * @param differences what is different in the documents, a line for each field; empty if nothing is
 * @param before the plan under the policy in force, null before the first inventory
 * @param after the plan under the other, null before the first inventory
 * @param warnings what is questionable about the other
 */
public record PolicyTrial(
        List<String> differences,
        @Nullable Plan before,
        @Nullable Plan after,
        List<String> warnings) {

    /** Copies the lists. */
    public PolicyTrial {
        differences = List.copyOf(differences);
        warnings = List.copyOf(warnings);
    }

    /**
     * Why this policy takes somebody who accepts the risk; null if it does not. One that does not fit and is no worse than the one in
     * force may always be put in its place.
     */
    public @Nullable String risk() {
        Plan then = after;
        Plan now = before;
        if (then == null || now == null) {
            return "whether the battery suffices under it is not known, because the guests are not known yet";
        }
        boolean worse = now.budget().fits()
                || then.budget().margin().compareTo(now.budget().margin()) < 0;
        return then.budget().fits() || !worse
                ? null
                : "under it the battery does not suffice: "
                        + then.budget().margin().abs().toSeconds() + " s are missing";
    }
}
