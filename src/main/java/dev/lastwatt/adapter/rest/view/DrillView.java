package dev.lastwatt.adapter.rest.view;

import dev.lastwatt.app.DrillProgress;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How the drill goes. */
@Schema(name = "Drill", description = "How the drill goes, or how the last one went since the service runs.")
public record DrillView(
        @Schema(description = "Counts the drills since the start of the service; 0 before the first")
        int number,

        boolean running,

        @Schema(description = "Whether everything that was ordered was done; of no meaning while it runs")
        boolean succeeded,

        @Schema(description = "Where it stands, in a few words")
        String standing,

        @Schema(description = "What has happened, oldest first")
        List<String> lines) {

    /** Of this progress. */
    public static DrillView of(DrillProgress progress) {
        return new DrillView(
                progress.number(), progress.running(), progress.succeeded(), progress.standing(), progress.lines());
    }
}
