package dev.lastwatt.adapter.scenario.product;

import dev.lastwatt.core.journal.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Why the product decided as it did, in the words of its own journal. */
public final class JournalNotes {

    private JournalNotes() {}

    /**
     * A reason.
     *
     * @param at seconds since the power failure
     */
    public record Note(double at, String text) {}

    /** The reasons in these facts, in their order. */
    public static List<Note> of(List<Fact> facts) {
        List<Note> notes = new ArrayList<>();
        for (Fact fact : facts) {
            if (fact instanceof Fact.RunBegan began) {
                note(notes, began.at(), "lastwatt begins to stop guests: " + began.cause());
            } else if (fact instanceof Fact.StopRequested asked) {
                long expected =
                        Duration.between(asked.at(), asked.expectedEnd()).toSeconds();
                long worst = Duration.between(asked.at(), asked.worstEnd()).toSeconds();
                note(
                        notes,
                        asked.at(),
                        "lastwatt expects " + asked.name() + " to take " + expected + " s, " + worst + " s at worst ("
                                + asked.why() + ")");
            } else if (fact instanceof Fact.SaveWhileStopping shown) {
                note(
                        notes,
                        shown.at(),
                        "lastwatt sees that this host " + (shown.saved() ? "saves" : "does not save")
                                + " a guest that is shutting down");
            } else if (fact instanceof Fact.CleanStopStated stated) {
                note(notes, stated.at(), "lastwatt states: " + stated.reasons());
            } else if (fact instanceof Fact.GuestGivenUp given) {
                note(notes, given.at(), "lastwatt gives " + given.name() + " up: " + given.why());
            } else if (fact instanceof Fact.HostShutdownAsked host) {
                note(notes, host.at(), "lastwatt lets the host go down: " + host.why());
            } else if (fact instanceof Fact.PowerChanged power) {
                note(notes, power.at(), "lastwatt takes the power for: " + power.state());
            }
        }
        return notes;
    }

    private static void note(List<Note> notes, Instant at, String text) {
        double seconds = Duration.between(KnownHostSite.FAILURE, at).toMillis() / 1000.0;
        if (seconds >= 0) {
            notes.add(new Note(seconds, text));
        }
    }
}
