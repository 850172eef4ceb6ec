package dev.lastwatt.adapter.report;

import dev.lastwatt.app.FullDrillReport;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.JournalEntry;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.core.journal.RunId;
import dev.lastwatt.core.journal.RunOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run after the event: what was planned against what happened. {@link RunText} and {@link RunPage} show it. Times are seconds
 * after the failure of the mains.
 *
 * @param run which
 * @param zone where its reader lives
 * @param failedAt when the mains failed
 * @param beganAt when it began to act
 * @param cause why it began
 * @param stops what it did to each guest
 * @param hostAskedAt the commit point, null if it was never reached
 * @param heldAt since when a full drill waited at its commit point for the plug, null if it did not
 * @param hostAnswer what came of asking the host
 * @param hostAnsweredAt when the host answered last, null if it did not
 * @param mainsBackAt when the mains were back, null if the run did not see that
 * @param endedAt when it ended, null while it has not
 * @param outcome how it ended, null while it has not
 * @param summary its own last words
 * @param drill what it has shown as a full drill, line by line; empty for an outage
 * @param events everything in its order
 */
public record RunReport(
        RunId run,
        ZoneId zone,
        Instant failedAt,
        long beganAt,
        String cause,
        List<StopRecord> stops,
        @Nullable Long hostAskedAt,
        @Nullable Long heldAt,
        String hostAnswer,
        @Nullable Long hostAnsweredAt,
        @Nullable Long mainsBackAt,
        @Nullable Long endedAt,
        @Nullable RunOutcome outcome,
        String summary,
        List<String> drill,
        List<Event> events) {

    /** Something that happened, that long after the failure of the mains. */
    public record Event(long at, String what) {
        /** When. */
        public String clock() {
            return Spans.clock(at);
        }
    }

    /** Copies the lists. */
    public RunReport {
        stops = List.copyOf(stops);
        drill = List.copyOf(drill);
        events = List.copyOf(events);
    }

    /**
     * The report on the last run that these entries begin; empty if they begin none.
     *
     * @param entries the run's entries in their order; others among them are left out, except of power and notes
     * @param zone where its reader lives
     */
    public static Optional<RunReport> of(List<JournalEntry> entries, ZoneId zone) {
        return entries.stream()
                .map(JournalEntry::fact)
                .filter(Fact.RunBegan.class::isInstance)
                .map(Fact.RunBegan.class::cast)
                .reduce((first, second) -> second)
                .map(began -> of(began, entries, zone));
    }

    private static RunReport of(Fact.RunBegan began, List<JournalEntry> entries, ZoneId zone) {
        Instant zero = began.powerFailedAt();
        List<Fact> facts = entries.stream()
                .map(JournalEntry::fact)
                .filter(f -> belongs(f, began))
                .toList();
        GuestNames names = StopRecords.names(facts);
        StopRecords stops = new StopRecords(zero, names);
        facts.forEach(stops::add);
        RunEvents words = new RunEvents(zero, names);
        Optional<Fact.HostShutdownAsked> asked = first(facts, Fact.HostShutdownAsked.class);
        Optional<Fact.RunEnded> ended = first(facts, Fact.RunEnded.class);
        return new RunReport(
                began.run(),
                zone,
                zero,
                after(zero, began.at()),
                Legible.sentence(began.cause()),
                stops.records(),
                asked.map(f -> after(zero, f.at())).orElse(null),
                held(facts).map(f -> after(zero, f.at())).orElse(null),
                hostAnswer(facts),
                last(facts, Fact.HostShutdownAnswered.class)
                        .map(f -> after(zero, f.at()))
                        .orElse(null),
                mainsBack(facts).map(f -> after(zero, f.at())).orElse(null),
                ended.map(f -> after(zero, f.at())).orElse(null),
                ended.map(Fact.RunEnded::outcome).orElse(null),
                ended.map(f -> Legible.sentence(f.summary())).orElse(""),
                FullDrillReport.of(entries.stream()
                                .filter(e -> belongs(e.fact(), began))
                                .toList())
                        .stream()
                        .map(Legible::of)
                        .toList(),
                facts.stream()
                        .map(f -> new Event(after(zero, f.at()), words.words(f)))
                        .toList());
    }

    private static boolean belongs(Fact fact, Fact.RunBegan began) {
        if (fact instanceof Fact.OfRun ofRun) {
            return ofRun.run().equals(began.run());
        }
        if (fact instanceof Fact.Noted noted && noted.run() != null) {
            return noted.run().equals(began.run());
        }
        return !fact.at().isBefore(began.powerFailedAt());
    }

    private static String hostAnswer(List<Fact> facts) {
        List<Fact.HostShutdownAnswered> answers = facts.stream()
                .filter(Fact.HostShutdownAnswered.class::isInstance)
                .map(Fact.HostShutdownAnswered.class::cast)
                .toList();
        if (answers.isEmpty()) {
            return "no answer";
        }
        long refused = answers.stream().filter(a -> !a.accepted()).count();
        String last = answers.get(answers.size() - 1).accepted() ? "accepted" : "refused";
        return refused == 0 || answers.size() == 1
                ? last
                : last + " after " + answers.size() + " requests, " + refused + " of them refused";
    }

    private static Optional<Fact.BatteryNoted> held(List<Fact> facts) {
        return facts.stream()
                .filter(Fact.BatteryNoted.class::isInstance)
                .map(Fact.BatteryNoted.class::cast)
                .filter(f -> f.moment().equals(Fact.BatteryNoted.HELD))
                .findFirst();
    }

    /** The mains had been back for a while when the run began to undo what it had done. */
    private static Optional<Fact.PhaseEntered> mainsBack(List<Fact> facts) {
        return facts.stream()
                .filter(Fact.PhaseEntered.class::isInstance)
                .map(Fact.PhaseEntered.class::cast)
                .filter(f -> f.phase() == Phase.RECOVERING)
                .findFirst();
    }

    private static <F extends Fact> Optional<F> last(List<Fact> facts, Class<F> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast).reduce((a, b) -> b);
    }

    private static <F extends Fact> Optional<F> first(List<Fact> facts, Class<F> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    private static long after(Instant zero, Instant time) {
        return Spans.floor(Duration.between(zero, time));
    }

    /** Whether and when the host was asked to go down, in words. */
    public String hostAsked() {
        if (hostAskedAt != null) {
            return Spans.clock(hostAskedAt) + ", " + hostAnswer;
        }
        if (heldAt != null) {
            return (endedAt == null ? "not yet" : "never") + ": the drill waited at the commit point from "
                    + Spans.clock(heldAt) + " on, as it should";
        }
        return endedAt == null ? "not yet" : "never: the commit point was not reached";
    }

    /** The guests that were not down by their worst case. */
    public List<StopRecord> missed() {
        return stops.stream().filter(StopRecord::missedItsEstimate).toList();
    }

    /** From the first request to the last guest seen down; empty if none was. */
    public Optional<Long> stopping() {
        Optional<Long> first =
                stops.stream().map(StopRecord::askedAt).filter(Objects::nonNull).min(Long::compare);
        Optional<Long> last =
                stops.stream().map(StopRecord::downAt).filter(Objects::nonNull).max(Long::compare);
        return first.flatMap(f -> last.map(l -> l - f));
    }

    /** Where the time went, in order. */
    public List<Stretch> stretches() {
        return Stretch.of(this);
    }

    /** When the first guest was asked to stop; the run's begin if none was. */
    public long firstAsked() {
        return stops.stream()
                .map(StopRecord::askedAt)
                .filter(Objects::nonNull)
                .min(Long::compare)
                .orElse(beganAt);
    }

    /** Whether the run saw the mains come back. */
    public boolean sawTheEnd() {
        return mainsBackAt != null;
    }

    /** How long the outage lasted, as far as the run saw. */
    public long lasted() {
        if (mainsBackAt != null) {
            return mainsBackAt;
        }
        Long down = hostAnsweredAt == null ? hostAskedAt : hostAnsweredAt;
        return down != null ? down : events.stream().mapToLong(Event::at).max().orElse(beganAt);
    }

    /** What the estimates missed by, all guests together. */
    public String missedBy() {
        List<StopRecord> measured =
                stops.stream().filter(s -> s.offMedian() != null).toList();
        if (measured.isEmpty()) {
            return "no stop was seen to its end, so that no estimate can be judged";
        }
        long within = measured.stream().filter(s -> !s.missedItsEstimate()).count();
        long later = measured.stream()
                .filter(s -> Objects.requireNonNull(s.offMedian()) > 0)
                .count();
        StopRecord most = measured.stream()
                .max(Comparator.comparing(s -> Math.abs(Objects.requireNonNull(s.offMedian()))))
                .orElseThrow();
        long off = Objects.requireNonNull(most.offMedian());
        return within + " of " + measured.size() + " were down by their worst case (p95), " + later
                + " later than expected (p50); furthest off was " + most.name() + ", " + Spans.words(Math.abs(off))
                + (off < 0 ? " earlier" : " later") + " than expected";
    }

    /** The run in a sentence. */
    public String answer() {
        long asked = stops.stream().filter(s -> s.askedAt() != null).count();
        long down = stops.stream().filter(s -> s.downAt() != null).count();
        long back = stops.stream().filter(s -> s.upAt() != null).count();
        long givenUp = stops.stream().filter(s -> s.givenUp() != null).count();
        return (outcome == null
                        ? "Not over yet"
                        : outcome.word().substring(0, 1).toUpperCase(Locale.ROOT)
                                + outcome.word().substring(1))
                + ": " + asked + " stops asked for, " + down + " seen down, " + givenUp + " given up, " + back
                + " started again, " + missed().size() + " missed their estimate.";
    }
}
