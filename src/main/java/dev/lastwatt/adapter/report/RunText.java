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
    private final StringBuilder out = new StringBuilder();

    private RunText(RunReport report) {
        this.report = report;
    }

    /** The report in lines, each ended by a line feed. */
    public static String render(RunReport report) {
        return new RunText(report).render();
    }

    private String render() {
        line("Run " + report.run());
        line(report.answer());
        line("");
        line("mains failed      " + DATE.format(report.failedAt().atZone(report.zone())));
        paragraph("run began         ", Spans.clock(report.beganAt()) + ": " + report.cause());
        report.stopping().ifPresent(s -> line("stopping took     " + Spans.words(s)));
        Long asked = report.hostAskedAt();
        line("host asked        "
                + (asked == null
                        ? "never: the commit point was not reached"
                        : Spans.clock(asked) + ", " + report.hostAnswer()));
        Long ended = report.endedAt();
        paragraph("ended             ", ended == null ? "not yet" : Spans.clock(ended) + ": " + report.summary());
        line("");
        line("Guests: times in min:s after the failure of the mains; planned is what was expected at the request");
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
        line("");
        line("What happened");
        report.events().forEach(e -> paragraph(Legible.right(e.clock(), 7) + "  ", e.what()));
        return out.toString();
    }

    static String miss(StopRecord stop) {
        Long slack = stop.slack();
        return slack == null
                ? "was not down by " + stop.worstClock() + " and was given up"
                : Spans.words(-slack) + " later than its worst case";
    }

    private TextTable table() {
        TextTable table = new TextTable(
                Column.left("guest", GuestNames.COLUMNS),
                Column.left("method", 18),
                Column.right("asked"),
                Column.right("planned"),
                Column.right("at worst"),
                Column.right("down"),
                Column.right("took"),
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
