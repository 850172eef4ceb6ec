package dev.lastwatt.adapter.scenario.generate;

import static dev.lastwatt.adapter.scenario.generate.DrawnGuest.tenths;
import static dev.lastwatt.adapter.scenario.generate.DrawnGuest.thousandths;

import dev.lastwatt.adapter.scenario.Known;
import dev.lastwatt.adapter.scenario.Known.KnownHost;
import dev.lastwatt.adapter.scenario.Known.KnownUps;
import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.adapter.scenario.Truth;
import dev.lastwatt.adapter.scenario.Truth.Battery;
import dev.lastwatt.adapter.scenario.Truth.Gauge;
import dev.lastwatt.adapter.scenario.Truth.GaugeKind;
import dev.lastwatt.adapter.scenario.Truth.TrueGuest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a cell has around its guests: a battery of up to six years, now and then with a bad cell or not yet full again after another
 * outage, a gauge of which one in three lies, the host, and how long the mains are away. Numbers are drawn in the same order whatever
 * the cell, so that cells of one seed differ only in what they are about.
 *
 * @param savable a number for each guest, below 1: those below the cell's share can be saved when they hang
 */
record ReferenceSite(
        Cell cell,
        KnownUps ups,
        Battery battery,
        Gauge gauge,
        double outageSeconds,
        @Nullable Boolean savesWhileStopping,
        List<Double> hostShutdowns,
        double hostShutdownSeconds,
        List<Double> savable) {

    private static final double OLDEST_YEARS = 6;
    private static final int NOISE = 64;

    /** Watts of a host without guests, and of what it needs more for each guest that it could carry. */
    private static final double HOST_WATTS = 200;

    private static final double WATTS_A_GUEST = 8;
    private static final int[] PAST_HOST_SHUTDOWNS = {0, 1, 3, 10};

    /** Of a hundred gauges; the rest is good. */
    private static final Map<GaugeKind, Integer> LYING = Map.of(
            GaugeKind.OPTIMISTIC, 12,
            GaugeKind.CLIFF, 6,
            GaugeKind.STUCK, 5,
            GaugeKind.PESSIMISTIC, 5,
            GaugeKind.NOISY, 3,
            GaugeKind.EARLY_LOW, 2,
            GaugeKind.NO_RUNTIME, 2);

    static ReferenceSite draw(Dice dice, Cell cell) {
        double sheet = 60.0 * cell.minutes();
        double asNew = sheet * dice.factor(0.08);
        double table = sheet * dice.factor(0.06);
        boolean tableKnown = dice.happens(0.75);
        double age = dice.between(0, OLDEST_YEARS);
        boolean ageKnown = dice.happens(0.7);
        double sound = Math.max(0.3, 1.02 - 0.055 * age + 0.07 * dice.normal());
        double bad = dice.between(0.1, 0.6);
        double health = dice.happens(0.008 * age * age) ? Math.min(sound, bad) : sound;
        double partly = dice.between(0.3, 1);
        double charge = dice.happens(0.08) ? partly : 1;
        double wornSince = dice.between(0, 0.25);
        boolean stale = dice.happens(0.1);
        double found = (stale ? health + wornSince : health) * dice.factor(0.08);
        double exponent = dice.between(1.05, 1.3);
        GaugeKind kind = kind(dice);
        Double silent = silentFrom(dice, sheet);
        Gauge gauge = new Gauge(
                kind,
                thousandths(dice.factor(0.1)),
                thousandths(dice.between(0.05, 0.5)),
                tenths(sheet * dice.between(0.5, 1.5)),
                silent,
                noise(dice));
        double outage = cell.mains().seconds(dice);
        boolean tried = dice.happens(0.5);
        double hostMedian = 60 * dice.factor(0.2);
        List<Double> past = new ArrayList<>();
        for (int i = dice.oneOf(PAST_HOST_SHUTDOWNS); i > 0; i--) {
            past.add(tenths(hostMedian * dice.factor(0.25)));
        }
        double host = tenths(hostMedian * dice.factor(0.25));
        List<Double> savable = new ArrayList<>();
        for (int i = 0; i < cell.guests(); i++) {
            savable.add(dice.share());
        }
        return new ReferenceSite(
                cell,
                new KnownUps(
                        tableKnown ? Double.valueOf(tenths(table)) : null,
                        ageKnown ? Double.valueOf(tenths(age)) : null,
                        cell.calibrated() ? Double.valueOf(thousandths(found)) : null),
                new Battery(tenths(asNew * health * charge), thousandths(exponent), tenths(asNew), thousandths(charge)),
                gauge,
                tenths(outage),
                tried ? cell.savable().shown() : null,
                past,
                host,
                savable);
    }

    private static GaugeKind kind(Dice dice) {
        int drawn = dice.between(0, 99);
        for (GaugeKind kind : GaugeKind.values()) {
            drawn -= LYING.getOrDefault(kind, 0);
            if (drawn < 0) {
                return kind;
            }
        }
        return GaugeKind.GOOD;
    }

    private static @Nullable Double silentFrom(Dice dice, double sheet) {
        double from = tenths(dice.between(0, sheet));
        return dice.happens(0.04) ? Double.valueOf(from) : null;
    }

    private static List<Double> noise(Dice dice) {
        List<Double> noise = new ArrayList<>();
        for (int i = 0; i < NOISE; i++) {
            noise.add(Math.round(dice.normal() * 100) / 100.0);
        }
        return noise;
    }

    /** The guests of that scenario here. */
    Scenario with(Scenario guests, String id) {
        Known known = guests.known();
        KnownHost host = known.host();
        Map<String, TrueGuest> truth = new LinkedHashMap<>();
        for (int i = 0; i < known.guests().size(); i++) {
            String name = known.guests().get(i).name();
            TrueGuest guest = guests.truth().guests().get(name);
            if (guest != null) {
                truth.put(
                        name,
                        new TrueGuest(guest.shutdownSeconds(), cell.savable().can(savable.get(i))));
            }
        }
        return new Scenario(
                guests.format(),
                id,
                new Known(
                        known.readingSeconds(),
                        known.guests(),
                        known.dependencies(),
                        known.volumes(),
                        new KnownHost(
                                HOST_WATTS + WATTS_A_GUEST * cell.guests(),
                                host.maxConcurrentShutdowns(),
                                savesWhileStopping,
                                hostShutdowns),
                        ups),
                new Truth(truth, guests.truth().volumes(), hostShutdownSeconds, battery, gauge, outageSeconds));
    }
}
