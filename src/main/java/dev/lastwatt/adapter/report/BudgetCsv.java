package dev.lastwatt.adapter.report;

import dev.lastwatt.app.BudgetInquiry;
import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.plan.Budget;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.plan.PlannedStop;
import dev.lastwatt.core.plan.StatedProbability;
import dev.lastwatt.core.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The guests of the budget as comma-separated values (RFC 4180), a line each: spans in seconds, times to the second, and in each line the figures of the whole plan, so that whoever wants to can work
 * the starts out anew. A name that a spreadsheet would take
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
            "memory",
            "volume",
            "planned",
            "rank",
            "after",
            "power_failed_at",
            "earliest_start",
            "commit_point",
            "host_off",
            "runtime",
            "load_credit",
            "available",
            "guests",
            "host_shutdown",
            "reserve",
            "margin",
            "saves_per_volume",
            "concurrent_shutdowns",
            "clean_stop",
            "why");

    private BudgetCsv() {}

    /** The lines, heads first, each ended by carriage return and line feed. Only the heads without a plan. */
    public static String render(BudgetInquiry inquiry) {
        Plan plan = inquiry.snapshot().plan();
        StringBuilder out = new StringBuilder(String.join(",", HEADS)).append(END);
        if (plan != null) {
            List<String> whole = ofThePlan(plan);
            plan.stops().forEach(s -> out.append(line(s, plan, whole, inquiry).stream()
                            .map(BudgetCsv::quoted)
                            .collect(Collectors.joining(",")))
                    .append(END));
        }
        return out.toString();
    }

    private static List<String> line(PlannedStop s, Plan plan, List<String> whole, BudgetInquiry inquiry) {
        List<String> fields = new ArrayList<>(List.of(
                s.guest().toString(),
                text(s.name()),
                s.method().word(),
                seconds(s.timeout()),
                time(s.latestStart()),
                time(s.expectedEnd()),
                time(s.worstEnd()),
                seconds(s.slack()),
                seconds(s.time().median()),
                seconds(s.time().upper()),
                seconds(s.time().extreme()),
                String.format(Locale.ROOT, "%.4f", s.time().hang()),
                Integer.toString(s.time().samples()),
                time(inquiry.lastMeasured().get(s.guest())),
                plan.budget().decidedBy(s.name()) ? "yes" : "no",
                time(s.requestedAt())));
        Guest guest = plan.request().inventory().guest(s.guest()).orElse(null);
        fields.add(guest == null ? "" : Long.toString(guest.memoryBytes()));
        fields.add(guest == null ? "" : text(guest.volume()));
        fields.add(seconds(Duration.between(s.requestedAt() == null ? s.latestStart() : plan.madeAt(), s.worstEnd())));
        fields.add(Integer.toString(s.rank()));
        fields.add(plan.request().graph().clientsOf(s.guest()).stream()
                .map(Dependency::guest)
                .filter(c -> plan.stop(c).isPresent())
                .map(Object::toString)
                .collect(Collectors.joining(" ")));
        fields.addAll(whole);
        fields.add(text(s.why()));
        return fields;
    }

    /** The same in each line, so that a line can be checked by itself. */
    private static List<String> ofThePlan(Plan plan) {
        Budget budget = plan.budget();
        Policy policy = plan.request().policy();
        return List.of(
                time(plan.powerFailedAt()),
                time(plan.request().earliestStart()),
                time(plan.commitPoint()),
                time(plan.hostOff()),
                seconds(plan.remaining().lowerBound()),
                seconds(budget.loadCredit()),
                seconds(budget.available()),
                seconds(budget.guests()),
                seconds(budget.host()),
                seconds(budget.reserve()),
                seconds(budget.margin()),
                Integer.toString(policy.savesPerVolume()),
                Integer.toString(policy.concurrentShutdowns()),
                String.format(
                        Locale.ROOT,
                        "%.3f",
                        Math.min(StatedProbability.HIGHEST_SHOWN, plan.stated().value())));
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0);
    }

    /** To the second, as the report has it. */
    private static String time(@Nullable Instant time) {
        return time == null ? "" : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Text from elsewhere: legible, and no formula. */
    private static String text(String given) {
        String legible = Legible.sentence(given);
        return FORMULA.indexOf(legible.charAt(0)) >= 0 ? "'" + legible : legible;
    }

    private static String quoted(String field) {
        boolean needs = field.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return needs ? '"' + field.replace("\"", "\"\"") + '"' : field;
    }
}
