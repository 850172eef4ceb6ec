package dev.lastwatt.adapter.report;

import dev.lastwatt.adapter.report.TextTable.Column;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** A run after the event, for a terminal. */
public final class RunText {

    private static final int WIDTH = 100;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss z", Locale.ENGLISH);

    private final RunReport report;
    private final List<String> hindsight;
    private final StringBuilder out = new StringBuilder();

    private RunText(RunReport report, List<String> hindsight) {
        this.hindsight = hindsight;
        this.report = report;
    }

    /** The report in lines, each ended by a line feed. */
    public static String render(RunReport report) {
        return render(report, List.of());
    }

    /** The same, and what a second such outage would do. */
    public static String render(RunReport report, List<String> hindsight) {
        return new RunText(report, hindsight).render();
    }

    private String render() {
        line("Run " + report.run());
        line(report.answer());
        line("");
        line("mains failed      " + DATE.format(report.failedAt().atZone(report.zone())));
        paragraph("run began         ", Spans.clock(report.beganAt()) + ": " + report.cause());
        report.stopping().ifPresent(s -> line("stopping took     " + Spans.words(s)));
        paragraph("host asked        ", report.hostAsked());
        Long ended = report.endedAt();
        paragraph("ended             ", ended == null ? "not yet" : Spans.clock(ended) + ": " + report.summary());
        line("");
        line("Guests: times in min:s after the failure of the mains; p50 and p95 are what was expected at the request");
        if (report.stops().isEmpty()) {
            line("No guest was touched.");
        } else {
            table().lines().forEach(this::line);
        }
        report.stops().stream()
                .filter(s -> s.givenUp() != null)
                .forEach(s -> paragraph("given up: ", s.name() + ": " + s.givenUp()));
        line("");
        line(report.missed().isEmpty() ? "No guest missed its estimate." : "Missed their estimate:");
        report.missed().forEach(s -> paragraph("- ", s.name() + ": " + miss(s)));
        paragraph("By how much:   ", report.missedBy() + ".");
        line("");
        line("Where the time went");
        stretches().lines().forEach(this::line);
        section("The full drill", report.drill());
        section("A second such outage", hindsight);
        line("");
        line("What happened");
        report.events().forEach(e -> paragraph(Legible.right(e.clock(), 7) + "  ", e.what()));
        return out.toString();
    }

    private void section(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            line("");
            line(title);
            lines.forEach(l -> paragraph("- ", l));
        }
    }

    static String miss(StopRecord stop) {
        Long slack = stop.slack();
        return slack == null
                ? "was not down by " + stop.worstClock() + " and was given up"
                : Spans.words(-slack) + " later than its worst case";
    }

    private TextTable stretches() {
        TextTable table =
                new TextTable(Column.right("from"), Column.right("to"), Column.right("took"), Column.left("what", 78));
        for (Stretch s : report.stretches()) {
            List<String> what = Legible.wrap(s.what(), 78);
            table.row(s.fromClock(), s.toClock(), s.took(), what.get(0));
            what.stream().skip(1).forEach(w -> table.row("", "", "", w));
        }
        return table;
    }

    private TextTable table() {
        TextTable table = new TextTable(
                Column.left("guest", GuestNames.COLUMNS),
                Column.left("method", 18),
                Column.right("asked"),
                Column.right("p50"),
                Column.right("p95"),
                Column.right("down"),
                Column.right("took"),
                Column.right("off p50"),
                Column.right("slack"),
                Column.left("result", 14),
                Column.right("up again"));
        for (StopRecord s : report.stops()) {
            table.row(
                    s.name(),
                    s.methodWords(),
                    s.askedClock(),
                    s.expectedClock(),
                    s.worstClock(),
                    s.downClock(),
                    s.tookClock(),
                    s.offMedianClock(),
                    s.slackClock(),
                    s.result(),
                    s.upClock());
        }
        return table;
    }

    private void paragraph(String first, String text) {
        List<String> lines = Legible.wrap(text, WIDTH - first.length());
        for (int i = 0; i < lines.size(); i++) {
            line((i == 0 ? first : " ".repeat(first.length())) + lines.get(i));
        }
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }
}
