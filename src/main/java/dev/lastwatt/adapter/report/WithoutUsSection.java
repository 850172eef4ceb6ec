package dev.lastwatt.adapter.report;

import dev.lastwatt.adapter.report.TextTable.Column;
import dev.lastwatt.app.SettingsReview;
import dev.lastwatt.app.Snapshot;
import dev.lastwatt.core.guest.AutomaticSetting;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.plan.SettingChange;
import dev.lastwatt.core.plan.WithoutUs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The section of the budget report on the day when Lastwatt does not run and Windows alone goes down.
 *
 * @param sentences the answer, and from when to when it is meant
 * @param guests what becomes of each guest
 * @param assumptions what that rests on
 * @param advice what would make it better
 */
public record WithoutUsSection(
        List<String> sentences, List<GuestLine> guests, List<String> assumptions, List<String> advice) {

    /** The heading. */
    public static final String TITLE = "Without Lastwatt: if Windows alone shut down";

    /**
     * A guest.
     *
     * @param loss {@code clean}, {@code perhaps lost} or {@code LOST}
     */
    public record GuestLine(String name, String action, String expected, String worst, String loss, String why) {}

    /** Copies the lists. */
    public WithoutUsSection {
        sentences = List.copyOf(sentences);
        guests = List.copyOf(guests);
        assumptions = List.copyOf(assumptions);
        advice = List.copyOf(advice);
    }

    /** The section for this snapshot; empty before the first plan. */
    static Optional<WithoutUsSection> of(Snapshot snapshot) {
        Plan plan = snapshot.plan();
        return plan == null ? Optional.empty() : Optional.of(of(plan.withoutUs(), snapshot));
    }

    private static WithoutUsSection of(WithoutUs without, Snapshot snapshot) {
        Map<GuestId, String> called = new HashMap<>();
        without.endings().forEach(e -> called.put(e.guest(), e.name()));
        GuestNames names = new GuestNames(called);
        return new WithoutUsSection(
                sentences(without),
                without.endings().stream().map(e -> line(e, names)).toList(),
                WithoutUs.ASSUMPTIONS,
                advice(without, snapshot, names));
    }

    private static List<String> sentences(WithoutUs without) {
        List<String> out = new ArrayList<>();
        out.add("Stopping the guests by Hyper-V's automatic stop actions and then the host takes "
                + Spans.words(without.neededExpected()) + ", at worst " + Spans.words(without.neededWorst()) + ".");
        out.add("If Windows begins at the failure of the mains, the battery " + carries(without.ifAtOnce()) + " ("
                + Spans.words(without.runtime()) + " at least).");
        out.add("If it begins only at the UPS's low battery, the battery " + carries(without.ifAtLowBattery()) + " ("
                + Spans.words(WithoutUs.LOW_BATTERY) + " are assumed to be left then).");
        long hard = count(without, WithoutUs.Loss.EXPECTED);
        long perhaps = count(without, WithoutUs.Loss.POSSIBLE);
        out.add(
                hard + perhaps == 0
                        ? "No guest would be turned off hard."
                        : "Turned off hard: " + hard + " of "
                                + without.endings().size() + " guests, and perhaps " + perhaps + " more.");
        return out;
    }

    private static String carries(WithoutUs.Carried carried) {
        return switch (carried) {
            case YES -> "carries it";
            case PROBABLY -> "probably carries it, but not at worst";
            case NO -> "DOES NOT carry it: the power ends under guests that are still going down";
        };
    }

    private static long count(WithoutUs without, WithoutUs.Loss loss) {
        return without.endings().stream().filter(e -> e.loss() == loss).count();
    }

    private static GuestLine line(WithoutUs.Ending ending, GuestNames names) {
        return new GuestLine(
                names.of(ending.guest()),
                Legible.of(ending.action()),
                clock(ending.expected()),
                clock(ending.worst()),
                switch (ending.loss()) {
                    case NONE -> "clean";
                    case POSSIBLE -> "perhaps lost";
                    case EXPECTED -> "LOST";
                },
                Legible.sentence(ending.why()));
    }

    private static String clock(Duration time) {
        return Spans.clock(Spans.floor(time));
    }

    private static List<String> advice(WithoutUs without, Snapshot snapshot, GuestNames names) {
        List<String> out = new ArrayList<>();
        List<SettingChange> stops = SettingsReview.audit(snapshot)
                .map(a -> a.changes().stream()
                        .filter(c -> c.setting() == AutomaticSetting.STOP_ACTION)
                        .toList())
                .orElse(List.of());
        for (WithoutUs.Ending lost : without.lost()) {
            stops.stream()
                    .filter(c -> c.guest().equals(lost.guest()))
                    .forEach(c -> out.add(names.of(c.guest()) + ": set its automatic stop action to " + c.wanted()
                            + " instead of " + Legible.of(c.now()) + " (" + Legible.sentence(c.why()) + ")"));
        }
        if (!stops.isEmpty()) {
            out.add("'lastwatt settings' shows " + stops.size()
                    + " stop action(s) that differ from the policy, 'lastwatt settings --apply' sets them");
        }
        if (without.ifAtOnce() == WithoutUs.Carried.YES && without.ifAtLowBattery() != WithoutUs.Carried.YES) {
            out.add("whatever else shuts this host down must not wait for low battery: it needs "
                    + Spans.words(without.neededWorst()) + " before the end of the battery");
        }
        return out;
    }

    /** The section as lines of plain text, without its heading. */
    List<String> lines(int width) {
        List<String> out = new ArrayList<>();
        sentences.forEach(s -> out.addAll(Legible.wrap(s, width)));
        if (!guests.isEmpty()) {
            out.add("");
            out.addAll(table().lines());
            out.add("");
        }
        assumptions.forEach(a -> out.addAll(item("  assumed: ", a, width)));
        advice.forEach(a -> out.addAll(item("- ", a, width)));
        return out;
    }

    private TextTable table() {
        TextTable table = new TextTable(
                Column.left("guest", GuestNames.COLUMNS),
                Column.left("action", 10),
                Column.right("down"),
                Column.right("at worst"),
                Column.left("", 12),
                Column.left("why", 50));
        for (GuestLine g : guests) {
            List<String> why = Legible.wrap(g.why(), 50);
            table.row(g.name(), g.action(), g.expected(), g.worst(), g.loss(), why.get(0));
            why.stream().skip(1).forEach(more -> table.row("", "", "", "", "", more));
        }
        return table;
    }

    private static List<String> item(String first, String text, int width) {
        List<String> lines = new ArrayList<>();
        for (String line : Legible.wrap(text, width - first.length())) {
            lines.add((lines.isEmpty() ? first : " ".repeat(first.length())) + line);
        }
        return lines;
    }

    /** The section as HTML, or nothing where there is none. */
    static String html(@Nullable WithoutUsSection section) {
        return section == null
                ? ""
                : Pages.template("without-us.html")
                        .data("title", TITLE)
                        .data("section", section)
                        .render();
    }
}
