package dev.lastwatt.adapter.rest;

import dev.lastwatt.adapter.rest.view.EntryView;
import dev.lastwatt.adapter.rest.view.StatusView;
import dev.lastwatt.app.Installation;
import dev.lastwatt.app.Snapshot;
import dev.lastwatt.app.Watching;
import dev.lastwatt.core.journal.JournalEntry;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one client has yet to see. Asked for more by one thread at a time, at a steady pace. */
final class EventStream {

    private static final long RECONNECT_MILLIS = 2_000;

    private final Sse sse;
    private final JournalTail tail;
    private final Watching watching;
    private final Installation installation;
    private final long heartbeatPolls;
    private @Nullable Long cursor;
    private @Nullable String toldStatus;
    private long silentPolls;

    /** Begins after that place, or with what happens from now on. */
    EventStream(
            Sse sse,
            JournalTail tail,
            Watching watching,
            Installation installation,
            long heartbeatPolls,
            @Nullable Long after) {
        this.sse = sse;
        this.tail = tail;
        this.watching = watching;
        this.installation = installation;
        this.heartbeatPolls = heartbeatPolls;
        this.cursor = after;
    }

    /** What is to be sent now; reads the journal, so it blocks. */
    List<OutboundSseEvent> next() {
        List<OutboundSseEvent> events = new ArrayList<>();
        long from = start(events);
        for (JournalEntry entry : tail.after(from)) {
            events.add(event(EntryView.of(entry)));
            from = entry.sequence();
        }
        cursor = from;
        statusIfChanged(events);
        silentPolls = events.isEmpty() ? silentPolls + 1 : 0;
        if (silentPolls >= heartbeatPolls) {
            silentPolls = 0;
            events.add(sse.newEventBuilder().comment("alive").build());
        }
        return events;
    }

    private long start(List<OutboundSseEvent> events) {
        if (toldStatus == null) {
            // Sent at once, so that a client knows that it is connected although nothing happens.
            events.add(sse.newEventBuilder()
                    .comment("lastwatt")
                    .reconnectDelay(RECONNECT_MILLIS)
                    .build());
        }
        if (toldStatus != null && cursor != null) {
            return cursor;
        }
        // A place beyond the end is one of another journal; waiting for it would mean silence for good.
        long end = tail.end();
        return cursor == null ? end : Math.min(cursor, end);
    }

    private OutboundSseEvent event(EntryView entry) {
        return sse.newEventBuilder()
                .id(Long.toString(entry.sequence()))
                .name(entry.type())
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(EntryView.class, entry)
                .build();
    }

    /** Without an id: it has no place in the journal, and must not move the client's. */
    private void statusIfChanged(List<OutboundSseEvent> events) {
        Snapshot now = watching.snapshot();
        String status = now.state().phase() + "|" + now.power().word() + "|" + now.arming();
        if (!status.equals(toldStatus)) {
            toldStatus = status;
            events.add(sse.newEventBuilder()
                    .name("status")
                    .mediaType(MediaType.APPLICATION_JSON_TYPE)
                    .data(StatusView.class, StatusView.of(now, installation))
                    .build());
        }
    }
}
