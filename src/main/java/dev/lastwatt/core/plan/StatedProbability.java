package dev.lastwatt.core.plan;

import dev.lastwatt.core.guest.StopMethod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How probable it is that everything stops cleanly, given that the outage outlasts the battery: every guest of the plan, and the host.
 * Guests that are left to Windows are not counted.
 *
 * <p>{@code 1 - value = 1 - exp(-(r·hangs + s·futures))}: {@code hangs} is what shutdowns that never end cost, {@code futures} what the
 * plan's futures cost ({@link Futures}), each as minus the logarithm of a probability. The share {@code r} of the hangs that ends
 * uncleanly depends on what is known of saves while a guest stops, the share {@code s} allows for plans that are made anew as the battery
 * shows itself, and for rescues. Both were found by maximum likelihood on outages of the generator, seeds 101 to 133
 * ({@code docs/estimator.md}).
 *
 * @param value 0 to 1, not capped
 * @param costs what costs most first; their points add up to what is missing to one
 */
public record StatedProbability(double value, List<Cost> costs) {

    /** More than that is not shown: nobody has seen enough outages to say more. */
    public static final double HIGHEST_SHOWN = 0.995;

    /** Of the hangs: what is lost where the host is known to save a guest that hangs, where nobody knows, and where it does not. */
    static final double HANGS_LOST_WHERE_SAVED = 0.3;

    static final double HANGS_LOST_WHERE_UNKNOWN = 0.65;
    static final double HANGS_LOST = 1;

    /** What is left of the futures' cost once plans are made anew and guests are rescued. */
    static final double FUTURES_LOST = 0.55;

    private static final double LEAST_CLEAN = 1e-4;

    /** Copies the list. */
    public StatedProbability {
        costs = List.copyOf(costs);
    }

    /**
     * A reason why it is not certain.
     *
     * @param what for people: a guest's name and what may become of it, the battery, the host
     * @param share how much of the probability it costs, 0 to 1
     */
    public record Cost(String what, double share) {}

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
        double value = turnedOff ? 0 : Math.exp(-(hangs + inTime));
        return new StatedProbability(value, costs(plan, futures, ofHang, hangs + inTime, inTime, value));
    }

    private static double hangsLost(@Nullable Boolean saves) {
        return saves == null ? HANGS_LOST_WHERE_UNKNOWN : saves ? HANGS_LOST_WHERE_SAVED : HANGS_LOST;
    }

    /** Minus the logarithm of the probability that it does not hang, given how long it has stopped already. */
    private static double hang(PlannedStop stop) {
        double hang = stop.time().hang();
        if (stop.method() != StopMethod.SHUTDOWN || hang <= 0) {
            return 0;
        }
        return -Math.log1p(-Math.min(0.999, hang));
    }

    private static List<Cost> costs(
            Plan plan, Futures futures, double[] ofHang, double all, double inTime, double value) {
        double perCost = all > 0 ? (1 - value) / all : 0;
        double missed = 1 - futures.clean();
        double perMissed = missed > 0 ? perCost * inTime / missed : 0;
        List<Cost> costs = new ArrayList<>();
        for (int i = 0; i < ofHang.length; i++) {
            PlannedStop stop = plan.stops().get(i);
            boolean off = stop.method() == StopMethod.TURN_OFF;
            add(costs, stop.name() + (off ? " is turned off" : " hangs"), off ? 1 : ofHang[i] * perCost);
            add(costs, stop.name() + " takes longer than planned", futures.late(i) * perMissed);
        }
        add(costs, "the battery lasts less than its lower bound", futures.battery() * perMissed);
        add(costs, "the host's own shutdown takes longer than planned", futures.host() * perMissed);
        costs.sort(Comparator.comparingDouble((Cost c) -> -c.share()));
        return costs;
    }

    private static void add(List<Cost> costs, String what, double share) {
        if (share > 0) {
            costs.add(new Cost(what, share));
        }
    }
}
