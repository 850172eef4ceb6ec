package dev.lastwatt.adapter.scenario;

import dev.lastwatt.adapter.scenario.Known.KnownGuest;
import dev.lastwatt.adapter.scenario.Known.Method;
import dev.lastwatt.adapter.scenario.Known.Outcome;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.stoptime.StopTime;
import dev.lastwatt.core.stoptime.StopTimes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * What the stop-time model states of the guests of scenarios, against what their stops took: how often the bounds held, and the pinball
 * loss of the 95 % bound relative to one number for every guest. Guests whose stop never ends count for the hangs alone.
 */
public final class Coverage {

    /** The guests by how many past shutdowns ended. */
    public static final List<String> BUCKETS = List.of("0", "1", "2-4", "5-14", "15+");

    private static final int[] BUCKET_BEGINS = {0, 1, 2, 5, 15};
    private static final double BOUND = 0.95;

    private final List<Stop> stops = new ArrayList<>();
    private double hangsStated;
    private int hangs;
    private int guests;

    private record Stop(int bucket, double took, double upper, double extreme) {}

    /** Has the model state every guest of these scenarios. */
    public static Coverage of(Collection<Scenario> scenarios) {
        Coverage coverage = new Coverage();
        scenarios.forEach(coverage::add);
        return coverage;
    }

    private void add(Scenario scenario) {
        StopTimes model = StatedStops.model(scenario.known());
        for (KnownGuest guest : scenario.known().guests()) {
            StopTime stated = model.expected(StatedStops.id(guest.name()), StopMethod.SHUTDOWN);
            Double took = Objects.requireNonNull(scenario.truth().guests().get(guest.name()))
                    .shutdownSeconds();
            guests++;
            hangsStated += stated.hang();
            if (took == null) {
                hangs++;
            } else {
                stops.add(new Stop(
                        bucket(guest),
                        took,
                        StatedStops.seconds(stated.quantile(BOUND)),
                        StatedStops.seconds(stated.quantile(0.99))));
            }
        }
    }

    private static int bucket(KnownGuest guest) {
        long ended = guest.stops().stream()
                .filter(s -> s.method() == Method.SHUTDOWN && s.outcome() == Outcome.STOPPED)
                .count();
        int bucket = BUCKET_BEGINS.length - 1;
        while (ended < BUCKET_BEGINS[bucket]) {
            bucket--;
        }
        return bucket;
    }

    /** Per cent of the stops of a bucket that were over by the 95 % bound; NaN where there are none. */
    public double held(int bucket) {
        return percent(in(bucket), false);
    }

    /** Per cent of all stops that were over by the 99 % bound; NaN where there are none. */
    public double extremeHeld() {
        return percent(stops, true);
    }

    /** Pinball loss of the 95 % bound in a bucket, relative to the best single number for all guests; NaN where there are none. */
    public double loss(int bucket) {
        double[] sorted = stops.stream().mapToDouble(Stop::took).sorted().toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double same = sorted[Math.min(sorted.length - 1, (int) (BOUND * sorted.length))];
        double own = 0;
        double one = 0;
        for (Stop stop : in(bucket)) {
            own += loss(stop.took(), stop.upper());
            one += loss(stop.took(), same);
        }
        return one == 0 ? Double.NaN : own / one;
    }

    /** Mean stated probability of a hang, per cent. */
    public double hangStated() {
        return guests == 0 ? Double.NaN : 100 * hangsStated / guests;
    }

    /** Per cent of the guests that hung. */
    public double hung() {
        return guests == 0 ? Double.NaN : 100.0 * hangs / guests;
    }

    private List<Stop> in(int bucket) {
        return stops.stream().filter(s -> s.bucket() == bucket).toList();
    }

    private static double percent(List<Stop> of, boolean extreme) {
        long held = of.stream()
                .filter(s -> s.took() <= (extreme ? s.extreme() : s.upper()))
                .count();
        return of.isEmpty() ? Double.NaN : 100.0 * held / of.size();
    }

    private static double loss(double took, double bound) {
        return (took >= bound ? BOUND : BOUND - 1) * (took - bound);
    }
}
