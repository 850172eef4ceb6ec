package dev.lastwatt.adapter.rest;

import dev.lastwatt.adapter.rest.view.EntryView;
import dev.lastwatt.app.Installation;
import dev.lastwatt.app.Watching;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What happens, as it happens. */
@Singleton
@Path("/api/v1/events")
@Tag(name = "now")
public class EventsResource {

    private final JournalTail tail;
    private final Watching watching;
    private final Installation installation;
    private final EventSettings settings;
    private final AtomicInteger open = new AtomicInteger();

    /** Of the running service. */
    public EventsResource(JournalTail tail, Watching watching, Installation installation, EventSettings settings) {
        this.tail = tail;
        this.watching = watching;
        this.installation = installation;
        this.settings = settings;
    }

    /** A stream. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "events",
            summary = "What happens, as it happens",
            description =
                    "Server-sent events. Each journal entry is an event named by its type, with its sequence as id; a client"
                            + " that comes back with Last-Event-ID misses nothing. An event 'status', without an id, tells the status at"
                            + " the beginning and when the phase, the power or the arming changes. Silence is broken by a comment.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = EntryView.class)))
    @APIResponse(
            responseCode = "400",
            description = "The place to begin is not valid",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "503",
            description = "Too many streams are open",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Multi<OutboundSseEvent> events(
            @Parameter(
                            description = "The sequence after which to begin; from now on if not given",
                            schema = @Schema(type = SchemaType.INTEGER))
                    @HeaderParam("Last-Event-ID")
                    @Nullable String lastEventId,
            @Parameter(
                            description =
                                    "The same, for the first connection of a browser, which cannot set the header",
                            schema = @Schema(type = SchemaType.INTEGER))
                    @QueryParam("after")
                    @Nullable String after,
            @Context Sse sse) {
        Long from = from(lastEventId, after);
        Runnable close = open();
        EventStream stream = new EventStream(sse, tail, watching, installation, settings.heartbeatPolls(), from);
        // A client that does not read holds up its own stream only: its polls are left out, and nothing piles up for
        // it.
        return Multi.createFrom()
                .ticks()
                .every(settings.poll())
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick ->
                        Uni.createFrom().item(stream::next).runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .onItem()
                .transformToMultiAndConcatenate(events -> Multi.createFrom().iterable(events))
                .onTermination()
                .invoke(close);
    }

    private static @Nullable Long from(@Nullable String lastEventId, @Nullable String after) {
        if (lastEventId != null && !lastEventId.isEmpty()) {
            return Parameters.cursor("Last-Event-ID", lastEventId, 0);
        }
        return after == null || after.isEmpty() ? null : Parameters.cursor("after", after, 0);
    }

    private Runnable open() {
        if (open.incrementAndGet() > settings.streams()) {
            open.decrementAndGet();
            throw ProblemException.of(
                    ProblemType.TOO_MANY_STREAMS,
                    "there are " + settings.streams() + " event streams open already",
                    "close one, or raise lastwatt.events.streams");
        }
        AtomicBoolean closed = new AtomicBoolean();
        return () -> {
            if (closed.compareAndSet(false, true)) {
                open.decrementAndGet();
            }
        };
    }

    /** How many streams are open. */
    int openStreams() {
        return open.get();
    }
}
