package dev.lastwatt.adapter.control;

import dev.lastwatt.app.SettingsReview;
import java.util.List;

/**
 * What came of applying settings.
 *
 * @param settings each change that was called for; empty if nothing differed
 */
public record SettingsApplied(List<Applied> settings) {

    /**
     * One change.
     *
     * @param guest its GUID
     * @param answer {@code changed}, {@code refused}, {@code unanswered} or {@code not-asked}
     * @param detail why, or empty
     * @param powerShell the change as an administrator would type it on the host
     * @param undo the way back
     */
    public record Applied(
            String guest,
            String name,
            String setting,
            String before,
            String after,
            String answer,
            String detail,
            String powerShell,
            String undo) {

        /** Whether it is set now. */
        public boolean done() {
            return answer.equals("changed");
        }

        static Applied of(SettingsReview.Outcome o) {
            return new Applied(
                    o.change().guest().toString(),
                    o.change().name(),
                    o.change().setting().property(),
                    o.change().now(),
                    o.change().wanted(),
                    o.answer(),
                    o.detail(),
                    o.change().powerShell(),
                    o.change().undo());
        }
    }

    static SettingsApplied of(List<SettingsReview.Outcome> outcomes) {
        return new SettingsApplied(outcomes.stream().map(Applied::of).toList());
    }
}
