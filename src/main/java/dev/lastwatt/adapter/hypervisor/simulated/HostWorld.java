package dev.lastwatt.adapter.hypervisor.simulated;

import dev.lastwatt.adapter.scenario.HostLoad;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The host in motion. Between events all rates are constant, so it jumps from event to event: a guest is down, a save failed, a
 * start is done, the host is off, the power ended. Not thread-safe: the hypervisor guards it.
 */
final class HostWorld {

    /** Whether the host is there at all. */
    enum Power {
        ON,
        /** It was told to shut down. */
        GOING_DOWN,
        OFF,
        /** The power ended while it was on. */
        CUT_OFF
    }

    private static final double NEVER = Double.POSITIVE_INFINITY;

    final SimulatedHost host;

    private final Map<GuestId, Machine> machines = new LinkedHashMap<>();
    private final Map<String, SimulatedHost.Disk> disks = new HashMap<>();
    private final Map<String, Double> freeMb = new HashMap<>();
    private HostLoad.@Nullable Feed feed;
    private Instant cursor;
    private Power power = Power.ON;
    private @Nullable Instant powerChangedAt;
    private @Nullable HostShutdown shutdown;
    private double shutdownLeft;

    HostWorld(SimulatedHost host, Instant start) {
        this.host = host;
        cursor = start;
        host.guests().forEach(guest -> machines.put(guest.id(), new Machine(guest)));
        for (SimulatedHost.Disk disk : host.disks()) {
            disks.put(disk.name(), disk);
            freeMb.put(disk.name(), disk.freeMb());
        }
    }

    Instant now() {
        return cursor;
    }

    Power power() {
        return power;
    }

    /** When the host went off or was cut off; null while it is on. */
    @Nullable Instant powerChangedAt() {
        return powerChangedAt;
    }

    Collection<Machine> machines() {
        return machines.values();
    }

    @Nullable Machine machine(GuestId id) {
        return machines.get(id);
    }

    double freeMb(String volume) {
        return freeMb.getOrDefault(volume, 0.0);
    }

    void take(String volume, double megabytes) {
        freeMb.merge(volume, -megabytes, Double::sum);
    }

    double watts() {
        if (power == Power.OFF || power == Power.CUT_OFF) {
            return 0;
        }
        return host.baseWatts()
                + machines.values().stream().mapToDouble(Machine::watts).sum();
    }

    void connect(HostLoad.Feed newFeed) {
        if (feed != null) {
            throw new IllegalStateException("a UPS is connected already");
        }
        feed = newFeed;
    }

    /** From now on the host goes down, and nothing brings it back. */
    void orderShutdown() {
        if (power == Power.ON) {
            power = Power.GOING_DOWN;
            shutdownLeft = seconds(host.shutdown());
            shutdown = new HostShutdown(this);
            shutdown.begin();
        }
    }

    /** A host that is off, with power again: its guests stay as they are. */
    void boot() {
        if (power == Power.OFF || power == Power.CUT_OFF) {
            power = Power.ON;
            powerChangedAt = null;
            shutdown = null;
        }
    }

    void advance(Instant to) {
        while (cursor.isBefore(to)) {
            Map<Machine, Double> rates = rates();
            Instant next = next(to, rates);
            double whole = between(cursor, next);
            Instant ended = report(next, wattsAfter(whole, rates));
            Instant reached = ended == null ? next : ended;
            double stretch = between(cursor, reached);
            List<Machine> done = rates.keySet().stream()
                    .filter(m -> m.doneAfter(stretch, rates.getOrDefault(m, 0.0)))
                    .toList();
            rates.forEach((machine, rate) -> machine.progress(stretch, rate));
            boolean hostAlone = hostAlone();
            cursor = reached;
            finish(done);
            if (hostAlone) {
                shutdownLeft -= stretch;
            }
            if (hostAlone && shutdownLeft <= 1e-6) {
                changePower(Power.OFF);
            } else if (ended != null) {
                machines.values().stream().filter(m -> !m.state().isDown()).forEach(m -> m.cutOff(ended));
                changePower(Power.CUT_OFF);
            } else if (shutdown != null && power == Power.GOING_DOWN) {
                shutdown.checkPatience();
            }
        }
    }

    /** These go down at the same instant; what depends on them is judged after all of them. */
    void judge(List<Machine> down) {
        for (SimulatedHost.DependsOn d : host.dependencies()) {
            Machine needy = machines.get(d.guest());
            for (Machine gone : down) {
                if (needy != null
                        && gone.guest.id().equals(d.on())
                        && !needy.state().isDown()) {
                    needy.orderBroken(new Fate.BrokenOrder(gone.guest.name(), d.hard(), cursor));
                }
            }
        }
    }

    private void finish(List<Machine> done) {
        List<Machine> down = done.stream().filter(Machine::goesDownWhenDone).toList();
        for (Machine machine : done) {
            machine.done(cursor);
            if (machine.is(GuestState.RUNNING)) {
                take(machine.guest.volume(), -machine.release());
            }
        }
        judge(down);
    }

    private @Nullable Instant report(Instant next, double then) {
        Instant ended = feed == null ? null : feed.drawn(cursor, next, watts(), then);
        boolean on = power == Power.ON || power == Power.GOING_DOWN;
        return on ? ended : null;
    }

    private double wattsAfter(double stretch, Map<Machine, Double> rates) {
        if (hostAlone() && shutdownLeft - stretch <= 1e-6) {
            return 0;
        }
        double less = 0;
        for (Map.Entry<Machine, Double> entry : rates.entrySet()) {
            Machine machine = entry.getKey();
            if (machine.goesDownWhenDone() && machine.doneAfter(stretch, entry.getValue())) {
                less += machine.watts();
            }
        }
        return watts() - less;
    }

    /** How fast each guest gets on with what it is doing. */
    private Map<Machine, Double> rates() {
        long stopping = machines.values().stream()
                .filter(m -> m.is(GuestState.STOPPING))
                .count();
        Map<String, Integer> saves = new HashMap<>();
        for (Machine machine : machines.values()) {
            if (machine.is(GuestState.SAVING)) {
                saves.merge(machine.guest.volume(), 1, Integer::sum);
            }
        }
        Map<Machine, Double> rates = new LinkedHashMap<>();
        for (Machine machine : machines.values()) {
            if (machine.is(GuestState.STOPPING)) {
                rates.put(machine, 1 / (1 + 0.02 * Math.max(0, stopping - 8)));
            } else if (machine.is(GuestState.SAVING)) {
                String volume = machine.guest.volume();
                rates.put(machine, saveRate(volume, saves.getOrDefault(volume, 1)));
            } else if (machine.is(GuestState.STARTING)) {
                rates.put(machine, 1.0);
            }
        }
        return rates;
    }

    private double saveRate(String volume, int together) {
        SimulatedHost.Disk disk = disks.get(volume);
        return disk == null ? 0 : disk.saveMbPerSecond() / together / (1 + 0.03 * (together - 1));
    }

    private Instant next(Instant to, Map<Machine, Double> rates) {
        double step = hostAlone() ? shutdownLeft : NEVER;
        for (Map.Entry<Machine, Double> entry : rates.entrySet()) {
            step = Math.min(step, entry.getKey().secondsLeft(entry.getValue()));
        }
        Instant next = to;
        if (step < between(cursor, to)) {
            next = cursor.plusNanos((long) Math.ceil(step * 1e9));
        }
        Instant patience = shutdown == null || power != Power.GOING_DOWN ? null : shutdown.patienceEnds();
        if (patience != null && patience.isAfter(cursor) && patience.isBefore(next)) {
            next = patience;
        }
        return next.isBefore(to) ? next : to;
    }

    /** Told to shut down, with every guest down. */
    private boolean hostAlone() {
        return power == Power.GOING_DOWN
                && machines.values().stream().allMatch(m -> m.state().isDown());
    }

    private void changePower(Power now) {
        if (power == Power.ON || power == Power.GOING_DOWN) {
            power = now;
            powerChangedAt = cursor;
        }
    }

    private static double between(Instant from, Instant to) {
        return seconds(Duration.between(from, to));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
