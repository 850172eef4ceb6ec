package dev.lastwatt.adapter.scenario.oracle;

import dev.lastwatt.adapter.scenario.world.Site;
import java.util.Arrays;

/**
 * Places stops as late as possible before a common end, with their true durations. Time runs backwards here: {@code u} seconds
 * before the end. The world's laws are the same in both directions, so what is placed here takes just as long when it is played:
 * shutdowns beside each other slow each other down, saves on a volume follow one another, since sharing it costs. A guest ends a
 * moment before the one it depends on: the world judges the order by the ends alone.
 */
final class Backward {

    /** A client ends so long before its server. */
    private static final double BEFORE = 0.02;

    private static final int FREE_SHUTDOWNS = 8;
    private static final double SLOWER_BY = 0.02;

    /** Which of the guests that could be placed comes next: last in real time. */
    enum Rule {
        /** The shortest: the mean guest runs longest. */
        SHORTEST,
        /** The one with the longest stop among itself and those that must end before it: the whole is short. */
        LONGEST
    }

    private final Site site;
    private final double[] began;
    private final double[] ended;
    private final double[] left;
    private final double[] key;
    private final double[] readyAt;
    private final int[] blockedBy;
    private final boolean[] active;
    private final boolean[] volumeBusy;
    private int shuttingDown;
    private double length;

    Backward(Site site) {
        this.site = site;
        int n = site.size();
        began = new double[n];
        ended = new double[n];
        left = new double[n];
        key = new double[n];
        readyAt = new double[n];
        blockedBy = new int[n];
        active = new boolean[n];
        volumeBusy = new boolean[site.volumes()];
    }

    /** Seconds before the end at which a guest's stop begins. */
    double start(int guest) {
        return ended[guest];
    }

    /** Seconds before the end at which it is off. */
    double off(int guest) {
        return began[guest];
    }

    /** Seconds from the first start to the end. */
    double length() {
        return length;
    }

    /** Places those that are stopped, at most so many shutdowns at once. */
    void place(Method[] methods, int slots, Rule rule) {
        prepare(methods, rule);
        double u = 0;
        int open = 0;
        for (Method m : methods) {
            open += m == Method.NOTHING ? 0 : 1;
        }
        while (open > 0) {
            begin(methods, slots, u);
            double pace = 1 / (1 + SLOWER_BY * Math.max(0, shuttingDown - FREE_SHUTDOWNS));
            double step = step(methods, u, pace);
            if (Double.isInfinite(step)) {
                release(methods, u);
                continue;
            }
            u += step;
            open -= move(methods, step, pace, u);
        }
        length = u;
    }

    private void prepare(Method[] methods, Rule rule) {
        Arrays.fill(blockedBy, 0);
        Arrays.fill(readyAt, 0);
        Arrays.fill(active, false);
        Arrays.fill(volumeBusy, false);
        shuttingDown = 0;
        for (int i = 0; i < left.length; i++) {
            began[i] = Double.NaN;
            ended[i] = 0;
            left[i] = methods[i] == Method.SAVE ? site.saveSeconds(i) : site.shutdownSeconds(i);
            key[i] = left[i];
            if (methods[i] != Method.NOTHING) {
                for (int client : site.clients(i)) {
                    blockedBy[client]++;
                }
            }
        }
        if (rule == Rule.LONGEST) {
            for (int i = 0; i < key.length; i++) {
                double longest = left[i];
                for (int client : site.clients(i)) {
                    longest = methods[client] == Method.NOTHING ? longest : Math.max(longest, left[client]);
                }
                key[i] = -longest;
            }
        }
    }

    private void begin(Method[] methods, int slots, double u) {
        while (true) {
            int best = -1;
            for (int i = 0; i < key.length; i++) {
                boolean may = methods[i] != Method.NOTHING
                        && Double.isNaN(began[i])
                        && blockedBy[i] <= 0
                        && readyAt[i] <= u
                        && (methods[i] == Method.SAVE ? !volumeBusy[site.volume(i)] : shuttingDown < slots);
                if (may && (best < 0 || key[i] < key[best])) {
                    best = i;
                }
            }
            if (best < 0) {
                return;
            }
            began[best] = u;
            active[best] = true;
            if (methods[best] == Method.SAVE) {
                volumeBusy[site.volume(best)] = true;
            } else {
                shuttingDown++;
            }
            for (int client : site.clients(best)) {
                blockedBy[client]--;
                readyAt[client] = u + BEFORE;
            }
        }
    }

    private double step(Method[] methods, double u, double pace) {
        double step = Double.POSITIVE_INFINITY;
        for (int i = 0; i < left.length; i++) {
            if (active[i]) {
                step = Math.min(step, methods[i] == Method.SAVE ? left[i] : left[i] / pace);
            } else if (methods[i] != Method.NOTHING && Double.isNaN(began[i]) && blockedBy[i] <= 0 && readyAt[i] > u) {
                step = Math.min(step, readyAt[i] - u);
            }
        }
        return step;
    }

    /** Dependencies in a circle cannot all be kept. */
    private void release(Method[] methods, double u) {
        boolean released = false;
        for (int i = 0; i < left.length; i++) {
            if (methods[i] != Method.NOTHING && Double.isNaN(began[i]) && blockedBy[i] > 0) {
                blockedBy[i] = 0;
                readyAt[i] = u;
                released = true;
            }
        }
        if (!released) {
            throw new IllegalStateException("a guest that hangs cannot be shut down");
        }
    }

    private int move(Method[] methods, double step, double pace, double u) {
        int finished = 0;
        for (int i = 0; i < left.length; i++) {
            if (!active[i]) {
                continue;
            }
            left[i] -= methods[i] == Method.SAVE ? step : step * pace;
            if (left[i] <= 1e-9) {
                active[i] = false;
                ended[i] = u;
                finished++;
                if (methods[i] == Method.SAVE) {
                    volumeBusy[site.volume(i)] = false;
                } else {
                    shuttingDown--;
                }
            }
        }
        return finished;
    }
}
