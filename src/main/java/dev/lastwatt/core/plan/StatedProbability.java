package dev.lastwatt.core.plan;

import dev.lastwatt.core.guest.StopMethod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How probable it is that everything stops cleanly, given that the outage outlasts the battery: every guest of the plan, and the host.
 * Guests that are left to Windows are not counted.
 *
 * <p>{@code value = exp(-(r·hangs + s·futures + b))}. {@code hangs} is what shutdowns that never end cost, {@code futures} what the
 * plan's futures cost ({@link Futures}), each as minus the logarithm of a probability. The share {@code r} of the hangs that ends
 * uncleanly depends on what is known of saves while a guest stops; the share {@code s} allows for plans that are made anew as the
 * battery shows itself, and for rescues; {@code b} is what no model sees. The four numbers were found by maximum likelihood on outages
 * of the generator, seeds 162 and 163, and rounded to the cautious side ({@code docs/estimator.md}).
 *
 * @param value 0 to 1, not capped
 * @param costs what costs most first; but for guests that are turned off they add up to what is missing to one
 */
public record StatedProbability(double value, List<Cost> costs) {

    /** More than that is not shown: nobody has seen enough outages to say more. */
    public static final double HIGHEST_SHOWN = 0.995;

    /** Of the hangs: what is lost where the host is known to save a guest that hangs, where nobody knows, and where it does not. */
    static final double HANGS_LOST_WHERE_SAVED = 0.03;

    static final double HANGS_LOST_WHERE_UNKNOWN = 0.45;
    static final double HANGS_LOST = 0.65;

    /** What is left of the futures' cost once plans are made anew and guests are rescued. */
    static final double FUTURES_LOST = 0.57;

    /** What no model sees: a battery that dies where its gauge, its age and its kind gave no sign of it. */
    static final double UNFORESEEN = 0.001;

    private static final double LEAST_CLEAN = 1e-4;

    /** Reasons that cost less are not told. */
    private static final double LEAST_TOLD = 0.0005;

    private static final int NAMED = 3;

    /** Copies the list. */
    public StatedProbability {
        costs = List.copyOf(costs);
    }

    /** Why not everything may stop cleanly. */
    public enum Reason {
        HANG("guests that hang"),
        SLOW("guests that take longer than planned"),
        TURNED_OFF("guests that are turned off"),
        BATTERY("a battery that lasts less than its lower bound"),
        UNFORESEEN("a battery that dies without a sign"),
        HOST("a host that takes longer than planned");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    /**
     * What one reason costs.
     *
     * @param guest the guest's name, null where it is not about a guest
     * @param share how much of the probability, 0 to 1
     */
    public record Cost(Reason reason, @Nullable String guest, double share) {}

    /** In a sentence, capped: "everything stops cleanly in 97 of 100 outages longer than the battery". */
    public String sentence() {
        return "everything stops cleanly in " + figure() + " outages longer than the battery";
    }

    private String figure() {
        return value >= HIGHEST_SHOWN
                ? "at least 99.5 of 100"
                : value < 0.01 ? "less than 1 of 100" : (int) Math.floor(100 * value + 1e-9) + " of 100";
    }

    /** What costs most, a line for each reason, the dearest first: "1.9 of 100: guests that hang (SQL01 0.8, FS01 0.3)". */
    public List<String> reasons() {
        Map<Reason, Double> sums = new EnumMap<>(Reason.class);
        costs.forEach(c -> sums.merge(c.reason(), c.share(), Double::sum));
        return sums.entrySet().stream()
                .filter(e -> e.getValue() >= LEAST_TOLD)
                .sorted(Comparator.comparingDouble((Map.Entry<Reason, Double> e) -> -e.getValue()))
                .map(e -> points(e.getValue()) + " of 100: " + e.getKey().words() + names(e.getKey()))
                .toList();
    }

    private String names(Reason reason) {
        List<String> dearest = costs.stream()
                .filter(c -> c.reason() == reason && c.guest() != null)
                .limit(NAMED)
                .map(c -> c.guest() + " " + points(c.share()))
                .toList();
        return dearest.isEmpty() ? "" : " (most: " + String.join(", ", dearest) + ")";
    }

    private static String points(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    /** Of this plan. Costs about a millisecond for a hundred guests. */
    public static StatedProbability of(Plan plan) {
        Futures futures = Futures.of(plan);
        double lost = hangsLost(plan.request().policy().savesWhileStopping());
        List<PlannedStop> stops = plan.stops();
        double hangs = 0;
        boolean turnedOff = false;
        double[] ofHang = new double[stops.size()];
        for (int i = 0; i < ofHang.length; i++) {
            PlannedStop stop = stops.get(i);
            turnedOff |= stop.method() == StopMethod.TURN_OFF;
            ofHang[i] = lost * hang(stop);
            hangs += ofHang[i];
        }
        double inTime = FUTURES_LOST * -Math.log(Math.max(LEAST_CLEAN, futures.clean()));
        double all = hangs + inTime + UNFORESEEN;
        double value = turnedOff ? 0 : Math.exp(-all);
        return new StatedProbability(value, costs(plan, futures, ofHang, all, inTime, value));
    }

    private static double hangsLost(@Nullable Boolean saves) {
        return saves == null ? HANGS_LOST_WHERE_UNKNOWN : saves ? HANGS_LOST_WHERE_SAVED : HANGS_LOST;
    }

    /** Minus the logarithm of the probability that its shutdown does not hang. */
    private static double hang(PlannedStop stop) {
        double hang = stop.time().hang();
        if (stop.method() != StopMethod.SHUTDOWN || hang <= 0) {
            return 0;
        }
        return -Math.log1p(-Math.min(0.999, hang));
    }

    private static List<Cost> costs(
            Plan plan, Futures futures, double[] ofHang, double all, double inTime, double value) {
        double perCost = (1 - value) / all;
        double missed = 1 - futures.clean();
        double perMissed = missed > 0 ? perCost * inTime / missed : 0;
        List<Cost> costs = new ArrayList<>();
        for (int i = 0; i < ofHang.length; i++) {
            PlannedStop stop = plan.stops().get(i);
            add(costs, Reason.HANG, stop.name(), ofHang[i] * perCost);
            add(costs, Reason.SLOW, stop.name(), futures.late(i) * perMissed);
            add(costs, Reason.TURNED_OFF, stop.name(), stop.method() == StopMethod.TURN_OFF ? 1 : 0);
        }
        add(costs, Reason.BATTERY, null, futures.battery() * perMissed);
        add(costs, Reason.UNFORESEEN, null, UNFORESEEN * perCost);
        add(costs, Reason.HOST, null, futures.host() * perMissed);
        costs.sort(Comparator.comparingDouble((Cost c) -> -c.share()));
        return costs;
    }

    private static void add(List<Cost> costs, Reason reason, @Nullable String guest, double share) {
        if (share > 0) {
            costs.add(new Cost(reason, guest, share));
        }
    }
}
