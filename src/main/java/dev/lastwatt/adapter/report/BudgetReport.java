package dev.lastwatt.adapter.report;

import dev.lastwatt.app.BudgetInquiry;
import dev.lastwatt.app.Snapshot;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.plan.StatedProbability;
import dev.lastwatt.core.power.RemainingRuntime;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether the battery lasts long enough, and everything the answer rests on. Made from one snapshot; {@link BudgetText},
 * {@link BudgetPage} and {@link Timeline} show it.
 *
 * @param at when
 * @param zone where its reader lives
 * @param host the host's name
 * @param phase where the outage stands
 * @param power the power state
 * @param arming whether the service would act
 * @param onBattery the mains have failed: the plan is for this outage, not for a failure at this moment
 * @param verdict the answer
 * @param answers what goes with the answer: how sure it is, and the same on an older battery
 * @param battery why the runtime is what it is
 * @param reading the latest reading in a line
 * @param marks the plan's times, null without a plan
 * @param decides what decides how long it takes
 * @param stops the guests to be stopped, the first to stop first
 * @param down the guests that this outage's run has stopped already
 * @param left the guests that are left to the host's own shutdown
 * @param others the other servers on the UPS
 * @param unknowns what is not known
 * @param sections what stands after that: what would help, figures for other servers
 * @param notes what else an administrator should know
 * @param withoutUs what Windows alone would do, null without a plan
 */
public record BudgetReport(
        Instant at,
        ZoneId zone,
        String host,
        String phase,
        String power,
        String arming,
        boolean onBattery,
        Verdict verdict,
        List<String> answers,
        String battery,
        String reading,
        @Nullable Marks marks,
        String decides,
        List<StopLine> stops,
        List<DownLine> down,
        List<LeftLine> left,
        List<OtherLine> others,
        List<String> unknowns,
        List<Section> sections,
        List<String> notes,
        @Nullable WithoutUsSection withoutUs) {

    /**
     * A guest that is down already, by the run under way. Times are seconds after the failure of the mains.
     *
     * @param state how it was seen
     */
    public record DownLine(String name, String state, long askedAt, long downAt) {
        /** From the request until it was down. */
        public String took() {
            return Spans.words(downAt - askedAt);
        }

        /** When it was seen down. */
        public String downClock() {
            return Spans.clock(downAt);
        }
    }

    /** A guest that is left to the host's own shutdown, and why. */
    public record LeftLine(String name, String why) {}

    /** Another server on the UPS, and how long it needs from the first stop here. */
    public record OtherLine(String name, long needs) {
        /** How long it needs, in words. */
        public String needsWords() {
            return Spans.words(needs);
        }
    }

    /** Copies the lists. */
    public BudgetReport {
        stops = List.copyOf(stops);
        down = List.copyOf(down);
        left = List.copyOf(left);
        others = List.copyOf(others);
        unknowns = List.copyOf(unknowns);
        answers = List.copyOf(answers);
        sections = List.copyOf(sections);
        notes = List.copyOf(notes);
    }

    /**
     * The report on this snapshot.
     *
     * @param zone where its reader lives
     */
    public static BudgetReport of(Snapshot snapshot, ZoneId zone) {
        return of(BudgetInquiry.of(snapshot), zone);
    }

    /**
     * The report on this.
     *
     * @param zone where its reader lives
     */
    public static BudgetReport of(BudgetInquiry inquiry, ZoneId zone) {
        Snapshot snapshot = inquiry.snapshot();
        Plan plan = snapshot.plan();
        BudgetLines lines = new BudgetLines(inquiry, zone);
        Gaps gaps = new Gaps(inquiry, lines.names());
        return new BudgetReport(
                snapshot.at(),
                zone,
                snapshot.inventory() == null
                        ? "host not read yet"
                        : Legible.of(snapshot.inventory().hostName()),
                snapshot.state().phase().word(),
                snapshot.power().word(),
                snapshot.arming().word(),
                snapshot.power().onBatterySince().isPresent(),
                Verdict.of(snapshot),
                answers(inquiry),
                battery(snapshot.remaining()),
                ReadingLine.of(snapshot),
                plan == null ? null : Marks.of(plan),
                plan == null ? "" : Decides.words(plan, snapshot.policy()),
                lines.stops(),
                lines.down(),
                lines.left(),
                snapshot.policy().otherServers().stream()
                        .map(o -> new OtherLine(Legible.of(o.name()), Spans.floor(o.needs())))
                        .toList(),
                gaps.unknowns(),
                sections(inquiry, gaps),
                Stream.concat(snapshot.alarms().stream(), plan == null ? Stream.empty() : plan.notes().stream())
                        .distinct()
                        .map(Legible::of)
                        .toList(),
                WithoutUsSection.of(snapshot).orElse(null));
    }

    /** Each stands after the guests, in this order. */
    private static List<Section> sections(BudgetInquiry inquiry, Gaps gaps) {
        List<Section> sections = new ArrayList<>();
        sections.add(SheddingSection.of(inquiry));
        sections.add(HelpSection.of(inquiry, gaps.helps()));
        sections.addAll(StockSections.of(inquiry));
        sections.removeIf(Section::isEmpty);
        return sections;
    }

    private static List<String> answers(BudgetInquiry inquiry) {
        Plan plan = inquiry.snapshot().plan();
        Plan aged = inquiry.aged();
        if (plan == null || aged == null) {
            return List.of();
        }
        StatedProbability stated = plan.stated();
        List<String> reasons = stated.reasons();
        String sentence = stated.sentence();
        return List.of(
                sentence.substring(0, 1).toUpperCase(Locale.ROOT)
                        + sentence.substring(1)
                        + (reasons.isEmpty()
                                ? ""
                                : ". What costs most: " + Legible.sentence(String.join("; ", reasons)))
                        + ".",
                "The battery holds that long with "
                        + Math.round(plan.remaining().confidence() * 100)
                        + " % confidence; 95 in 100 stops of each guest end in the time planned for them.",
                "The host's own shutdown is planned with "
                        + Spans.words(inquiry.snapshot().hostShutdown().time()) + ": "
                        + Legible.sentence(inquiry.snapshot().hostShutdown().because()) + ".",
                "On the same battery a year older: " + Verdict.byTheFigures(aged));
    }

    private static String battery(RemainingRuntime remaining) {
        return "lasts at least " + Spans.words(remaining.lowerBound()) + " ("
                + Math.round(remaining.confidence() * 100) + " % sure), probably " + Spans.words(remaining.likely())
                + ": " + Legible.sentence(remaining.because()) + ".";
    }

    /** Where things stand, in a few words. */
    public String status() {
        return (power.equals(phase) ? power : power + ", " + phase) + ", " + arming;
    }

    /** What the times count from. */
    public String zero() {
        return onBattery ? "the failure of the mains" : "a failure of the mains at this moment";
    }
}
