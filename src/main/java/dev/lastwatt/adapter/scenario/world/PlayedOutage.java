package dev.lastwatt.adapter.scenario.world;

import dev.lastwatt.adapter.scenario.Truth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One scenario in motion, exact between events, since all rates are constant there. Seconds since the power failure; guests by
 * their number. The laws are those of {@code docs/scenario-format.md}; sums are made in the order of the file, so that another
 * program that follows the text comes to the same figures. For one thread.
 */
public final class PlayedOutage {

    /** Times nearer than this are the same. */
    private static final double SAME = 1e-9;

    /** Work below this is done. */
    private static final double DONE = 1e-6;

    /** On mains again with the host's shutdown ordered, a guest is waited for this long. */
    private static final double PATIENCE = 600;

    /** So many guests shut down beside each other without being in each other's way. */
    private static final int FREE_SHUTDOWNS = 8;

    private static final double SLOWER_BY = 0.02;
    private static final double SAVE_LOSS = 0.03;

    private final Site site;
    private final Truth truth;
    private final PlayedState[] states;
    /** Seconds of shutdown or megabytes to save that are left. */
    private final double[] left;

    private final double[] rate;
    private final double[] askedAt;
    private final double[] offAt;
    private final @Nullable UncleanCause[] unclean;
    private final double watts0;
    private double now;
    private double energy;
    private double used;
    private double load;
    private double pace = 1;
    private int up;
    private int violations;
    private double hostOrderedAt = Double.NaN;
    private double hostLeft;
    private double hostOffAt = Double.NaN;
    private double leftSeconds;
    private boolean dead;
    private boolean givenUp;

    /** The moment of the power failure. */
    public PlayedOutage(Site site) {
        this.site = site;
        this.truth = site.scenario.truth();
        int n = site.size;
        states = new PlayedState[n];
        Arrays.fill(states, PlayedState.RUNNING);
        left = new double[n];
        rate = new double[n];
        askedAt = new double[n];
        offAt = new double[n];
        Arrays.fill(askedAt, Double.NaN);
        Arrays.fill(offAt, Double.NaN);
        unclean = new UncleanCause[n];
        up = n;
        energy = truth.battery().seconds();
        hostLeft = truth.hostShutdownSeconds();
        load = load();
        watts0 = load;
    }

    /** Seconds since the power failure. */
    public double now() {
        return now;
    }

    /** The state of a guest. */
    public PlayedState state(int guest) {
        return states[guest];
    }

    /** When a guest was first asked to stop; not a number if it was not. */
    public double askedAt(int guest) {
        return askedAt[guest];
    }

    /** When a guest went off; not a number if it did not. */
    public double offAt(int guest) {
        return offAt[guest];
    }

    /** Why a guest ended uncleanly, null if it did not. */
    public @Nullable UncleanCause unclean(int guest) {
        return unclean[guest];
    }

    /** When the host was off; not a number if it was not. */
    public double hostOffAt() {
        return hostOffAt;
    }

    /** What the battery holds, in seconds at the load of the failure. */
    public double energy() {
        return energy;
    }

    /** Whether the host's shutdown was decided. */
    public boolean hostOrdered() {
        return !Double.isNaN(hostOrderedAt);
    }

    /** Whether nothing can happen any more. */
    public boolean over() {
        return dead || givenUp || !Double.isNaN(hostOffAt) || now >= truth.outageSeconds() - SAME && !hostOrdered();
    }

    /** What the gauge says now, null if it is silent; the number counts the readings from 0. */
    public @Nullable GaugeReading reading(int number) {
        return Gauges.reading(truth.gauge(), truth.battery(), number, now, energy, used, load, pace);
    }

    /** Has a decision take effect; one that the guest's state does not allow changes nothing. */
    public void decide(Action action, int guest) {
        switch (action) {
            case HOST_OFF -> hostOrderedAt = hostOrdered() ? hostOrderedAt : now;
            case SHUTDOWN -> {
                if (states[guest] == PlayedState.RUNNING) {
                    ask(guest, PlayedState.STOPPING, site.shutdown[guest]);
                }
            }
            case SAVE -> {
                boolean may = states[guest] == PlayedState.RUNNING
                        || states[guest] == PlayedState.STOPPING && site.saveWhileStopping[guest];
                if (may) {
                    ask(guest, PlayedState.SAVING, site.memory[guest]);
                }
            }
            case TURN_OFF -> {
                if (states[guest] != PlayedState.OFF) {
                    ask(guest, PlayedState.OFF, 0);
                    soil(guest, UncleanCause.TURNED_OFF);
                    off(guest);
                    judge(guest);
                }
            }
        }
    }

    private void ask(int guest, PlayedState state, double work) {
        if (Double.isNaN(askedAt[guest])) {
            askedAt[guest] = now;
        }
        states[guest] = state;
        left[guest] = work;
    }

    private void soil(int guest, UncleanCause cause) {
        if (unclean[guest] == null) {
            unclean[guest] = cause;
        }
    }

    private void off(int guest) {
        states[guest] = PlayedState.OFF;
        offAt[guest] = now;
        up--;
        load = load();
        pace = Math.pow(load / watts0, truth.battery().exponent());
    }

    private void judge(int server) {
        int[] clients = site.clients[server];
        for (int j = 0; j < clients.length; j++) {
            if (states[clients[j]] != PlayedState.OFF) {
                if (site.clientIsHard[server][j]) {
                    soil(clients[j], UncleanCause.DISK_WENT_FIRST);
                } else {
                    violations++;
                }
            }
        }
    }

    private double load() {
        double guests = 0;
        for (int i = 0; i < states.length; i++) {
            if (states[i] != PlayedState.OFF) {
                guests += site.watts[i];
            }
        }
        return site.scenario.known().host().baseWatts() + guests;
    }

    /** Runs to that time, or stops right after the first guests go off or at the end. True if it reached the time. */
    public boolean advance(double until) {
        while (now < until - SAME && !over()) {
            rates();
            boolean mainsAway = now < truth.outageSeconds() - SAME;
            double drain = mainsAway ? pace : 0;
            double step = step(until, mainsAway, drain);
            boolean finished = move(step, drain);
            if (ended(drain) || finished) {
                return false;
            }
        }
        return true;
    }

    private void rates() {
        int stopping = 0;
        int[] saves = new int[site.saveRate.length];
        for (int i = 0; i < states.length; i++) {
            if (states[i] == PlayedState.STOPPING) {
                stopping++;
            } else if (states[i] == PlayedState.SAVING) {
                saves[site.volume[i]]++;
            }
        }
        double each = 1 / (1 + SLOWER_BY * Math.max(0, stopping - FREE_SHUTDOWNS));
        for (int i = 0; i < states.length; i++) {
            if (states[i] == PlayedState.STOPPING) {
                rate[i] = each;
            } else if (states[i] == PlayedState.SAVING) {
                int v = saves[site.volume[i]];
                rate[i] = site.saveRate[site.volume[i]] / v / (1 + SAVE_LOSS * (v - 1));
            } else {
                rate[i] = 0;
            }
        }
    }

    private double step(double until, boolean mainsAway, double drain) {
        double step = until - now;
        if (mainsAway) {
            step = Math.min(step, truth.outageSeconds() - now);
        }
        if (up > 0) {
            step = Math.min(step, Math.max(0, patienceEnds() - now));
        }
        if (drain > 0) {
            step = Math.min(step, energy / drain);
        }
        if (hostOrdered() && up == 0) {
            step = Math.min(step, hostLeft);
        }
        for (int i = 0; i < rate.length; i++) {
            if (rate[i] > 0) {
                step = Math.min(step, left[i] / rate[i]);
            }
        }
        return Math.max(step, 0);
    }

    private double patienceEnds() {
        return hostOrdered() ? Math.max(truth.outageSeconds(), hostOrderedAt) + PATIENCE : Double.POSITIVE_INFINITY;
    }

    /** Whether a guest went off. */
    private boolean move(double step, double drain) {
        energy -= drain * step;
        used += drain * step;
        if (hostOrdered() && up == 0) {
            hostLeft -= step;
        }
        now += step;
        boolean finished = false;
        for (int i = 0; i < rate.length; i++) {
            if (rate[i] > 0) {
                left[i] -= rate[i] * step;
                if (left[i] <= DONE) {
                    finished = true;
                    off(i);
                }
            }
        }
        if (finished) {
            // Those that end at the same instant are judged together.
            for (int i = 0; i < rate.length; i++) {
                if (rate[i] > 0 && states[i] == PlayedState.OFF) {
                    judge(i);
                }
            }
        }
        return finished;
    }

    private boolean ended(double drain) {
        if (hostOrdered() && hostLeft <= DONE) {
            hostOffAt = now;
            leftSeconds = Math.max(0, energy);
        } else if (energy <= DONE && drain > 0) {
            dead = true;
            soilTheRest(UncleanCause.BATTERY_ENDED);
        } else if (up > 0 && now >= patienceEnds() - SAME) {
            givenUp = true;
            soilTheRest(UncleanCause.WAITED_IN_VAIN);
        } else {
            return false;
        }
        return true;
    }

    private void soilTheRest(UncleanCause cause) {
        for (int i = 0; i < states.length; i++) {
            if (states[i] != PlayedState.OFF) {
                soil(i, cause);
            }
        }
    }

    /** What has come of it, once it is over. */
    public PlayedOutcome outcome() {
        double outage = truth.outageSeconds();
        double end = Math.min(dead || !Double.isNaN(hostOffAt) ? now : outage, outage);
        List<String> soiled = new ArrayList<>();
        double service = 0;
        int asked = 0;
        for (int i = 0; i < states.length; i++) {
            if (unclean[i] != null) {
                soiled.add(site.names[i]);
            }
            boolean wasAsked = !Double.isNaN(askedAt[i]);
            asked += wasAsked ? 1 : 0;
            service += wasAsked ? Math.min(askedAt[i], end) : end;
        }
        soiled.sort(null);
        boolean survives = outage < truth.battery().seconds();
        return new PlayedOutcome(
                soiled,
                dead,
                asked,
                survives ? asked : 0,
                service / states.length,
                violations,
                Double.isNaN(hostOffAt) ? null : Double.valueOf(leftSeconds));
    }
}
