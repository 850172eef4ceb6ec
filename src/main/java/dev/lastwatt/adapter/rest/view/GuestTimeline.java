package dev.lastwatt.adapter.rest.view;

import dev.lastwatt.adapter.rest.view.RunView.RunGuestView;
import dev.lastwatt.adapter.rest.view.RunView.StartView;
import dev.lastwatt.adapter.rest.view.RunView.StopView;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.journal.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects one guest's facts of a run, oldest first. */
final class GuestTimeline {

    private final GuestId guest;
    private final String name;
    private final List<StopView> stops = new ArrayList<>();
    private final List<StartView> starts = new ArrayList<>();
    private Fact.@Nullable GuestDown down;
    private Fact.@Nullable GuestGivenUp givenUp;
    private @Nullable Instant upAt;
    private @Nullable Duration startTook;

    GuestTimeline(GuestId guest, String name) {
        this.guest = guest;
        this.name = name;
    }

    void add(Fact fact) {
        if (fact instanceof Fact.StopRequested f) {
            stops.add(
                    new StopView(f.method().word(), f.at(), f.expectedEnd(), f.worstEnd(), f.why(), null, null, null));
        } else if (fact instanceof Fact.StopAnswered f) {
            stopAnswered(f);
        } else if (fact instanceof Fact.GuestDown f) {
            down = f;
        } else if (fact instanceof Fact.GuestGivenUp f) {
            givenUp = f;
        } else if (fact instanceof Fact.StartRequested f) {
            starts.add(new StartView(f.at(), null, null, null));
        } else if (fact instanceof Fact.StartAnswered f && !starts.isEmpty()) {
            StartView asked = starts.remove(starts.size() - 1);
            starts.add(new StartView(asked.requestedAt(), f.at(), f.answer(), f.detail()));
        } else if (fact instanceof Fact.GuestUp f) {
            upAt = f.at();
            startTook = f.took();
        }
    }

    private void stopAnswered(Fact.StopAnswered f) {
        for (int i = stops.size() - 1; i >= 0; i--) {
            StopView asked = stops.get(i);
            if (asked.method().equals(f.method().word()) && asked.answer() == null) {
                stops.set(
                        i,
                        new StopView(
                                asked.method(),
                                asked.requestedAt(),
                                asked.expectedEnd(),
                                asked.worstEnd(),
                                asked.why(),
                                f.at(),
                                f.answer(),
                                f.detail()));
                return;
            }
        }
    }

    RunGuestView view() {
        return new RunGuestView(
                guest.toString(),
                name,
                List.copyOf(stops),
                down == null ? null : down.at(),
                down == null ? null : Words.of(down.state()),
                down == null ? null : down.took(),
                givenUp == null ? null : givenUp.at(),
                givenUp == null ? null : givenUp.why(),
                List.copyOf(starts),
                upAt,
                startTook);
    }
}
