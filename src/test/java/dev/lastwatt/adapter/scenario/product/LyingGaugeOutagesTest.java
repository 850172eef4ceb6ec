package dev.lastwatt.adapter.scenario.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.adapter.scenario.Known;
import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.adapter.scenario.Truth;
import dev.lastwatt.adapter.scenario.Truth.Gauge;
import dev.lastwatt.adapter.scenario.Truth.GaugeKind;
import dev.lastwatt.adapter.scenario.generate.ScenarioGenerator;
import dev.lastwatt.adapter.scenario.generate.World;
import dev.lastwatt.adapter.scenario.policy.Game;
import dev.lastwatt.adapter.scenario.policy.Played;
import dev.lastwatt.adapter.scenario.world.Site;
import dev.lastwatt.adapter.scenario.world.TestSite;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole outages under every kind of gauge that the format has, longer than the battery. */
class LyingGaugeOutagesTest {

    /** Six guests on a battery that is to hold a quarter less than when it was new, as a calibration has found. */
    private static Scenario outage(GaugeKind kind, double bias, @Nullable Double silentFrom) {
        Scenario s = new TestSite().guests(6, 25).battery(900).scenario();
        Known k = s.known();
        Truth t = s.truth();
        List<Double> noise = IntStream.range(0, 64)
                .mapToObj(i -> Math.sin(12.9 * i + bias) * 1.4)
                .toList();
        return new Scenario(
                s.format(),
                s.id(),
                new Known(
                        k.readingSeconds(),
                        k.guests(),
                        k.dependencies(),
                        k.volumes(),
                        k.host(),
                        new Known.KnownUps(1200.0, 3.0, 0.75)),
                new Truth(
                        t.guests(),
                        t.volumes(),
                        t.hostShutdownSeconds(),
                        new Truth.Battery(900, 1.1, 1200, 1),
                        new Gauge(kind, bias, 0.1, 1500, silentFrom, noise),
                        t.outageSeconds()));
    }

    private static Played play(Scenario scenario) {
        return Game.play(new Site(scenario), "lastwatt", new LastwattPolicy(scenario.known()));
    }

    private static void everythingStopsCleanlyAfterAWhile(Scenario scenario, int service) {
        Played played = play(scenario);
        assertThat(played.outcome().clean()).as("%s", played).isTrue();
        assertThat(played.outcome().hostUnclean()).isFalse();
        assertThat(played.outcome().serviceSeconds()).isGreaterThan(service);
        assertThat(played.statedProbability()).isBetween(0.5, 1.0);
    }

    @ParameterizedTest
    @EnumSource(GaugeKind.class)
    void everyGuestAndTheHostStopCleanlyWhateverTheGaugeSays(GaugeKind kind) {
        for (double bias : new double[] {0.9, 1.0, 1.1}) {
            everythingStopsCleanlyAfterAWhile(outage(kind, bias, null), 10);
        }
    }

    @Test
    void everyGuestAndTheHostStopCleanlyAfterTheUpsHasFallenSilent() {
        for (double from : new double[] {5, 10, 120, 400}) {
            everythingStopsCleanlyAfterAWhile(outage(GaugeKind.GOOD, 1, from), 30);
        }
    }

    /**
     * What more information must not cost. It is a calibration, a runtime table and the battery's age: with or without it no more guests are
     * lost than the bounds allow, and what it buys is service. (The bounds are held at the same confidence, so that fewer are not lost.)
     */
    @Test
    void moreInformationBuysServiceAndStaysAsSafeAsPromised() {
        double[] lost = new double[2];
        double[] service = new double[2];
        int outages = 30;
        for (Scenario drawn : new ScenarioGenerator(World.LOG_NORMAL, 5, outages, 301, 0).draw()) {
            Known.KnownUps all = drawn.known().ups();
            Truth.Battery battery = drawn.truth().battery();
            Known.KnownUps[] known = {
                new Known.KnownUps(null, null, null),
                new Known.KnownUps(
                        all.tableSeconds(), all.batteryAgeYears(), battery.seconds() / battery.asNewSeconds())
            };
            for (int i = 0; i < 2; i++) {
                Played played = play(told(drawn, known[i]));
                lost[i] += played.outcome().unclean().size() / (5.0 * outages);
                service[i] += played.outcome().serviceSeconds();
            }
        }
        assertThat(lost[0]).isLessThan(0.05);
        assertThat(lost[1]).isLessThan(0.05);
        assertThat(service[1]).isGreaterThan(service[0]);
    }

    private static Scenario told(Scenario s, Known.KnownUps ups) {
        Known k = s.known();
        Truth t = s.truth();
        return new Scenario(
                s.format(),
                s.id(),
                new Known(k.readingSeconds(), k.guests(), k.dependencies(), k.volumes(), k.host(), ups),
                new Truth(t.guests(), t.volumes(), t.hostShutdownSeconds(), t.battery(), t.gauge(), 100_000));
    }
}
