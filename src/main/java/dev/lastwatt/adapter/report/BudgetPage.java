package dev.lastwatt.adapter.report;

import io.quarkus.qute.Template;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The budget as one page of HTML that needs nothing else: no script, no other file, and it prints in black and white. */
public final class BudgetPage {

    private static final Template TEMPLATE = Pages.template("budget.html");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm:ss z", Locale.ENGLISH);

    private BudgetPage() {}

    /**
     * A line of the sum.
     *
     * @param kind class of the row
     */
    public record SumLine(String kind, String sign, String what, String length, String remark) {}

    /** The page. */
    public static String render(BudgetReport report) {
        return TEMPLATE.data("report", report)
                .data("date", DATE.format(report.at().atZone(report.zone())))
                .data("sum", sum(report))
                .data("marks", report.marks())
                .data("hasPlan", report.marks() != null)
                .data("style", Pages.STYLE)
                .data("policy", Pages.POLICY)
                .data("timeline", Timeline.svg(report))
                .data("withoutUs", WithoutUsSection.html(report.withoutUs()))
                .render();
    }

    /** The content security policy that the page is written for, to be sent as a header too. */
    public static String contentSecurityPolicy() {
        return Pages.POLICY + "; frame-ancestors 'none'";
    }

    private static List<SumLine> sum(BudgetReport report) {
        Marks marks = report.marks();
        if (marks == null) {
            return List.of();
        }
        List<SumLine> lines = new ArrayList<>();
        if (!marks.plain()) {
            lines.add(line("", "", "the battery lasts at least", marks.lowerBound(), ""));
        }
        if (marks.loadCredit() > 0) {
            lines.add(line(
                    "",
                    "+",
                    "the load falls as guests stop",
                    marks.loadCredit(),
                    "guests that are down use nothing any more"));
        }
        if (marks.ridingThrough() > 0) {
            lines.add(line(
                    "",
                    "\u2212",
                    "riding through",
                    marks.ridingThrough(),
                    "most failures are over by then; nothing is stopped"));
        }
        lines.add(line("total", "=", "available", marks.available(), ""));
        lines.add(line("", "", "stopping the guests", marks.guests(), "decided by " + report.decides()));
        lines.add(line("", "+", "the host's own shutdown", marks.host(), ""));
        lines.add(line("", "+", "reserve", marks.reserve(), "left in the battery on purpose"));
        lines.add(line("total", "=", "needed", marks.needed(), ""));
        boolean isShort = marks.margin() < 0;
        lines.add(line("margin", "", isShort ? "short by" : "to spare", Math.abs(marks.margin()), ""));
        return lines;
    }

    private static SumLine line(String kind, String sign, String what, long seconds, String remark) {
        return new SumLine(kind, sign, what, Spans.words(seconds), remark);
    }
}
