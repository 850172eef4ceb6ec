package dev.lastwatt.adapter.rest.view;

import dev.lastwatt.app.BudgetInquiry;
import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.plan.Budget;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.plan.PlannedStop;
import dev.lastwatt.core.plan.StatedProbability;
import dev.lastwatt.core.plan.StockFigures;
import dev.lastwatt.core.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The arithmetic in full, and everything that the budget report says besides. */
@Schema(
        name = "BudgetReport",
        description = "The plan's arithmetic against the remaining runtime: needed = guests + host + reserve and"
                + " margin = available - needed; each guest's figures; what would help; figures for other servers.")
public record BudgetReportView(
        @Schema(description = "When the plan was made") Instant madeAt,

        @Schema(
                description =
                        "From the first stop until the last guest is down, or until other servers on the UPS have had their time")
        Duration guests,

        @Schema(description = "The host's own shutdown") Duration host,

        @Schema(description = "What is left in the battery on purpose")
        Duration reserve,

        @Schema(description = "guests + host + reserve") Duration needed,

        @Schema(
                description =
                        "What the battery lasts longer because guests that are down use nothing, as the plan has it")
        Duration loadCredit,

        @Schema(
                description =
                        "The lower bound of the remaining runtime and the credit, less what must pass before the first stop may begin")
        Duration available,

        @Schema(description = "available - needed; negative where the battery does not suffice")
        Duration margin,

        @Schema(description = "Whether the margin is not negative")
        boolean fits,

        @Schema(description = "The guests on the chain that decides how long the guests take, the first to stop first")
        List<String> breaks,

        @Schema(description = "The same in a sentence") String summary,
        RemainingView remaining,

        CleanStopView cleanStop,

        @Schema(description = "yes, no, or unknown where the figures may not be believed")
        String verdict,

        @Schema(description = "Why the answer cannot be known")
        List<String> doubts,

        @Schema(description = "When the UPS was wrong before")
        List<String> upsWasWrong,

        AgedView aged,
        TimesView times,
        LimitsView limits,

        @Schema(description = "Every guest to be stopped, the first to stop first")
        List<BudgetGuestView> stops,

        @Schema(description = "Tiers that may be stopped early, in the order of their times")
        List<SheddingView> shedding,

        @Schema(description = "What would make the margin larger, the largest gain first")
        List<HelpView> helps,

        @Schema(description = "Figures for the other servers on the UPS that run stock software")
        StockView stock) {

    /** How probable it is that everything stops cleanly. */
    @Schema(
            name = "CleanStop",
            description =
                    "How probable it is that every guest of the plan and the host stop cleanly, if the outage outlasts"
                            + " the battery.")
    public record CleanStopView(
            @Schema(description = "0 to 1, capped at 0.995") double probability,

            @Schema(description = "The same in a sentence") String sentence,

            @Schema(description = "Why it is not certain, the dearest reason first")
            List<String> reasons) {

        static CleanStopView of(Plan plan) {
            StatedProbability stated = plan.stated();
            return new CleanStopView(
                    Math.min(StatedProbability.HIGHEST_SHOWN, stated.value()), stated.sentence(), stated.reasons());
        }
    }

    /** The same battery a year older. */
    @Schema(name = "Aged", description = "The same plan on the same battery a year older.")
    public record AgedView(Duration lowerBound, Duration margin, boolean fits, String because) {}

    /** The times that the plan works with. */
    @Schema(name = "BudgetTimes", description = "The times that all others are counted from or back from.")
    public record TimesView(
            @Schema(description = "When the mains failed, or would; TIMEOUTs count from here")
            Instant powerFailedAt,

            @Schema(description = "No stop begins before: the end of riding through, or now")
            Instant earliestStart,

            @Schema(description = "When the first stop must begin at the latest")
            Instant firstStart,

            @Schema(description = "emptyAt - reserve - host: every guest is down")
            Instant commitPoint,

            @Schema(description = "commitPoint + host") Instant hostOff,

            @Schema(description = "madeAt + the lower bound of the remaining runtime + loadCredit")
            Instant emptyAt) {}

    /** What stops at once. */
    @Schema(name = "Limits", description = "How much stops at once.")
    public record LimitsView(
            @Schema(description = "Saved states written to one volume at once")
            int savesPerVolume,

            @Schema(description = "Where it is another number: that number, by the volume's name")
            Map<String, Integer> savesOnVolume,

            @Schema(description = "Guests that shut down at once")
            int concurrentShutdowns,

            @Schema(description = "The longest time that another server on the UPS needs")
            Duration othersNeed) {}

    private static Map<String, Integer> savesOnVolume(Plan plan) {
        Policy policy = plan.request().policy();
        Map<String, Integer> others = new TreeMap<>();
        plan.request().inventory().guests().forEach(g -> others.put(g.volume(), policy.savesOn(g.volume())));
        others.values().removeIf(n -> n == policy.savesPerVolume());
        return others;
    }

    /** A guest to be stopped. */
    @Schema(name = "BudgetGuest", description = "Everything about one guest's stop that the plan rests on.")
    public record BudgetGuestView(
            String guest,
            String name,
            String method,
            String why,

            @Schema(description = "Counted from the failure of the mains: when its stop must begin")
            Duration timeout,

            Instant latestStart,
            Instant expectedEnd,
            Instant worstEnd,
            Duration slack,
            Duration p50,
            Duration p95,
            Duration p99,

            @Schema(description = "Probability that the stop never ends")
            double hang,

            @Schema(
                    description =
                            "What is planned for it: p95, of a save times the saves that share its volume; of a stop under way what is left of it")
            Duration planned,

            @Schema(description = "How many measured stops that rests on")
            int samples,

            @Schema(description = "When one was last measured; absent if none was") @Nullable Instant lastMeasured,

            String because,

            @Schema(description = "Whether it is on the chain that decides")
            boolean critical,

            @Schema(description = "The guests that must be down before it begins to stop, by id")
            List<String> after,

            @Schema(description = "Where its saved state goes") @Nullable String volume,

            double priority,

            @Schema(
                    description =
                            "Its place in the order in which the plan gave away times, backwards from the commit point; 0 was the first")
            int rank,

            @Schema(description = "It is stopped early so that others run longer: latestStart is the time for that")
            boolean shed,

            @Schema(description = "When it was asked; absent if it was not") @Nullable Instant requestedAt) {}

    /** A tier that may be stopped early. */
    @Schema(name = "Shedding", description = "What the plan makes of a tier of guests that may be stopped early.")
    public record SheddingView(
            @Schema(description = "Its guests as the policy names them")
            String tier,

            @Schema(description = "The guests that are shed, by name; empty if the tier is not shed")
            List<String> guests,

            Instant at,

            @Schema(description = "What it adds to the time that the others run")
            Duration buys,

            @Schema(description = "Why it is not shed; absent if it is") @Nullable String whyNot,

            @Schema(description = "Guests of it that stay, with the reason")
            List<String> held) {}

    /** What would help. */
    @Schema(name = "Help", description = "A change, and by how much the margin grows with it, found by planning again.")
    public record HelpView(String kind, String what, String how, Duration gain, int moreInTime) {}

    /** Figures for stock software. */
    @Schema(name = "StockFigures", description = "Figures to copy to servers that run apcupsd or NUT. Whole seconds.")
    public record StockView(
            List<ApcupsdView> apcupsd, @Nullable NutView nut) {}

    /** Figures for apcupsd. */
    @Schema(name = "ApcupsdFigures", description = "For apcupsd.conf of one server.")
    public record ApcupsdView(
            String server,
            long needs,

            @Schema(description = "Absent where it cannot be down in time") @Nullable Long timeout,

            long batteryLevel,
            long minutes,
            long pollTime,
            long onBatteryDelay,
            long downBy,
            List<String> arithmetic) {}

    /** Figures for NUT. */
    @Schema(name = "NutFigures", description = "For upsmon.conf and ups.conf of a NUT primary.")
    public record NutView(
            long hostSync,
            long finalDelay,
            long offDelay,
            long onDelay,
            @Nullable Long forcedShutdownBy,
            @Nullable Long runtimeLow,
            List<String> arithmetic) {}

    /**
     * The JSON of this.
     *
     * @param plan the plan of the inquiry, which is there
     */
    public static BudgetReportView of(BudgetInquiry inquiry, Plan plan) {
        Budget budget = plan.budget();
        Plan aged = inquiry.aged() == null ? plan : inquiry.aged();
        StockFigures stock = inquiry.stock();
        return new BudgetReportView(
                plan.madeAt(),
                budget.guests(),
                budget.host(),
                budget.reserve(),
                budget.needed(),
                budget.loadCredit(),
                budget.available(),
                budget.margin(),
                budget.fits(),
                budget.breaks(),
                BudgetView.summary(budget),
                RemainingView.of(plan.remaining()),
                CleanStopView.of(plan),
                inquiry.doubts().isEmpty() ? (budget.fits() ? "yes" : "no") : "unknown",
                inquiry.doubts(),
                inquiry.upsWasWrong(),
                new AgedView(
                        aged.remaining().lowerBound(),
                        aged.budget().margin(),
                        aged.budget().fits(),
                        aged.remaining().because()),
                new TimesView(
                        plan.powerFailedAt(),
                        plan.request().earliestStart(),
                        plan.firstStart(),
                        plan.commitPoint(),
                        plan.hostOff(),
                        plan.emptyAt()),
                new LimitsView(
                        plan.request().policy().savesPerVolume(),
                        savesOnVolume(plan),
                        plan.request().policy().concurrentShutdowns(),
                        plan.request().policy().othersNeed()),
                plan.stops().stream().map(s -> guest(s, inquiry, plan)).toList(),
                plan.shedding().stream()
                        .map(s -> new SheddingView(s.tier(), s.guests(), s.at(), s.buys(), s.whyNot(), s.held()))
                        .toList(),
                inquiry.helps().stream()
                        .map(h -> new HelpView(h.kind().word(), h.what(), h.how(), h.gain(), h.moreInTime()))
                        .toList(),
                stock == null ? new StockView(List.of(), null) : stock(stock));
    }

    private static BudgetGuestView guest(PlannedStop stop, BudgetInquiry inquiry, Plan plan) {
        Guest guest = plan.request().inventory().guest(stop.guest()).orElse(null);
        return new BudgetGuestView(
                stop.guest().toString(),
                stop.name(),
                stop.method().word(),
                stop.why(),
                stop.timeout(),
                stop.latestStart(),
                stop.expectedEnd(),
                stop.worstEnd(),
                stop.slack(),
                stop.time().median(),
                stop.time().upper(),
                stop.time().extreme(),
                stop.time().hang(),
                Duration.between(stop.requestedAt() == null ? stop.latestStart() : plan.madeAt(), stop.worstEnd()),
                stop.time().samples(),
                inquiry.lastMeasured().get(stop.guest()),
                stop.time().because(),
                plan.budget().decidedBy(stop.name()),
                plan.request().graph().clientsOf(stop.guest()).stream()
                        .map(Dependency::guest)
                        .filter(c -> plan.stop(c).isPresent())
                        .map(Object::toString)
                        .toList(),
                guest == null ? null : guest.volume(),
                guest == null ? 1 : plan.request().policy().ruleFor(guest).priority(),
                stop.rank(),
                stop.shed(),
                stop.requestedAt());
    }

    private static StockView stock(StockFigures stock) {
        StockFigures.Nut nut = stock.nut();
        return new StockView(
                stock.servers().stream()
                        .map(s -> new ApcupsdView(
                                s.server(),
                                s.needs(),
                                s.timeout(),
                                s.batteryLevel(),
                                s.minutes(),
                                StockFigures.POLLTIME,
                                StockFigures.ONBATTERYDELAY,
                                s.downBy(),
                                s.arithmetic()))
                        .toList(),
                nut == null
                        ? null
                        : new NutView(
                                nut.hostSync(),
                                nut.finalDelay(),
                                nut.offDelay(),
                                nut.onDelay(),
                                nut.forcedShutdownBy(),
                                nut.runtimeLow(),
                                nut.arithmetic()));
    }
}
