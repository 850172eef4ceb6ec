package dev.lastwatt.adapter.rest.view;

import dev.lastwatt.app.Installation;
import dev.lastwatt.app.Snapshot;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.core.power.StatusFlag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The UPS as it answers. */
@Schema(name = "Ups", description = "The UPS as it answers: the latest reading, and whether there is contact.")
public record UpsView(
        @Schema(description = "Where readings come from", examples = "nut://127.0.0.1:3493/ups")
        String source,

        @Schema(description = "How often it is asked") Duration pollEvery,
        PowerView power,
        ContactView contact,

        @Schema(description = "The latest reading; absent if there never was one") @Nullable ReadingView reading,

        @Schema(
                description =
                        "Each of several UPSes by each of its sources; empty where there is one. What stands above is"
                                + " then what they amount to, with the reading of the one whose runtime counts")
        List<OneOfSeveral> upses) {

    /** One of several UPSes. */
    @Schema(name = "OneOfSeveral", description = "One of several UPSes, by one of its sources.")
    public record OneOfSeveral(
            @Schema(description = "Its name in lastwatt.supply.ups", examples = "left")
            String ups,

            @Schema(
                    description = "The name of the source; another than the UPS's where two tell of the same",
                    examples = "left")
            String source,

            PowerView power,
            ContactView contact,
            RemainingView remaining,

            @Schema(description = "The latest reading; absent if there never was one") @Nullable ReadingView reading) {}

    /** What came of asking last. */
    @Schema(name = "Contact", description = "What came of asking the source last.")
    public record ContactView(
            @Schema(
                    description =
                            "answered, not asked yet, or why not: refused, silent, stale, not-ready, garbled, denied")
            String state,

            @Schema(description = "When; absent before the first answer") @Nullable Instant at,

            @Schema(description = "What was seen and the setting to look at; absent with contact") @Nullable String detail) {}

    /** One answer. */
    @Schema(name = "Reading", description = "One answer of the UPS. What the device does not say is absent.")
    public record ReadingView(
            Instant takenAt,
            Duration age,

            @Schema(description = "Whether it is younger than twice the poll interval and a second")
            boolean fresh,

            @Schema(description = "Status flags by the names of NUT's ups.status", examples = "[\"OB\",\"DISCHRG\"]")
            List<String> status,

            @Nullable Double chargePercent,

            @Schema(description = "As the device says; never trusted as it is") @Nullable Duration runtime,

            @Nullable Double loadPercent,
            @Nullable Double loadWatts,
            @Nullable Double inputVolts,
            @Nullable Double batteryVolts) {}

    /** The UPS in this snapshot. */
    public static UpsView of(Snapshot snapshot, Installation installation, Instant now) {
        return new UpsView(
                installation.source(),
                installation.pollEvery(),
                PowerView.of(snapshot.power()),
                contact(snapshot.answer()),
                reading(snapshot.reading(), installation, now),
                snapshot.upses().stream()
                        .map(u -> new OneOfSeveral(
                                u.ups(),
                                u.source(),
                                PowerView.of(u.power()),
                                contact(u.answer()),
                                RemainingView.of(u.remaining()),
                                reading(u.reading(), installation, now)))
                        .toList());
    }

    private static ContactView contact(@Nullable SourceAnswer answer) {
        if (answer == null) {
            return new ContactView("not asked yet", null, null);
        }
        return answer instanceof SourceAnswer.Missing missing
                ? new ContactView(Words.of(missing.cause()), missing.at(), missing.detail())
                : new ContactView("answered", answer.at(), null);
    }

    private static @Nullable ReadingView reading(@Nullable Reading reading, Installation installation, Instant now) {
        if (reading == null) {
            return null;
        }
        Duration age = Words.age(reading.takenAt(), now);
        return new ReadingView(
                reading.takenAt(),
                age,
                age.compareTo(installation.freshFor()) <= 0,
                reading.status().stream().map(StatusFlag::name).toList(),
                reading.chargePercent(),
                reading.runtime(),
                reading.loadPercent(),
                reading.loadWatts(),
                reading.inputVolts(),
                reading.batteryVolts());
    }
}
