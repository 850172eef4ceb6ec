package dev.lastwatt.adapter.rest.view;

import dev.lastwatt.adapter.rest.view.RunView.HostShutdownView;
import dev.lastwatt.adapter.rest.view.RunView.PhaseView;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.JournalEntry;
import dev.lastwatt.core.journal.RunId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Derives a run from its facts. */
public final class RunTimeline {

    private final Map<GuestId, GuestTimeline> guests = new LinkedHashMap<>();
    private final List<PhaseView> phases = new ArrayList<>();
    private final List<HostShutdownView> host = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Fact.@Nullable RunBegan began;
    private @Nullable Instant broughtBackAt;

    private RunTimeline() {}

    /** The run with these entries, oldest first. */
    public static RunView of(RunId id, List<JournalEntry> entries) {
        RunTimeline timeline = new RunTimeline();
        entries.forEach(entry -> timeline.add(entry.fact()));
        return timeline.view(RunSummaryView.of(id, entries));
    }

    private void add(Fact fact) {
        if (fact instanceof Fact.RunBegan f) {
            began = f;
        } else if (fact instanceof Fact.PhaseEntered f) {
            phases.add(new PhaseView(f.at(), f.phase().word(), f.why()));
        } else if (fact instanceof Fact.HostShutdownAsked f) {
            host.add(new HostShutdownView(f.at(), f.why(), null, null));
        } else if (fact instanceof Fact.HostShutdownAnswered f && !host.isEmpty()) {
            HostShutdownView asked = host.remove(host.size() - 1);
            host.add(new HostShutdownView(asked.askedAt(), asked.why(), f.accepted(), f.detail()));
        } else if (fact instanceof Fact.BroughtBack f) {
            broughtBackAt = f.at();
        } else if (fact instanceof Fact.Noted f) {
            notes.add(f.text());
        } else {
            ofGuest(fact);
        }
    }

    private void ofGuest(Fact fact) {
        if (fact instanceof Fact.PreStopAnswered f) {
            notes.add(f.name() + ": " + f.words());
        } else if (fact instanceof Fact.StopRequested f) {
            guest(f.guest(), f.name()).add(f);
        } else if (fact instanceof Fact.StopAnswered f) {
            guest(f.guest(), f.name()).add(f);
        } else if (fact instanceof Fact.GuestDown f) {
            guest(f.guest(), f.name()).add(f);
        } else if (fact instanceof Fact.GuestGivenUp f) {
            guest(f.guest(), f.name()).add(f);
        } else if (fact instanceof Fact.StartRequested f) {
            guest(f.guest(), f.name()).add(f);
        } else if (fact instanceof Fact.StartAnswered f) {
            guest(f.guest(), f.name()).add(f);
        } else if (fact instanceof Fact.GuestUp f) {
            guest(f.guest(), f.name()).add(f);
        }
    }

    private GuestTimeline guest(GuestId id, String name) {
        return guests.computeIfAbsent(id, key -> new GuestTimeline(key, name));
    }

    private RunView view(RunSummaryView summary) {
        return new RunView(
                summary,
                began == null ? null : began.bootId(),
                began == null ? null : began.powerFailedAt(),
                List.copyOf(phases),
                guests.values().stream().map(GuestTimeline::view).toList(),
                List.copyOf(host),
                broughtBackAt,
                List.copyOf(notes));
    }
}
