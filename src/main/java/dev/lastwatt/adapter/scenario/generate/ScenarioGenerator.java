package dev.lastwatt.adapter.scenario.generate;

import static dev.lastwatt.adapter.scenario.generate.DrawnGuest.tenths;
import static dev.lastwatt.adapter.scenario.generate.DrawnGuest.thousandths;

import dev.lastwatt.adapter.scenario.Known;
import dev.lastwatt.adapter.scenario.Known.Dependency;
import dev.lastwatt.adapter.scenario.Known.Kind;
import dev.lastwatt.adapter.scenario.Known.KnownGuest;
import dev.lastwatt.adapter.scenario.Known.KnownHost;
import dev.lastwatt.adapter.scenario.Known.KnownUps;
import dev.lastwatt.adapter.scenario.Known.KnownVolume;
import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.adapter.scenario.Truth;
import dev.lastwatt.adapter.scenario.Truth.Battery;
import dev.lastwatt.adapter.scenario.Truth.Gauge;
import dev.lastwatt.adapter.scenario.Truth.GaugeKind;
import dev.lastwatt.adapter.scenario.Truth.TrueGuest;
import dev.lastwatt.adapter.scenario.Truth.TrueVolume;
import dev.lastwatt.adapter.scenario.generate.DrawnGuest.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Draws a set of scenarios. The same world, size and seed give the same set on every machine.
 *
 * @param world which laws the guests follow
 * @param guests guests of each outage, at least 1
 * @param outages how many scenarios, at least 1
 * @param seed of everything drawn, the set's laws included
 * @param drifting share of guests whose stop time has changed once within their history, 0 to 1
 */
public record ScenarioGenerator(World world, int guests, int outages, long seed, double drifting) {

    private static final int[] DISK_MB_PER_SECOND = {150, 250, 400, 600, 800};
    private static final int NOISE = 64;

    /** Checks. */
    public ScenarioGenerator {
        if (guests < 1 || outages < 1) {
            throw new IllegalArgumentException("a set needs at least one guest and one outage");
        }
        if (!(drifting >= 0 && drifting <= 1)) {
            throw new IllegalArgumentException("the drifting share must be from 0 to 1, is " + drifting);
        }
    }

    /** The scenarios. */
    public List<Scenario> draw() {
        SiteLaws laws = laws();
        List<Scenario> scenarios = new ArrayList<>();
        for (int i = 0; i < outages; i++) {
            scenarios.add(scenario(laws, i));
        }
        return scenarios;
    }

    /** What holds for all guests of the set. */
    SiteLaws laws() {
        return SiteLaws.draw(new Dice(seed));
    }

    /** The scenario of that number. */
    Scenario scenario(SiteLaws laws, int index) {
        Dice dice = new Dice(seed * 1_000_003 + index);
        boolean patched = dice.happens(laws.patchedHosts());
        double sheetPace = dice.oneOf(DISK_MB_PER_SECOND);
        double truePace = thousandths(sheetPace * dice.factor(0.15));
        List<DrawnGuest> drawn = new ArrayList<>();
        Map<String, TrueGuest> truth = new LinkedHashMap<>();
        for (int i = 0; i < guests; i++) {
            String name = String.format("guest%03d", i);
            DrawnGuest guest = DrawnGuest.draw(dice, laws, world, name, patched, truePace, drifting);
            drawn.add(guest);
            truth.put(name, guest.truth());
        }
        List<KnownGuest> known = drawn.stream().map(DrawnGuest::known).toList();
        double table = tenths(dice.between(400.0, 2600.0));
        double age = tenths(dice.between(0.0, 6.0));
        double health = Math.max(0.2, (1.02 - 0.05 * age) * dice.factor(0.08));
        boolean calibrated = dice.happens(0.5);
        return new Scenario(
                Scenario.FORMAT,
                world + "-" + guests + "-" + seed + "-" + String.format("%05d", index),
                new Known(
                        5,
                        known,
                        dependencies(dice, drawn),
                        List.of(new KnownVolume("v0", sheetPace)),
                        new KnownHost(
                                100 + 20 * guests,
                                Math.max(2, guests / 2),
                                dice.happens(0.5) ? null : Boolean.valueOf(dice.happens(0.5)),
                                hostShutdowns(dice)),
                        new KnownUps(table, age, calibrated ? thousandths(health * dice.factor(0.08)) : null)),
                new Truth(
                        truth,
                        Map.of("v0", new TrueVolume(truePace)),
                        tenths(60 * dice.factor(0.3)),
                        new Battery(tenths(table * health), thousandths(dice.between(1.05, 1.3)), table, 1),
                        gauge(dice, table),
                        tenths(60 + 1800 * dice.exponential())));
    }

    /** Applications lean on databases and infrastructure, databases on infrastructure, so there is no circle. */
    private static List<Dependency> dependencies(Dice dice, List<DrawnGuest> guests) {
        List<Dependency> dependencies = new ArrayList<>();
        for (DrawnGuest guest : guests) {
            List<DrawnGuest> carriers =
                    guests.stream().filter(g -> leansOn(guest.task(), g.task())).toList();
            if (!carriers.isEmpty() && dice.happens(guest.task() == Task.DATABASE ? 0.3 : 0.55)) {
                DrawnGuest on = carriers.get(dice.between(0, carriers.size() - 1));
                dependencies.add(new Dependency(
                        guest.known().name(), on.known().name(), dice.happens(0.03) ? Kind.HARD : Kind.SOFT));
            }
        }
        return dependencies;
    }

    private static boolean leansOn(Task task, Task other) {
        return switch (task) {
            case APPLICATION -> other != Task.APPLICATION;
            case DATABASE -> other == Task.INFRASTRUCTURE;
            case INFRASTRUCTURE -> false;
        };
    }

    private static List<Double> hostShutdowns(Dice dice) {
        List<Double> past = new ArrayList<>();
        for (int i = dice.between(0, 5); i > 0; i--) {
            past.add(tenths(60 * dice.factor(0.3)));
        }
        return past;
    }

    private static Gauge gauge(Dice dice, double table) {
        List<Double> noise = new ArrayList<>();
        for (int i = 0; i < NOISE; i++) {
            noise.add(Math.round(dice.normal() * 100) / 100.0);
        }
        return new Gauge(
                dice.happens(0.6) ? GaugeKind.GOOD : dice.oneOf(GaugeKind.values()),
                thousandths(dice.factor(0.08)),
                thousandths(dice.between(0.05, 0.5)),
                tenths(table * dice.between(0.5, 1.5)),
                dice.happens(0.05) ? Double.valueOf(tenths(dice.between(0.0, 600.0))) : null,
                noise);
    }
}
