package dev.lastwatt.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The host goes down at 900 s and is off at 960 s of a battery of 1000 s. */
class StockFiguresTest {

    private static PlanCase host() {
        return new PlanCase().guest("db", 200, 40).other("nas", 120).other("web", 60);
    }

    private static StockFigures of(PlanCase host) {
        return StockFigures.of(host.plan(), 100.0);
    }

    @Test
    void timeoutIsWhatIsLeftBeforeTheHostGoesDown() {
        StockFigures.Apcupsd nas = of(host()).servers().get(0);
        assertThat(nas.server()).isEqualTo("nas");
        // 900 - 120 - 10 until it is noticed - 6 ONBATTERYDELAY - 3 steps
        assertThat(nas.timeout()).isEqualTo(761);
        assertThat(nas.downBy()).isEqualTo(900);
        assertThat(nas.arithmetic())
                .anySatisfy(l -> assertThat(l).startsWith("TIMEOUT = 900 - 120").endsWith("= 761"));
    }

    @Test
    void theLimitsThatStayOnActNotBeforeTheTimerOnABatteryThatIsAsGoodAsItSays() {
        StockFigures.Apcupsd nas = of(host()).servers().get(0);
        // 120 + 60 + 40 + 6 of 1000 s: 22.6 %, and 3.8 min
        assertThat(nas.batteryLevel()).isEqualTo(23);
        assertThat(nas.minutes()).isEqualTo(4);
        double chargeAtTimeout = 100 * (1 - 761 / 1000.0);
        assertThat(chargeAtTimeout).isGreaterThan(nas.batteryLevel());
        assertThat(1000 - 761).isGreaterThanOrEqualTo((int) nas.minutes() * 60 - 6);
    }

    @Test
    void whereItCannotBeDownInTimeThereIsNoTimeoutAndZeroIsWarnedOf() {
        StockFigures.Apcupsd nas = of(host().runtime(220)).servers().get(0);
        assertThat(nas.timeout()).isNull();
        assertThat(nas.arithmetic())
                .anySatisfy(l ->
                        assertThat(l).contains("cannot be down in time").contains("TIMEOUT 0 switches the timer off"));
    }

    @Test
    void withoutAChargeItsLimitIsOff() {
        assertThat(StockFigures.of(host().plan(), null).servers().get(0).batteryLevel())
                .isEqualTo(-1);
    }

    @Test
    void aNutPrimaryWaitsForThisHostAndForTheSlowestOfTheOthers() {
        StockFigures.Nut nut = Objects.requireNonNull(of(host()).nut());
        // 200 guests (db takes 200 at worst) + 60 host + 5
        long guests = host().plan().budget().guests().toSeconds();
        assertThat(nut.hostSync()).isEqualTo(guests + 60 + 5);
        assertThat(nut.finalDelay()).isEqualTo(120);
        assertThat(nut.onDelay()).isGreaterThan(nut.offDelay());
        long announce = 960 - 120 - 120 - nut.hostSync() - 5;
        assertThat(nut.forcedShutdownBy()).isEqualTo(announce);
        assertThat(nut.runtimeLow()).isEqualTo(1000 - announce);
    }

    @Test
    void withoutOtherServersThereAreNoFigures() {
        StockFigures none = of(new PlanCase().guest("db", 200, 40));
        assertThat(none.servers()).isEmpty();
        assertThat(none.nut()).isNull();
    }
}
