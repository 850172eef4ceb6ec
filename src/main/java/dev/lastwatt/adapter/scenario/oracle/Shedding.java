package dev.lastwatt.adapter.scenario.oracle;

import dev.lastwatt.adapter.scenario.oracle.Backward.Rule;
import dev.lastwatt.adapter.scenario.world.Action;
import dev.lastwatt.adapter.scenario.world.Site;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Some guests are stopped, as late as it goes, so that the battery outlasts the outage and the rest runs through. A guest is shed
 * together with those that depend on it.
 */
final class Shedding {

    private final Site site;
    private final int slots;
    private final double outage;
    private final Backward backward;
    private final Discharge discharge;

    Shedding(Site site, int slots) {
        this.site = site;
        this.slots = slots;
        this.outage = site.scenario().truth().outageSeconds();
        this.backward = new Backward(site);
        this.discharge = new Discharge(site);
    }

    /** The best scheme of each order in which guests are shed. */
    List<Scheme> schemes() {
        List<Scheme> schemes = new ArrayList<>();
        List<ToDoubleFunction<Integer>> orders = List.of(
                i -> -site.watts(i),
                i -> -site.watts(i) / (1 + site.clients(i).length),
                i -> stopSeconds(i) - 20 * site.watts(i));
        for (ToDoubleFunction<Integer> order : orders) {
            Scheme best = best(order);
            if (best != null) {
                schemes.add(best);
            }
        }
        return schemes;
    }

    private double stopSeconds(int guest) {
        return Math.min(site.shutdownSeconds(guest), site.saveSeconds(guest));
    }

    private @Nullable Scheme best(ToDoubleFunction<Integer> by) {
        Integer[] order = new Integer[site.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(by));
        Method[] methods = new Method[site.size()];
        Arrays.fill(methods, Method.NOTHING);
        double most = Double.NEGATIVE_INFINITY;
        Scheme best = null;
        for (Integer next : order) {
            if (methods[next] != Method.NOTHING) {
                continue;
            }
            shed(next, methods);
            backward.place(methods, slots, Rule.SHORTEST);
            discharge.of(backward, methods);
            double end = discharge.latestEndToLast(outage, backward.length());
            if (Double.isNaN(end)) {
                continue;
            }
            double service = service(methods, end);
            if (service > most) {
                most = service;
                best = scheme(methods, end);
            }
        }
        return best;
    }

    private void shed(int guest, Method[] methods) {
        if (methods[guest] != Method.NOTHING) {
            return;
        }
        methods[guest] = site.shutdownSeconds(guest) <= 2 * site.saveSeconds(guest) ? Method.SHUTDOWN : Method.SAVE;
        for (int client : site.clients(guest)) {
            shed(client, methods);
        }
    }

    private double service(Method[] methods, double end) {
        double service = 0;
        for (int i = 0; i < methods.length; i++) {
            service += methods[i] == Method.NOTHING ? outage : Math.min(outage, end - backward.start(i));
        }
        return service;
    }

    private Scheme scheme(Method[] methods, double end) {
        Scheme scheme = new Scheme();
        for (int i = 0; i < methods.length; i++) {
            if (methods[i] != Method.NOTHING && end - backward.start(i) < outage) {
                scheme.add(end - backward.start(i), methods[i] == Method.SAVE ? Action.SAVE : Action.SHUTDOWN, i);
            }
        }
        return scheme;
    }
}
