package dev.lastwatt.adapter.report;

import dev.lastwatt.app.BudgetInquiry;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.plan.PlannedStop;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The guests of the budget as comma-separated values (RFC 4180), a line each, times in seconds. A name that a spreadsheet would take
 * for a formula is given an apostrophe before it.
 */
public final class BudgetCsv {

    private static final String END = "\r\n";
    private static final String FORMULA = "=+-@";

    private static final List<String> HEADS = List.of(
            "guest",
            "name",
            "method",
            "timeout",
            "latest_start",
            "expected_end",
            "worst_end",
            "slack",
            "p50",
            "p95",
            "p99",
            "hang",
            "samples",
            "last_measured",
            "critical",
            "asked_at",
            "why");

    private BudgetCsv() {}

    /** The lines, heads first, each ended by carriage return and line feed. Only the heads without a plan. */
    public static String render(BudgetInquiry inquiry) {
        Plan plan = inquiry.snapshot().plan();
        StringBuilder out = new StringBuilder(String.join(",", HEADS)).append(END);
        if (plan != null) {
            plan.stops().forEach(s -> out.append(line(s, plan, inquiry).stream()
                            .map(BudgetCsv::quoted)
                            .collect(Collectors.joining(",")))
                    .append(END));
        }
        return out.toString();
    }

    private static List<String> line(PlannedStop s, Plan plan, BudgetInquiry inquiry) {
        return List.of(
                s.guest().toString(),
                text(s.name()),
                s.method().word(),
                seconds(s.timeout()),
                s.latestStart().toString(),
                s.expectedEnd().toString(),
                s.worstEnd().toString(),
                seconds(s.slack()),
                seconds(s.time().median()),
                seconds(s.time().upper()),
                seconds(s.time().extreme()),
                String.format(Locale.ROOT, "%.4f", s.time().hang()),
                Integer.toString(s.time().samples()),
                orNothing(inquiry.lastMeasured().get(s.guest())),
                plan.budget().breaks().contains(s.name()) ? "yes" : "no",
                orNothing(s.requestedAt()),
                text(s.why()));
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0);
    }

    private static String orNothing(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /** Text from elsewhere: legible, and no formula. */
    private static String text(String given) {
        String legible = Legible.of(given);
        return FORMULA.indexOf(legible.charAt(0)) >= 0 ? "'" + legible : legible;
    }

    private static String quoted(String field) {
        boolean needs = field.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return needs ? '"' + field.replace("\"", "\"\"") + '"' : field;
    }
}
