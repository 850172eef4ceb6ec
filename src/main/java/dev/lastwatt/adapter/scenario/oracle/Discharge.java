package dev.lastwatt.adapter.scenario.oracle;

import dev.lastwatt.adapter.scenario.Truth;
import dev.lastwatt.adapter.scenario.world.Site;
import java.util.Arrays;
import java.util.Comparator;

/** What the true battery gives while stops placed backwards take load off it. Seconds; energy in seconds at the load of the failure. */
final class Discharge {

    private final double battery;
    private final double exponent;
    private final double base;
    private final double watts0;
    private final Site site;
    /** Seconds before the end at which the n-th guest is off, the longest first. */
    private double[] offs = {};
    /** How fast the battery empties when n guests are off. */
    private double[] paces = {1};

    Discharge(Site site) {
        this.site = site;
        Truth truth = site.scenario().truth();
        battery = truth.battery().seconds();
        exponent = truth.battery().exponent();
        base = site.scenario().known().host().baseWatts();
        watts0 = site.scenario().wattsAtFailure();
    }

    /** Takes over a placement. */
    void of(Backward placed, Method[] methods) {
        Integer[] order = new Integer[site.size()];
        int count = 0;
        for (int i = 0; i < site.size(); i++) {
            if (methods[i] != Method.NOTHING) {
                order[count++] = i;
            }
        }
        Arrays.sort(order, 0, count, Comparator.comparingDouble((Integer i) -> -placed.off(i)));
        offs = new double[count];
        paces = new double[count + 1];
        double load = watts0;
        paces[0] = 1;
        for (int i = 0; i < count; i++) {
            offs[i] = placed.off(order[i]);
            load -= site.watts(order[i]);
            paces[i + 1] = pace(load);
        }
    }

    private double pace(double load) {
        return watts0 > 0 ? Math.pow(Math.max(0, load) / watts0, exponent) : 1;
    }

    /** What is used from the failure until {@code until}, if the stops end together at {@code end}. */
    double used(double until, double end) {
        double used = 0;
        double at = 0;
        for (int i = 0; i < offs.length; i++) {
            double off = Math.max(0, end - offs[i]);
            if (off >= until) {
                return used + (until - at) * paces[i];
            }
            used += (off - at) * paces[i];
            at = off;
        }
        return used + Math.max(0, until - at) * paces[offs.length];
    }

    /** The latest common end after which the host, with nothing else up, still has so many seconds. */
    double latestEnd(double tail) {
        double before = offs.length == 0 ? 0 : offs[0];
        // From there on everything takes the same whenever it ends.
        double fixed = used(before, before) - before + tail * pace(base);
        return battery - fixed - MARGIN;
    }

    /** The latest common end with which the battery lasts until then; not a number if none does. */
    double latestEndToLast(double until, double earliestEnd) {
        double low = earliestEnd;
        double high = until + (offs.length == 0 ? 0 : offs[0]);
        if (used(until, low) > battery - MARGIN) {
            return Double.NaN;
        }
        for (int i = 0; i < 50 && high - low > 1e-3; i++) {
            double middle = (low + high) / 2;
            if (used(until, middle) > battery - MARGIN) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }

    /** How long the battery lasts with nothing but the host. */
    double idle() {
        return battery / pace(base);
    }

    /** Against rounding: so much stays in the battery. */
    private static final double MARGIN = 0.05;
}
