package dev.lastwatt.app;

import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.JournalEntry;
import dev.lastwatt.core.journal.RunId;
import dev.lastwatt.core.journal.RunOutcome;
import dev.lastwatt.core.outage.OutageState;
import dev.lastwatt.core.outage.Run;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.stoptime.HostShutdown;
import dev.lastwatt.core.stoptime.HostShutdownTime;
import dev.lastwatt.port.Journal;
import dev.lastwatt.port.SampleStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The host's own shutdown as it was measured: from the event logs, and on any system from our journal. While the host goes down we
 * write down every {@link #BEAT} that we still live; the last of these is how long it took at least. Used by the engine's thread.
 */
final class HostShutdowns {

    static final Duration BEAT = Duration.ofSeconds(5);

    private final Journal journal;
    private final SampleStore store;
    private @Nullable Instant askedAt;
    private @Nullable Instant lastBeat;
    private List<HostShutdown> known;
    private @Nullable HostShutdown told;

    /** Looks whether the latest run ended with its host before that had been asked to go down. */
    HostShutdowns(Journal journal, SampleStore store, String bootId, Instant now) {
        this.journal = journal;
        this.store = store;
        this.known = store.hostShutdowns();
        journal.last(Fact.RunEnded.class)
                .filter(f -> f.outcome() == RunOutcome.CUT_SHORT && !bootId.equals(Run.UNKNOWN_BOOT))
                .ifPresent(f -> cutShort(f.run(), now));
        tellIfItRanOut(now);
    }

    private void cutShort(RunId run, Instant now) {
        Optional<Fact.RunBegan> began = journal.ofRun(run).stream()
                .map(JournalEntry::fact)
                .filter(Fact.RunBegan.class::isInstance)
                .map(Fact.RunBegan.class::cast)
                .findFirst()
                .filter(f -> !f.bootId().equals(Run.UNKNOWN_BOOT));
        boolean isNew = known.stream().noneMatch(h -> run.value().equals(h.run()));
        if (began.isPresent() && isNew) {
            store.keep(new HostShutdown(
                    began.get().at(),
                    null,
                    Duration.ZERO,
                    HostShutdown.Ending.RAN_OUT,
                    HostShutdown.Source.JOURNAL,
                    run.value()));
            journal.append(new Fact.Noted(
                    now, run, "the host went down before this run had asked it to: the battery did not suffice"));
            known = store.hostShutdowns();
        }
    }

    /** What the event logs tell was kept meanwhile. */
    void readAgain(Instant now) {
        known = store.hostShutdowns();
        tellIfItRanOut(now);
    }

    private void tellIfItRanOut(Instant now) {
        HostShutdown ranOut = HostShutdownTime.of(Duration.ZERO, known).ranOut();
        boolean fromTheLogs = ranOut != null && ranOut.source() == HostShutdown.Source.EVENT_LOG;
        if (ranOut == null || !fromTheLogs || ranOut.equals(told)) {
            return;
        }
        told = ranOut;
        String text = "the event logs show that the power ran out while the host went down, in the shutdown of "
                + ranOut.began();
        boolean writtenBefore = journal.last(Fact.Noted.class)
                .filter(f -> f.text().equals(text))
                .isPresent();
        if (!writtenBefore) {
            journal.append(new Fact.Noted(now, null, text));
        }
    }

    /** A fact was written. */
    void heard(Fact fact) {
        if (fact instanceof Fact.HostShutdownAsked f && askedAt == null) {
            askedAt = f.at();
        } else if (fact instanceof Fact.RunEnded) {
            askedAt = null;
        }
    }

    /** The service lives still. */
    void alive(OutageState state, Instant now) {
        boolean goingDown = state instanceof OutageState.Committed || state instanceof OutageState.Off;
        Instant began = goingDown ? Optional.ofNullable(askedAt).orElseGet(() -> asked(state)) : null;
        Instant last = lastBeat;
        if (began == null
                || !now.isAfter(began)
                || (last != null && Duration.between(last, now).compareTo(BEAT) < 0)) {
            return;
        }
        lastBeat = now;
        store.keep(new HostShutdown(
                began,
                Duration.between(began, now),
                Duration.ZERO,
                HostShutdown.Ending.UNKNOWN,
                HostShutdown.Source.JOURNAL,
                state.running().map(r -> r.id().value()).orElse(null)));
    }

    private static @Nullable Instant asked(OutageState state) {
        if (state instanceof OutageState.Committed committed) {
            return committed.askedAt();
        }
        return state instanceof OutageState.Off off ? off.askedAt() : null;
    }

    /** What to plan with where the policy says this. */
    HostShutdownTime time(Policy policy) {
        return HostShutdownTime.of(policy.hostShutdown(), known);
    }

    /** What an administrator should know. */
    List<String> alarms() {
        List<String> alarms = new ArrayList<>();
        HostShutdown ranOut = HostShutdownTime.of(Duration.ZERO, known).ranOut();
        if (ranOut != null) {
            alarms.add("the power ran out in the shutdown of " + ranOut.began()
                    + ": more time is planned for the host until a full stop has gone well; test the battery");
        }
        HostShutdown foreign = HostShutdownTime.foreignCut(known);
        if (foreign != null) {
            alarms.add("the event logs show that "
                    + (foreign.ending() == HostShutdown.Ending.CUT
                            ? "the power went while nobody was shutting the host down, before the boot of "
                            : "the power went before the host was down, in the shutdown of ")
                    + foreign.began()
                    + ", in no run of ours: find out why. It changes no estimate; the next shutdown that goes well ends this"
                    + " warning");
        }
        return alarms;
    }
}
