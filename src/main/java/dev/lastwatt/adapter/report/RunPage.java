package dev.lastwatt.adapter.report;

import io.quarkus.qute.Template;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** A run after the event, as one page of HTML that needs nothing else. */
public final class RunPage {

    private static final Template TEMPLATE = Pages.template("run.html");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm:ss z", Locale.ENGLISH);

    private RunPage() {}

    /** A line of the summary. */
    public record Line(String what, String text) {}

    /** The page. */
    public static String render(RunReport report) {
        return render(report, List.of());
    }

    /** The same, and what a second such outage would do. */
    public static String render(RunReport report, List<String> hindsight) {
        return TEMPLATE.data("report", report)
                .data("kind", report.missed().isEmpty() ? "yes" : "unknown")
                .data("facts", facts(report))
                .data("hindsight", hindsight)
                .data(
                        "missed",
                        report.missed().stream()
                                .map(s -> new Line(s.name(), RunText.miss(s)))
                                .toList())
                .data(
                        "givenUp",
                        report.stops().stream()
                                .filter(s -> s.givenUp() != null)
                                .map(s -> new Line(s.name(), String.valueOf(s.givenUp())))
                                .toList())
                .data("style", Pages.STYLE)
                .data("policy", Pages.POLICY)
                .render();
    }

    private static List<Line> facts(RunReport report) {
        Long ended = report.endedAt();
        return List.of(
                new Line("Mains failed", DATE.format(report.failedAt().atZone(report.zone()))),
                new Line("Run began", Spans.clock(report.beganAt()) + ": " + report.cause()),
                new Line("Stopping took", report.stopping().map(Spans::words).orElse("no guest was seen down")),
                new Line("Host asked", report.hostAsked()),
                new Line("Ended", ended == null ? "not yet" : Spans.clock(ended) + ": " + report.summary()));
    }
}
