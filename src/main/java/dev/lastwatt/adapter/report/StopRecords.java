package dev.lastwatt.adapter.report;

import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.journal.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers a run's facts into one record a guest, or one for each time that it was stopped. */
final class StopRecords {

    private final Instant failedAt;
    private final GuestNames names;
    private final List<Open> all = new ArrayList<>();
    private final Map<GuestId, Open> latest = new HashMap<>();

    StopRecords(Instant failedAt, GuestNames names) {
        this.failedAt = failedAt;
        this.names = names;
    }

    /** The guests that these facts name. */
    static GuestNames names(List<Fact> facts) {
        Map<GuestId, String> names = new LinkedHashMap<>();
        for (Fact fact : facts) {
            if (fact instanceof Fact.StopRequested f) {
                names.put(f.guest(), f.name());
            } else if (fact instanceof Fact.GuestDown f) {
                names.put(f.guest(), f.name());
            } else if (fact instanceof Fact.GuestGivenUp f) {
                names.put(f.guest(), f.name());
            } else if (fact instanceof Fact.StartRequested f) {
                names.put(f.guest(), f.name());
            }
        }
        return new GuestNames(names);
    }

    void add(Fact fact) {
        if (fact instanceof Fact.StopRequested f) {
            requested(f);
        } else if (fact instanceof Fact.GuestDown f) {
            Open open = current(f.guest());
            open.downAt = after(f.at());
            open.state = BudgetLines.word(f.state());
            open.givenUp = null;
        } else if (fact instanceof Fact.GuestGivenUp f) {
            current(f.guest()).givenUp = Legible.sentence(f.why());
        } else if (fact instanceof Fact.StartRequested f) {
            current(f.guest()).startAt = after(f.at());
        } else if (fact instanceof Fact.GuestUp f) {
            current(f.guest()).upAt = after(f.at());
        }
    }

    private void requested(Fact.StopRequested f) {
        Open open = latest.get(f.guest());
        if (open == null || open.downAt != null || open.startAt != null || open.upAt != null) {
            open = open(f.guest());
        }
        open.methods.add(f.method());
        if (open.askedAt == null) {
            open.askedAt = after(f.at());
            open.expectedEnd = after(f.expectedEnd());
            open.worstEnd = after(f.worstEnd());
        }
    }

    private Open current(GuestId guest) {
        Open open = latest.get(guest);
        return open == null ? open(guest) : open;
    }

    private Open open(GuestId guest) {
        Open open = new Open(names.of(guest));
        all.add(open);
        latest.put(guest, open);
        return open;
    }

    private long after(Instant time) {
        return Spans.floor(Duration.between(failedAt, time));
    }

    List<StopRecord> records() {
        return all.stream().map(Open::closed).toList();
    }

    /** One record while it is being gathered. */
    private static final class Open {
        final String name;
        final List<StopMethod> methods = new ArrayList<>();

        @Nullable Long askedAt;

        @Nullable Long expectedEnd;

        @Nullable Long worstEnd;

        @Nullable Long downAt;

        String state = "";

        @Nullable String givenUp;

        @Nullable Long startAt;

        @Nullable Long upAt;

        Open(String name) {
            this.name = name;
        }

        StopRecord closed() {
            return new StopRecord(name, methods, askedAt, expectedEnd, worstEnd, downAt, state, givenUp, startAt, upAt);
        }
    }
}
