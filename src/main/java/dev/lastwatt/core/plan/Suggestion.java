package dev.lastwatt.core.plan;

import java.time.Duration;

/**
 * A change that makes the margin larger, found by planning again with it.
 *
 * @param kind what is changed
 * @param what the change, for people
 * @param how where it is made, in the policy's own words where the policy is the place
 * @param gain by how much the margin grows; above zero
 * @param moreInTime how many guests more can begin in time
 * @param changed what the plan was made from, with the change
 */
public record Suggestion(Kind kind, String what, String how, Duration gain, int moreInTime, PlanRequest changed) {

    /** What is changed. */
    public enum Kind {
        /** A guest is saved rather than shut down. */
        SAVE("save"),
        /** More guests stop at once. */
        LIMIT("limit"),
        /** A guest no longer waits for another. */
        DEPENDENCY("dependency"),
        /** A guest is down before. */
        EARLY("early"),
        /** A guest's files move to another volume. */
        VOLUME("volume"),
        /** The battery lasts longer. */
        BATTERY("battery");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As it is written in JSON. */
        public String word() {
            return word;
        }
    }
}
