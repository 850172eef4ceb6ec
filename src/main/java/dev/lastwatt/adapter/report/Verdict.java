package dev.lastwatt.adapter.report;

import dev.lastwatt.app.Doubts;
import dev.lastwatt.app.Snapshot;
import dev.lastwatt.core.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The answer, before any figure.
 *
 * @param answer in a word
 * @param question what is answered: on the mains for a failure at this moment, on battery for this outage
 * @param sentence the answer in a sentence
 * @param caveats what the answer must not be read without
 */
public record Verdict(Answer answer, String question, String sentence, List<String> caveats) {

    /** The answer in a word. */
    public enum Answer {
        YES("yes"),
        NO("no"),
        UNKNOWN("unknown");

        private final String word;

        Answer(String word) {
            this.word = word;
        }

        /** For classes of style sheets and the like. */
        public String word() {
            return word;
        }
    }

    /** Copies the list. */
    public Verdict {
        caveats = List.copyOf(caveats);
    }

    static Verdict of(Snapshot snapshot) {
        String question =
                snapshot.power().onBatterySince().isPresent() ? "Will we make it?" : "Would we make it today?";
        List<String> doubts = Doubts.of(snapshot);
        Plan plan = snapshot.plan();
        if (plan == null) {
            return new Verdict(
                    Answer.UNKNOWN, question, "Cannot know: " + String.join("; ", doubts) + ".", caveats(snapshot));
        }
        String byTheFigures = byTheFigures(plan);
        if (!doubts.isEmpty()) {
            return new Verdict(
                    Answer.UNKNOWN,
                    question,
                    "Cannot know: " + String.join("; ", doubts) + ". By what is known or assumed: "
                            + byTheFigures.substring(0, 1).toLowerCase(Locale.ROOT)
                            + byTheFigures.substring(1),
                    caveats(snapshot));
        }
        return new Verdict(plan.budget().fits() ? Answer.YES : Answer.NO, question, byTheFigures, caveats(snapshot));
    }

    static String byTheFigures(Plan plan) {
        long margin = Marks.of(plan).margin();
        if (plan.budget().fits()) {
            return "Yes, with " + Spans.words(margin) + " to spare.";
        }
        return "No: " + (margin == 0 ? "less than a second" : Spans.words(-margin)) + " short.";
    }

    private static List<String> caveats(Snapshot snapshot) {
        List<String> caveats = new ArrayList<>();
        if (!snapshot.arming().armed()) {
            caveats.add("Nothing would be stopped: the service is not armed, it only observes.");
        } else if (!snapshot.arming().blockedBy().isEmpty()) {
            caveats.add("Nothing would be stopped: the service is armed, but blocked: "
                    + Legible.sentence(String.join("; ", snapshot.arming().blockedBy())) + ".");
        }
        Plan plan = snapshot.plan();
        long guessed = plan == null
                ? 0
                : plan.stops().stream().filter(Doubts::unmeasured).count();
        if (plan != null && guessed > 0) {
            caveats.add(guessed + " of " + plan.stops().size() + " stop times "
                    + (guessed == 1 ? "was never measured and is" : "were never measured and are") + " assumed.");
        }
        if (plan != null && !plan.left().isEmpty()) {
            int left = plan.left().size();
            caveats.add(left + (left == 1 ? " guest is" : " guests are") + " left to the host's own shutdown.");
        }
        return caveats;
    }
}
