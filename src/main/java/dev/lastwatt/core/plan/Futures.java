package dev.lastwatt.core.plan;

import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.stoptime.StopLaw;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What may become of a plan: futures drawn from what is known of the battery, the stops and the host, and played through the plan's
 * starts, orders and limits, as they stand: nobody plans anew in them, and no guest hangs.
 *
 * <p>The battery takes its values in strata, the low ones close together. In each future a guest is down in time with a probability
 * that its law gives, once it is known when it begins; the product over the guests is the future's. Only what other guests wait for is
 * drawn, from the stops that end in time. So few futures give a smooth figure. The draw depends on nothing but the plan: the same plan
 * has the same futures.
 */
final class Futures {

    /** Stands among the volumes for the places of those that shut down; no volume has such a name. */
    private static final String SHUTDOWNS = "\0";

    /** So many batteries are tried. */
    private static final int BATTERIES = 32;

    /** Spread of the logarithm of the host's shutdown; the policy's time for it is its 95 % quantile. */
    private static final double HOST_SPREAD = 0.34;

    private static final double HOST_PLANNED_AT = 1.645;

    /** Of a logistic law that is close to the normal one. */
    private static final double LOGISTIC = 1.702;

    /** No guest's stop is less probable to end in time: one hopeless guest costs a future as much as it can cost. */
    private static final double LEAST = 1e-6;

    /** What the machine keeps beside a server's own need when it gives an order up (seconds). */
    private static final double SPARE = 5;

    private final Plan plan;
    private final int size;
    private final StopLaw[] laws;

    /** Seconds from the plan's making: when each begins; of one under way, when it was asked (negative). */
    private final double[] begins;

    private final boolean[] underWay;

    /** When a soft order is given up, seconds; infinite where the order is hard. */
    private final double[] lastChance;

    private final int[][] clients;
    private final boolean[] drawn;
    private final int[] resource;

    // Of the future under way.
    private final double[] ends;
    private final double[] costs;
    private final double[][] busy;

    private final double[] late;
    private double clean;
    private double battery;
    private double host;

    private Futures(Plan plan) {
        this.plan = plan;
        List<PlannedStop> stops = plan.stops();
        size = stops.size();
        laws = new StopLaw[size];
        begins = new double[size];
        underWay = new boolean[size];
        lastChance = new double[size];
        clients = new int[size][];
        drawn = new boolean[size];
        resource = new int[size];
        ends = new double[size];
        costs = new double[size];
        late = new double[size];
        Map<String, Integer> resources = new HashMap<>();
        resources.put(SHUTDOWNS, 0);
        for (int i = 0; i < size; i++) {
            readStop(i, stops.get(i), resources);
        }
        readOrders(stops);
        int atOnce = plan.request().policy().concurrentShutdowns() * (plan.emergency() ? 2 : 1);
        busy = new double[resources.size()][];
        resources.forEach((volume, r) ->
                busy[r] = new double[r == 0 ? atOnce : plan.request().policy().savesOn(volume)]);
        for (int i = 0; i < size; i++) {
            drawn[i] |= resource[i] > 0 || resource[i] == 0 && size > atOnce;
        }
    }

    /** Plays them. */
    static Futures of(Plan plan) {
        Futures futures = new Futures(plan);
        futures.play();
        return futures;
    }

    /** The probability that every stop that ends at all does so in time, and the host goes down in time after it. */
    double clean() {
        return Math.min(1, clean);
    }

    /** The part of the rest that lies with a battery which lasts less than the lower bound. */
    double battery() {
        return battery;
    }

    /** The part that lies with a host which takes longer than planned. */
    double host() {
        return host;
    }

    /** The part that lies with this stop of the plan. */
    double late(int stop) {
        return late[stop];
    }

    private void readStop(int i, PlannedStop stop, Map<String, Integer> resources) {
        laws[i] = stop.time().law();
        Instant asked = stop.requestedAt();
        underWay[i] = asked != null;
        begins[i] = asked != null
                ? Math.min(0, after(asked))
                : plan.emergency() ? 0 : Math.max(0, after(stop.latestStart()));
        double half = after(plan.hardLimit()) / 2;
        lastChance[i] =
                Math.max(half, after(plan.hardLimit()) - stop.leastTime().toMillis() / 1000.0 - SPARE);
        resource[i] = switch (stop.method()) {
            case SHUTDOWN -> 0;
            case SAVE ->
                resources.computeIfAbsent(
                        plan.request()
                                .inventory()
                                .guest(stop.guest())
                                .map(g -> g.volume())
                                .orElse(""),
                        k -> resources.size());
            case TURN_OFF -> -1;
        };
    }

    private void readOrders(List<PlannedStop> stops) {
        Map<GuestId, Integer> numbers = new HashMap<>(2 * size);
        for (int i = 0; i < size; i++) {
            numbers.put(stops.get(i).guest(), i);
        }
        for (int i = 0; i < size; i++) {
            List<Dependency> on = plan.request().graph().clientsOf(stops.get(i).guest());
            int[] found = new int[on.size()];
            int count = 0;
            for (Dependency d : on) {
                Integer client = numbers.get(d.guest());
                if (client != null) {
                    found[count++] = client;
                    drawn[client] = true;
                    if (d.kind() == Dependency.Kind.HARD) {
                        lastChance[i] = Double.POSITIVE_INFINITY;
                    }
                }
            }
            clients[i] = Arrays.copyOf(found, count);
        }
    }

    private void play() {
        double credit = plan.budget().loadCredit().toMillis() / 1000.0;
        double bound = plan.remaining().lowerBound().toMillis() / 1000.0;
        double hostPlanned = plan.request().policy().hostShutdown().toMillis() / 1000.0;
        for (int k = 0; k < BATTERIES; k++) {
            double u = (k + 0.5) / BATTERIES;
            double weight = 2 * u / BATTERIES;
            double flat = plan.remaining().lastsWith(1 - u * u).toMillis() / 1000.0;
            double lasts = flat + credit * (bound > 0 ? Math.min(1, flat / bound) : 0);
            // In another order than the battery's: 11 and 32 have no common divisor.
            double v = ((11 * k + 5) % BATTERIES + 0.5) / BATTERIES;
            double hostFactor = Math.exp(HOST_SPREAD * (Math.log(v / (1 - v)) / LOGISTIC - HOST_PLANNED_AT));
            double cost = future(k, lasts - hostPlanned * hostFactor);
            double inTime = Math.exp(-cost);
            double lost = weight * (1 - inTime);
            clean += weight * inTime;
            if (flat < bound) {
                battery += lost;
            } else if (hostFactor > 1) {
                host += lost;
            } else if (cost > 0) {
                for (int i = 0; i < size; i++) {
                    late[i] += lost * costs[i] / cost;
                }
            }
        }
    }

    /** Minus the logarithm of the probability that everything is down by then, seconds from the plan's making. */
    private double future(int number, double end) {
        SplittableRandom random = new SplittableRandom(number * 0x9E3779B97F4A7C15L + size);
        for (double[] places : busy) {
            Arrays.fill(places, 0);
        }
        double cost = end < 0 ? -Math.log(LEAST) : 0;
        for (int i = 0; i < size; i++) {
            double u = random.nextDouble();
            double[] places = resource[i] < 0 ? new double[1] : busy[resource[i]];
            int place = first(places);
            double start = underWay[i] ? begins[i] : Math.max(ready(i), places[place]);
            double before = underWay[i] ? laws[i].endedBy(duration(-start)) : 0;
            double by = resource[i] < 0 ? 1 : laws[i].endedBy(duration(Math.max(0, end - start)));
            double inTime = before >= 1 ? 0 : Math.max(0, by - before) / (1 - before);
            costs[i] = -Math.log(Math.max(LEAST, inTime));
            cost += costs[i];
            if (drawn[i]) {
                ends[i] = Math.max(start, end);
                if (inTime > 0) {
                    double at = Math.min(0.999, Math.max(0.001, before + u * (by - before)));
                    ends[i] = Math.min(ends[i], start + laws[i].quantile(at).toMillis() / 1000.0);
                }
                places[place] = ends[i];
            }
        }
        return cost;
    }

    private double ready(int i) {
        double clientsDown = 0;
        for (int client : clients[i]) {
            clientsDown = Math.max(clientsDown, ends[client]);
        }
        return Math.max(begins[i], Math.min(clientsDown, lastChance[i]));
    }

    private static int first(double[] places) {
        int first = 0;
        for (int p = 1; p < places.length; p++) {
            first = places[p] < places[first] ? p : first;
        }
        return first;
    }

    private double after(Instant time) {
        return Duration.between(plan.madeAt(), time).toMillis() / 1000.0;
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis((long) (1000 * seconds));
    }
}
