package dev.lastwatt.adapter.report;

import dev.lastwatt.app.Snapshot;
import dev.lastwatt.core.power.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The latest reading of the UPS in a line. */
final class ReadingLine {

    private ReadingLine() {}

    static String of(Snapshot snapshot) {
        Reading reading = snapshot.reading();
        if (reading == null) {
            return "no reading yet";
        }
        List<String> parts = new ArrayList<>();
        parts.add(
                reading.status().isEmpty()
                        ? "no status"
                        : reading.status().stream().map(Enum::name).collect(Collectors.joining(" ")));
        if (reading.chargePercent() != null) {
            parts.add("charge " + Math.round(reading.chargePercent()) + " %");
        }
        if (reading.loadPercent() != null) {
            parts.add("load " + Math.round(reading.loadPercent()) + " %");
        }
        if (reading.loadWatts() != null) {
            parts.add("load " + Math.round(reading.loadWatts()) + " W");
        }
        parts.add(reading.runtime() == null ? "no runtime" : "says " + Spans.words(reading.runtime()));
        parts.add("read " + Spans.words(Math.max(0, age(snapshot, reading))) + " ago");
        return String.join(", ", parts);
    }

    static long age(Snapshot snapshot, Reading reading) {
        return Spans.floor(Duration.between(reading.takenAt(), snapshot.at()));
    }
}
