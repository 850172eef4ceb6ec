package dev.lastwatt.adapter.report;

import dev.lastwatt.adapter.report.BudgetReport.DownLine;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The plan as a picture: a row for each guest, a bar from its latest start to its end. Drawn to be read in black and white. The
 * table beside it says the same in words.
 */
public final class Timeline {

    private static final int WIDTH = 980;
    private static final double LEFT = 176;
    private static final double PLOT = 780;
    private static final double TOP = 66;
    private static final double ROW = 26;
    private static final double BAR = 14;
    private static final double TIMEOUT_WIDTH = 44;
    private static final String INK = "#1f3b57";
    private static final String FONT = "font-family=\"sans-serif\" font-size=\"12\" fill=\"#111\"";
    private static final String SMALL = "font-family=\"sans-serif\" font-size=\"11\" fill=\"#111\"";

    private final BudgetReport report;
    private final Marks marks;
    private final Axis axis;
    private final Map<String, Integer> rows = new HashMap<>();
    private final Map<String, StopLine> bars = new HashMap<>();
    private final Svg svg = new Svg();
    private final double bottom;

    private Timeline(BudgetReport report, Marks marks) {
        this.report = report;
        this.marks = marks;
        report.down().forEach(d -> rows.put(d.name(), rows.size()));
        report.stops().forEach(s -> rows.putIfAbsent(s.name(), rows.size()));
        report.stops().forEach(s -> bars.put(s.name(), s));
        this.bottom = TOP + Math.max(1, rows.size()) * ROW;
        this.axis = Axis.over(first(), last(), LEFT, PLOT);
    }

    /** The picture; empty without a plan. */
    public static String svg(BudgetReport report) {
        Marks marks = report.marks();
        return marks == null ? "" : new Timeline(report, marks).draw();
    }

    private long first() {
        return LongStream.concat(
                        LongStream.of(marks.firstStart()),
                        LongStream.concat(
                                report.stops().stream().mapToLong(StopLine::start),
                                report.down().stream().mapToLong(DownLine::askedAt)))
                .min()
                .orElse(0);
    }

    private long last() {
        return LongStream.concat(
                        LongStream.of(marks.now(), marks.empty()),
                        report.stops().stream().mapToLong(StopLine::worstEnd))
                .max()
                .orElse(0);
    }

    private String draw() {
        svg.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"lw-timeline-title\""
                + " viewBox=\"0 0 " + WIDTH + " " + Axis.place(bottom + 74) + "\" width=\"100%\">");
        svg.raw("<title id=\"lw-timeline-title\">" + Svg.escaped(summary()) + "</title>");
        svg.raw("<defs><pattern id=\"lw-hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
                + "<rect width=\"6\" height=\"6\" fill=\"#fff\"/>"
                + "<path d=\"M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2\" stroke=\"" + INK
                + "\" stroke-width=\"1.2\"/></pattern></defs>");
        drawPast();
        drawAxis();
        report.down().forEach(this::drawDown);
        report.stops().forEach(this::drawStop);
        report.stops().forEach(this::drawWaiting);
        if (rows.isEmpty()) {
            svg.text(LEFT + 8, TOP + 17, FONT, "No guest has to be stopped.");
        }
        drawMarks();
        drawLegend();
        return svg.raw("</svg>").toString();
    }

    private String summary() {
        return "Timeline of " + report.stops().size() + " stops after " + report.zero() + ": first stop at "
                + Spans.clock(marks.firstStart()) + ", host goes down at " + Spans.clock(marks.commit())
                + ", battery empty at " + Spans.clock(marks.empty()) + ". The table has the same figures.";
    }

    /** Where a plan that does not fit would have had to begin: nobody can, and this is to be seen at once. */
    private void drawPast() {
        if (marks.margin() < 0) {
            double edge = axis.x(marks.earliest());
            svg.rect(LEFT, TOP, edge - LEFT, bottom - TOP, "fill=\"#f6dcdc\"");
            svg.text(LEFT + 4, TOP - 5, SMALL + " font-weight=\"bold\"", "too late for this");
        }
    }

    private void drawAxis() {
        for (long tick : axis.ticks()) {
            svg.line(axis.x(tick), TOP, axis.x(tick), bottom, "stroke=\"#ddd\"");
            svg.text(axis.x(tick), bottom + 14, SMALL + " text-anchor=\"middle\"", Axis.label(tick));
        }
        svg.line(LEFT, bottom, LEFT + PLOT, bottom, "stroke=\"#111\"");
        String cut = axis.isCut() ? "; the axis does not begin at 0, until then nothing is stopped" : "";
        svg.text(LEFT + PLOT, bottom + 30, SMALL + " text-anchor=\"end\"", "minutes after " + report.zero() + cut);
    }

    private double y(String name) {
        return TOP + rows.getOrDefault(name, 0) * ROW;
    }

    private void label(String name, boolean critical) {
        svg.text(
                LEFT - 8,
                y(name) + 17,
                FONT + " text-anchor=\"end\"" + (critical ? " font-weight=\"bold\"" : ""),
                Legible.cut(name, GuestNames.COLUMNS));
    }

    private void drawDown(DownLine guest) {
        label(guest.name(), false);
        svg.raw("<g>");
        title(guest.name() + ": " + guest.state() + " since " + guest.downClock() + ", took " + guest.took());
        bar(guest.name(), guest.askedAt(), guest.downAt(), "fill=\"#999\"");
        svg.raw("</g>");
    }

    private void drawStop(StopLine guest) {
        label(guest.name(), guest.critical());
        svg.raw("<g>");
        title(guest.name() + ": " + guest.method().word() + ", "
                + (guest.requestedAt() == null
                        ? "begins by " + Spans.clock(guest.start())
                        : "asked at " + Spans.clock(guest.start()))
                + ", down by " + guest.expectedClock() + ", at worst by " + guest.worstClock());
        double mid = y(guest.name()) + ROW / 2;
        svg.line(LEFT, mid, Math.max(LEFT, axis.x(guest.start())), mid, "stroke=\"#888\" stroke-width=\"2\"");
        timeout(guest);
        bar(guest.name(), guest.start(), guest.expectedEnd(), "fill=\"" + INK + "\" stroke=\"" + INK + "\"");
        bar(guest.name(), guest.expectedEnd(), guest.worstEnd(), "fill=\"url(#lw-hatch)\" stroke=\"" + INK + "\"");
        svg.raw("</g>");
    }

    /** In the free space before the bar, on white, so that no line runs through it. */
    private void timeout(StopLine guest) {
        double x = axis.x(guest.start());
        if (guest.requestedAt() == null && x - LEFT > TIMEOUT_WIDTH) {
            svg.rect(x - TIMEOUT_WIDTH, y(guest.name()) + 6, TIMEOUT_WIDTH - 2, BAR, "fill=\"#fff\"");
            svg.text(x - 4, y(guest.name()) + 17, SMALL + " text-anchor=\"end\"", guest.timeout());
        }
    }

    private void title(String text) {
        svg.raw("<title>" + Svg.escaped(text) + "</title>");
    }

    private void bar(String name, long from, long to, String attributes) {
        double x = axis.x(from);
        svg.rect(x, y(name) + (ROW - BAR) / 2, axis.x(to) - x, BAR, attributes);
    }

    /** From the end of each guest that must be down first to the start of the one that waits for it. */
    private void drawWaiting(StopLine server) {
        for (String client : server.after()) {
            StopLine first = bars.get(client);
            if (first == null) {
                continue;
            }
            double fromX = axis.x(first.worstEnd());
            double toX = axis.x(server.start());
            double fromY = y(client) + ROW / 2;
            boolean downwards = y(server.name()) > y(client);
            double toY = y(server.name()) + (ROW - BAR) / 2 + (downwards ? 0 : BAR);
            double tip = downwards ? -5 : 5;
            svg.raw("<path d=\"M" + Axis.place(fromX) + "," + Axis.place(fromY) + " H" + Axis.place(toX) + " V"
                    + Axis.place(toY) + "\" fill=\"none\" stroke=\"#555\" stroke-dasharray=\"3 2\"/>");
            svg.raw("<path d=\"M" + Axis.place(toX) + "," + Axis.place(toY) + " l-3.5," + Axis.place(tip) + " h7 z\""
                    + " fill=\"#555\"/>");
        }
    }

    /** The labels descend from right to left, so that no line runs through the label of a later one. */
    private void drawMarks() {
        mark("now", marks.now(), 3, "stroke=\"#111\" stroke-width=\"1\" stroke-dasharray=\"2 3\"");
        mark("no way back, the host goes down", marks.commit(), 2, "stroke=\"#111\" stroke-width=\"2\"");
        mark("host off, the UPS may be cut", marks.hostOff(), 1, "stroke=\"#111\" stroke-width=\"1\"");
        mark("battery empty at the earliest", marks.empty(), 0, "stroke=\"#a00\" stroke-width=\"3\"");
    }

    private void mark(String what, long second, int level, String attributes) {
        if (!axis.shows(second)) {
            return;
        }
        double x = axis.x(second);
        double y = 12 + level * 14;
        boolean onTheRight = x > LEFT + PLOT / 2;
        svg.line(x, y - 8, x, bottom, attributes);
        svg.text(
                x + (onTheRight ? -5 : 5),
                y,
                SMALL + " text-anchor=\"" + (onTheRight ? "end" : "start") + "\"",
                what + ", " + Spans.clock(second));
    }

    private void drawLegend() {
        double y = bottom + 46;
        double x = LEFT;
        svg.line(x, y + 7, x + 22, y + 7, "stroke=\"#888\" stroke-width=\"2\"");
        svg.text(x + 28, y + 11, SMALL, "may run, TIMEOUT");
        svg.rect(x + 130, y, 22, BAR, "fill=\"" + INK + "\"");
        svg.text(x + 158, y + 11, SMALL, "stopping, half of its stops take that long");
        svg.rect(x + 386, y, 22, BAR, "fill=\"url(#lw-hatch)\" stroke=\"" + INK + "\"");
        svg.text(x + 414, y + 11, SMALL, "until here at worst");
        svg.raw("<path d=\"M" + Axis.place(x + 530) + "," + Axis.place(y + 7)
                + " h22\" fill=\"none\" stroke=\"#555\" stroke-dasharray=\"3 2\"/>");
        svg.text(x + 558, y + 11, SMALL, "waits for");
        if (!report.down().isEmpty()) {
            svg.rect(x + 640, y, 22, BAR, "fill=\"#999\"");
            svg.text(x + 668, y + 11, SMALL, "stopped already");
        }
    }
}
