package dev.lastwatt.adapter.scenario.oracle;

import dev.lastwatt.adapter.scenario.oracle.Backward.Rule;
import dev.lastwatt.adapter.scenario.world.Action;
import dev.lastwatt.adapter.scenario.world.Site;
import java.util.ArrayList;
import java.util.List;

/**
 * Every guest stopped as late as the battery allows, then the host. Methods are chosen by local search: from the faster one of
 * each guest, one guest at a time is turned over as long as that helps. Where it cannot all be done in time, guests are given up,
 * at each step the one whose absence helps most.
 */
final class FullStop {

    /** Between the last guest's end and the host's order, and a sacrifice. */
    private static final double AFTER = 0.01;

    private static final int ROUNDS = 4;

    private final Site site;
    private final int slots;
    private final boolean withHost;
    private final double tail;
    private final double outage;
    private final Backward backward;
    private final Discharge discharge;

    /** With so many shutdowns at once; with the host's own shutdown, or without it. */
    FullStop(Site site, int slots, boolean withHost) {
        this.site = site;
        this.slots = slots;
        this.withHost = withHost;
        this.tail = withHost ? site.scenario().truth().hostShutdownSeconds() + 2 * AFTER : 0;
        this.outage = site.scenario().truth().outageSeconds();
        this.backward = new Backward(site);
        this.discharge = new Discharge(site);
    }

    /** The best of each rule. */
    List<Scheme> schemes() {
        List<Scheme> schemes = new ArrayList<>();
        for (Rule rule : Rule.values()) {
            Method[] methods = fastest();
            Score score = search(methods, rule);
            while (score.slack() < 0 && giveUpOne(methods, rule)) {
                score = search(methods, rule);
            }
            if (score.slack() >= 0) {
                schemes.add(scheme(methods, rule));
            }
        }
        return schemes;
    }

    /**
     * How good a choice of methods is.
     *
     * @param slack seconds from the failure to the first start; negative if it should have begun earlier
     * @param service sum of the seconds that the guests run
     */
    private record Score(double slack, double service) {
        boolean betterThan(Score other) {
            if (slack < 0 || other.slack < 0) {
                return slack > other.slack + 1e-6;
            }
            return service > other.service + 1e-6;
        }
    }

    private Method[] fastest() {
        Method[] methods = new Method[site.size()];
        for (int i = 0; i < methods.length; i++) {
            methods[i] = site.shutdownSeconds(i) <= site.saveSeconds(i) ? Method.SHUTDOWN : Method.SAVE;
        }
        // Saves follow one another: begin with few.
        for (int i = 0; i < methods.length; i++) {
            if (!Double.isInfinite(site.shutdownSeconds(i)) && site.shutdownSeconds(i) < 3 * site.saveSeconds(i)) {
                methods[i] = Method.SHUTDOWN;
            }
        }
        return methods;
    }

    private Score search(Method[] methods, Rule rule) {
        Score best = score(methods, rule);
        for (int round = 0; round < ROUNDS; round++) {
            boolean improved = false;
            for (int i = 0; i < methods.length; i++) {
                Method before = methods[i];
                if (before == Method.NOTHING || before == Method.SAVE && Double.isInfinite(site.shutdownSeconds(i))) {
                    continue;
                }
                methods[i] = before == Method.SAVE ? Method.SHUTDOWN : Method.SAVE;
                Score turned = score(methods, rule);
                if (turned.betterThan(best)) {
                    best = turned;
                    improved = true;
                } else {
                    methods[i] = before;
                }
            }
            if (!improved) {
                break;
            }
        }
        return best;
    }

    private boolean giveUpOne(Method[] methods, Rule rule) {
        int best = -1;
        double slack = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < methods.length; i++) {
            Method before = methods[i];
            if (before != Method.NOTHING) {
                methods[i] = Method.NOTHING;
                double without = score(methods, rule).slack();
                methods[i] = before;
                if (without > slack) {
                    slack = without;
                    best = i;
                }
            }
        }
        if (best >= 0) {
            methods[best] = Method.NOTHING;
        }
        return best >= 0;
    }

    private Score score(Method[] methods, Rule rule) {
        backward.place(methods, slots, rule);
        discharge.of(backward, methods);
        double end = discharge.latestEnd(tail);
        double service = 0;
        for (int i = 0; i < methods.length; i++) {
            double start = methods[i] == Method.NOTHING ? end : end - backward.start(i);
            service += Math.min(outage, start);
        }
        return new Score(end - backward.length(), service);
    }

    private Scheme scheme(Method[] methods, Rule rule) {
        score(methods, rule);
        double end = discharge.latestEnd(tail);
        Scheme scheme = new Scheme();
        for (int i = 0; i < methods.length; i++) {
            if (methods[i] != Method.NOTHING) {
                Action action = methods[i] == Method.SAVE ? Action.SAVE : Action.SHUTDOWN;
                scheme.add(end - backward.start(i), action, i);
            } else if (withHost) {
                scheme.add(end + AFTER, Action.TURN_OFF, i);
            }
        }
        if (withHost) {
            scheme.add(end + 2 * AFTER, Action.HOST_OFF, -1);
        }
        return scheme;
    }
}
