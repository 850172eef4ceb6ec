package dev.lastwatt.adapter.report;

import dev.lastwatt.adapter.report.BudgetReport.DownLine;
import dev.lastwatt.adapter.report.BudgetReport.LeftLine;
import dev.lastwatt.app.BudgetInquiry;
import dev.lastwatt.app.Snapshot;
import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.outage.GuestRun;
import dev.lastwatt.core.outage.Run;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.plan.PlannedStop;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report's lines about guests. */
final class BudgetLines {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

    private static final int WORTH_NOT_REPEATING = 60;

    private final BudgetInquiry inquiry;
    private final ZoneId zone;
    private final Snapshot snapshot;
    private final @Nullable Plan plan;
    private final GuestNames names;

    BudgetLines(BudgetInquiry inquiry, ZoneId zone) {
        this.inquiry = inquiry;
        this.zone = zone;
        this.snapshot = inquiry.snapshot();
        this.plan = snapshot.plan();
        Map<GuestId, String> all = new LinkedHashMap<>();
        Inventory inventory = snapshot.inventory();
        if (inventory != null) {
            inventory.guests().forEach(g -> all.put(g.id(), g.name()));
        }
        if (plan != null) {
            plan.stops().forEach(s -> all.putIfAbsent(s.guest(), s.name()));
            plan.left().forEach(l -> all.putIfAbsent(l.guest(), l.name()));
        }
        this.names = new GuestNames(all);
    }

    GuestNames names() {
        return names;
    }

    static String word(GuestState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    List<StopLine> stops() {
        Plan known = plan;
        return known == null
                ? List.of()
                : eachFigureOnce(known.stops().stream().map(s -> line(known, s)).toList());
    }

    /** What rests on the same words as the guest before it says so instead of repeating them. */
    private static List<StopLine> eachFigureOnce(List<StopLine> lines) {
        Map<String, String> told = new HashMap<>();
        return lines.stream()
                .map(l -> {
                    String first = told.putIfAbsent(l.because(), l.name());
                    return first == null || l.because().length() < WORTH_NOT_REPEATING
                            ? l
                            : l.because("as for " + first);
                })
                .toList();
    }

    private StopLine line(Plan known, PlannedStop stop) {
        Inventory inventory = snapshot.inventory();
        Guest guest = inventory == null ? null : inventory.guest(stop.guest()).orElse(null);
        Instant requested = stop.requestedAt();
        long start = Marks.after(known, requested == null ? stop.latestStart() : requested);
        long expected = Math.max(start, Marks.after(known, stop.expectedEnd()));
        long worst = Math.max(expected, Marks.after(known, stop.worstEnd()));
        long planned = Spans.floor(stop.time().upper());
        boolean sharesItsVolume = stop.method() == StopMethod.SAVE
                && guest != null
                && snapshot.policy().savesOn(guest.volume()) > 1;
        return new StopLine(
                names.of(stop.guest()),
                guest == null ? "unknown" : word(guest.state()),
                stop.method(),
                Legible.sentence(stop.why()),
                requested == null ? null : start,
                start,
                expected,
                worst,
                start - Marks.of(known).earliest(),
                expected - start,
                sharesItsVolume ? planned : worst - start,
                stop.time().samples(),
                Legible.sentence(stop.time().because()) + (sharesItsVolume ? "; saves share the volume's pace" : ""),
                mustBeDownBefore(known, stop),
                stop.waitsFor() == null ? null : Legible.cut(Legible.of(stop.waitsFor()), GuestNames.COLUMNS),
                guest == null ? 0 : guest.memoryBytes(),
                known.budget().decidedBy(stop.name()),
                measured(stop.guest()));
    }

    private String measured(GuestId guest) {
        Instant at = inquiry.lastMeasured().get(guest);
        return at == null ? "-" : DAY.format(at.atZone(zone));
    }

    private List<String> mustBeDownBefore(Plan known, PlannedStop stop) {
        return snapshot.graph().clientsOf(stop.guest()).stream()
                .map(Dependency::guest)
                .filter(c -> known.stop(c).isPresent())
                .map(names::of)
                .toList();
    }

    List<DownLine> down() {
        Run run = snapshot.state().running().orElse(null);
        if (run == null) {
            return List.of();
        }
        List<DownLine> out = new ArrayList<>();
        for (GuestRun guest : run.guests().values()) {
            Instant downAt = guest.downAt();
            if (downAt != null && !guest.attempts().isEmpty() && guest.upAt() == null) {
                out.add(new DownLine(
                        names.of(guest.guest()),
                        guest.downState() == null ? "down" : word(guest.downState()),
                        Spans.floor(Duration.between(
                                run.failedAt(), guest.attempts().get(0).at())),
                        Spans.floor(Duration.between(run.failedAt(), downAt))));
            }
        }
        return out;
    }

    List<LeftLine> left() {
        Plan known = plan;
        return known == null
                ? List.of()
                : known.left().stream()
                        .map(l -> new LeftLine(names.of(l.guest()), Legible.sentence(l.why())))
                        .toList();
    }
}
