package dev.lastwatt.adapter.report;

import dev.lastwatt.adapter.report.TextTable.Column;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The budget for a terminal: at most 120 columns, no colours, nothing that a log file could not hold. */
public final class BudgetText {

    private static final int WIDTH = 100;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss z", Locale.ENGLISH);

    private final BudgetReport report;
    private final StringBuilder out = new StringBuilder();

    private BudgetText(BudgetReport report) {
        this.report = report;
    }

    /** The report in lines, each ended by a line feed. */
    public static String render(BudgetReport report) {
        return new BudgetText(report).render();
    }

    private String render() {
        line("Lastwatt budget of " + report.host() + ", "
                + DATE.format(report.at().atZone(report.zone())));
        line(report.status());
        line("");
        paragraph(report.verdict().question() + "  ", report.verdict().sentence());
        report.answers().forEach(a -> paragraph("  ", a));
        report.verdict().caveats().forEach(c -> paragraph("  ! ", c));
        line("");
        paragraph("Battery: ", report.battery());
        paragraph("UPS:     ", report.reading());
        sum();
        guests();
        left();
        list("Not known", report.unknowns());
        report.sections().forEach(this::section);
        list("Notes", report.notes());
        withoutUs();
        return out.toString();
    }

    private void sum() {
        Marks marks = report.marks();
        if (marks == null) {
            return;
        }
        head("The sum");
        if (!marks.plain()) {
            sumLine("  the battery lasts at least", marks.lowerBound(), "");
        }
        if (marks.loadCredit() > 0) {
            sumLine("+ the load falls as guests stop", marks.loadCredit(), "");
        }
        if (marks.ridingThrough() > 0) {
            sumLine("- riding through, nothing is stopped", marks.ridingThrough(), "");
        }
        sumLine("= available", marks.available(), "");
        line("");
        sumLine("  stopping the guests", marks.guests(), "decided by " + report.decides());
        sumLine("+ the host's own shutdown", marks.host(), "");
        sumLine("+ reserve", marks.reserve(), "");
        sumLine("= needed", marks.needed(), "");
        line("");
        sumLine(marks.margin() < 0 ? "  short by" : "  to spare", Math.abs(marks.margin()), "");
        report.others()
                .forEach(o -> paragraph(
                        "  ", "Also on this UPS: " + o.name() + ", needs " + o.needsWords() + " from the first stop."));
        line("");
        paragraph(
                "",
                "After " + report.zero() + ": the first stop " + firstStop(marks) + ", the host goes down at "
                        + Spans.clock(marks.commit())
                        + " (no way back from there), is off at " + Spans.clock(marks.hostOff())
                        + ", the battery is empty at " + Spans.clock(marks.empty()) + " or later.");
    }

    private static String firstStop(Marks marks) {
        String at = Spans.clock(marks.firstStart());
        return marks.margin() < 0
                ? "would have to begin at " + at + ", and can begin at " + Spans.clock(marks.earliest())
                : "begins at " + at + " at the latest";
    }

    private void sumLine(String what, long seconds, String remark) {
        String figure = Legible.left(what, 38) + Legible.right(Spans.words(seconds), 17);
        if (remark.isEmpty()) {
            line(figure);
            return;
        }
        List<String> lines = Legible.wrap(remark, WIDTH - 57);
        line(figure + "  " + lines.get(0));
        lines.stream().skip(1).forEach(l -> line(" ".repeat(57) + l));
    }

    private void guests() {
        if (report.marks() == null) {
            return;
        }
        head("Guests: times in min:s after " + report.zero());
        if (report.stops().isEmpty()) {
            line("No guest has to be stopped.");
        } else {
            figures().lines().forEach(this::line);
            line("");
            reasons().lines().forEach(this::line);
        }
        report.down()
                .forEach(d -> paragraph(
                        "  ",
                        "Already down: " + d.name() + ", " + d.state() + " since " + d.downClock() + ", took "
                                + d.took()));
    }

    private TextTable figures() {
        TextTable table = new TextTable(
                Column.left("guest", GuestNames.COLUMNS),
                Column.left("state", 10),
                Column.left("method", 8),
                Column.right("TIMEOUT"),
                Column.right("start by"),
                Column.right("down"),
                Column.right("at worst"),
                Column.right("slack"),
                Column.right("p50"),
                Column.right("p95"),
                Column.right("stops"),
                Column.right("memory"));
        for (StopLine g : report.stops()) {
            table.row(
                    g.name(),
                    g.state(),
                    g.method().word(),
                    g.timeout(),
                    g.startClock(),
                    g.expectedClock(),
                    g.worstClock(),
                    g.slackClock(),
                    g.medianClock(),
                    g.upperClock(),
                    g.unmeasured() ? "none" : Integer.toString(g.samples()),
                    g.memory());
        }
        return table;
    }

    private TextTable reasons() {
        TextTable table = new TextTable(
                Column.left("guest", GuestNames.COLUMNS),
                Column.left("why this method", 40),
                Column.left("the figures", 32),
                Column.left("only after", 18));
        for (StopLine g : report.stops()) {
            List<String> why = Legible.wrap(g.why(), 40);
            List<String> because =
                    Legible.wrap(g.because() + (g.measured().equals("-") ? "" : "; last measured " + g.measured()), 32);
            List<String> after = Legible.wrap(g.afterWords(), 18);
            int lines = Math.max(after.size(), Math.max(why.size(), because.size()));
            for (int i = 0; i < lines; i++) {
                table.row(i == 0 ? g.name() : "", at(why, i), at(because, i), at(after, i));
            }
        }
        return table;
    }

    private static String at(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index) : "";
    }

    private void left() {
        list(
                "Left to the host's own shutdown, by Hyper-V's automatic stop action",
                report.left().stream().map(l -> l.name() + ": " + l.why()).toList());
    }

    private void section(Section section) {
        head(section.title());
        if (!section.intro().isEmpty()) {
            paragraph("", section.intro());
            line("");
        }
        if (!section.rows().isEmpty()) {
            SectionTable.lines(section).forEach(this::line);
        }
        section.lines().forEach(l -> paragraph("- ", l));
    }

    private void withoutUs() {
        WithoutUsSection section = report.withoutUs();
        if (section != null) {
            head(WithoutUsSection.TITLE);
            section.lines(WIDTH).forEach(this::line);
        }
    }

    private void list(String title, List<String> items) {
        if (!items.isEmpty()) {
            head(title);
            items.forEach(i -> paragraph("- ", i));
        }
    }

    private void head(String title) {
        line("");
        line(title);
        line("-".repeat(Legible.width(title)));
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
