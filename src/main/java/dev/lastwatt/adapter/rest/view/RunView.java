package dev.lastwatt.adapter.rest.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A run in full. */
@Schema(name = "Run", description = "One execution of a plan, derived from the facts in the journal.")
public record RunView(
        RunSummaryView run,

        @Schema(description = "The boot of the host it belongs to") @Nullable String bootId,

        @Nullable Instant powerFailedAt,
        List<PhaseView> phases,

        @Schema(description = "In the order in which they were first touched")
        List<RunGuestView> guests,

        List<HostShutdownView> hostShutdown,

        @Schema(description = "When the guests of a run that ended with an earlier boot were started again") @Nullable Instant broughtBackAt,

        List<String> notes) {

    /** The outage went on. */
    @Schema(name = "RunPhase", description = "The outage went on to another phase.")
    public record PhaseView(Instant at, String phase, String why) {}

    /** A request to the host. */
    @Schema(
            name = "HostShutdown",
            description = "A request to the host to shut down. The first one is the commit point.")
    public record HostShutdownView(
            Instant askedAt,
            String why,

            @Schema(description = "Absent if it did not answer") @Nullable Boolean accepted,

            @Nullable String detail) {}

    /** What happened to one guest. */
    @Schema(name = "RunGuest", description = "What happened to one guest in this run.")
    public record RunGuestView(
            String guest,
            String name,

            @Schema(description = "The requests to stop it, oldest first")
            List<StopView> stops,

            @Nullable Instant downAt,

            @Schema(description = "How it was seen then: off, saved, ...") @Nullable String downState,

            @Schema(description = "From the request; absent where it went down by itself") @Nullable Duration took,

            @Nullable Instant givenUpAt,

            @Schema(description = "Why it was left to the host's own shutdown") @Nullable String givenUp,

            @Schema(description = "The requests to start it again")
            List<StartView> starts,

            @Nullable Instant upAt,
            @Nullable Duration startTook) {}

    /** A request to stop a guest. */
    @Schema(name = "RunStop", description = "A request to stop the guest, as planned, and what came of it.")
    public record StopView(
            String method,
            Instant requestedAt,
            Instant expectedEnd,
            Instant worstEnd,
            String why,
            @Nullable Instant answeredAt,

            @Schema(description = "accepted, already, busy, refused or unanswered; absent without one") @Nullable String answer,

            @Nullable String detail) {}

    /** A request to start a guest. */
    @Schema(name = "RunStart", description = "A request to start the guest again, and what came of it.")
    public record StartView(
            Instant requestedAt,
            @Nullable Instant answeredAt,
            @Nullable String answer,
            @Nullable String detail) {}
}
