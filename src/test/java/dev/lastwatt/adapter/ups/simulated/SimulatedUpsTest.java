package dev.lastwatt.adapter.ups.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lastwatt.adapter.scenario.PlainLoad;
import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.adapter.scenario.SmallScenario;
import dev.lastwatt.adapter.scenario.Truth.GaugeKind;
import dev.lastwatt.core.power.ContactLoss;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.fake.VirtualTime;
import dev.lastwatt.port.ActionAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SimulatedUpsTest {

    private static final Instant START = VirtualTime.START;

    private final VirtualTime time = new VirtualTime();
    private final PlainLoad load = new PlainLoad(time, 200);

    private SimulatedUpsBuilder tenMinutes() {
        return SimulatedUps.builder(time, load)
                .battery(Duration.ofMinutes(10), 200)
                .exponent(1);
    }

    private static Reading reading(SimulatedUps ups) {
        return ((SourceAnswer.Answered) ups.read()).reading();
    }

    private static double runtime(SimulatedUps ups) {
        return Objects.requireNonNull(reading(ups).runtime()).toSeconds();
    }

    @Test
    void onMainsItIsOnLineAndFull() {
        SimulatedUps ups = tenMinutes().capacity(1000).build();
        time.advance(Duration.ofHours(1));

        Reading reading = reading(ups);
        assertThat(reading.status()).containsExactly(StatusFlag.OL);
        assertThat(reading.chargePercent()).isEqualTo(100);
        assertThat(reading.runtime()).isEqualTo(Duration.ofMinutes(10));
        assertThat(reading.loadWatts()).isEqualTo(200);
        assertThat(reading.loadPercent()).isEqualTo(20);
        assertThat(reading.takenAt()).isEqualTo(time.now());
    }

    @Test
    void flagsChangeAtOnceAndNumbersOnTheGrid() {
        SimulatedUps ups = tenMinutes().build();
        time.toSecond(3);
        ups.fail();
        time.toSecond(12.9);

        assertThat(reading(ups).status()).containsExactlyInAnyOrder(StatusFlag.OB, StatusFlag.DISCHRG);
        assertThat(runtime(ups)).as("595 s, read 5 s after the failure").isEqualTo(600);
        time.toSecond(13);
        assertThat(runtime(ups)).as("590 s, read 10 s after the failure").isEqualTo(590);
        ups.restore();
        assertThat(reading(ups).status()).containsExactlyInAnyOrder(StatusFlag.OL, StatusFlag.CHRG);
    }

    @Test
    void toldToItRunsOnItsBatteryUntilItIsToldToEndThat() {
        SimulatedUps ups = tenMinutes().build();
        assertThat(ups.start()).isEqualTo(new ActionAnswer.Accepted());
        assertThat(reading(ups).status()).containsExactlyInAnyOrder(StatusFlag.OB, StatusFlag.DISCHRG, StatusFlag.CAL);
        time.advance(Duration.ofMinutes(1));
        assertThat(ups.battery().usedSeconds()).isCloseTo(60, within(0.1));
        ups.stop();
        assertThat(reading(ups).status()).containsExactlyInAnyOrder(StatusFlag.OL, StatusFlag.CHRG);
    }

    @Test
    void mainsThatFailInATestEndItAndNotTheDischarge() {
        SimulatedUps ups = tenMinutes().build();
        ups.start();
        time.advance(Duration.ofMinutes(1));
        ups.fail();
        assertThat(reading(ups).status()).containsExactlyInAnyOrder(StatusFlag.OB, StatusFlag.DISCHRG);
        ups.stop();
        assertThat(reading(ups).status()).contains(StatusFlag.OB);
        assertThat(ups.start()).isInstanceOf(ActionAnswer.Refused.class);
        time.advance(Duration.ofMinutes(1));
        assertThat(ups.battery().usedSeconds()).isCloseTo(120, within(0.1));
    }

    @Test
    void testThatEmptiesTheBatteryEndsAndTheMainsFeedTheLoad() {
        SimulatedUps ups = tenMinutes().build();
        ups.start();
        time.advance(Duration.ofMinutes(11));
        assertThat(reading(ups).status()).contains(StatusFlag.OL);
        assertThat(ups.powerGoneAt()).isEmpty();
    }

    @Test
    void lowBatteryComesWithTwoMinutesOfRuntimeOrTenPercentOfCharge() {
        SimulatedUps ups = tenMinutes().outage(START, Duration.ofHours(1)).build();
        time.toSecond(474);
        assertThat(reading(ups).has(StatusFlag.LB)).isFalse();
        time.toSecond(480);
        assertThat(reading(ups).has(StatusFlag.LB)).isTrue();
    }

    @Test
    void anEarlyLowBatteryComesASecondAfterTheFailure() {
        Scenario scenario = new SmallScenario()
                .guest(20, 20.0)
                .gauge(GaugeKind.EARLY_LOW, null)
                .build();
        SimulatedUps ups = SimulatedUps.of(scenario, time, load, START).build();

        assertThat(reading(ups).has(StatusFlag.LB)).isFalse();
        time.toSecond(1);
        assertThat(reading(ups).has(StatusFlag.LB)).isTrue();
    }

    @Test
    void aChangeOfLoadCountsFromWhenItHappenedAndNotFromWhenSomebodyLooks() {
        SimulatedUps ups = tenMinutes().outage(START, Duration.ofHours(1)).build();
        time.toSecond(100);
        load.draw(50);
        time.toSecond(300);

        assertThat(ups.battery().leftSeconds()).isCloseTo(600 - 100 - 200 * 0.25, within(1e-6));
    }

    @Test
    void whenItIsEmptyThePowerIsGoneAndItIsSilent() {
        List<Instant> gone = new ArrayList<>();
        SimulatedUps ups = tenMinutes()
                .outage(START.plusSeconds(7), Duration.ofHours(1))
                .whenPowerIsGone(gone::add)
                .build();
        time.toSecond(7 + 599.9);
        assertThat(ups.read()).isInstanceOf(SourceAnswer.Answered.class);
        time.toSecond(2000);

        assertThat(ups.read()).isInstanceOfSatisfying(SourceAnswer.Missing.class, missing -> assertThat(missing.cause())
                .isEqualTo(ContactLoss.SILENT));
        assertThat(gone).containsExactly(START.plusSeconds(607));
        assertThat(ups.powerGoneAt()).contains(START.plusSeconds(607));
        assertThat(load.watts()).isZero();
    }

    @Test
    void onMainsChargeAndRuntimeClimbBackAndTheNextOutageBeginsWithWhatIsThere() {
        SimulatedUps ups = tenMinutes()
                .outage(START, Duration.ofMinutes(5))
                .rechargesIn(Duration.ofHours(1))
                .outage(START.plus(Duration.ofMinutes(20)), Duration.ofHours(1))
                .build();
        time.advance(Duration.ofMinutes(5));
        assertThat(reading(ups).chargePercent()).isEqualTo(50);
        time.advance(Duration.ofMinutes(15));

        assertThat(reading(ups).chargePercent()).isEqualTo(75);
        assertThat(runtime(ups)).isEqualTo(450);
        time.advance(Duration.ofSeconds(451));
        assertThat(ups.powerGoneAt())
                .contains(START.plus(Duration.ofMinutes(20)).plusSeconds(450));
    }

    @Test
    void afterTheBatteryEndedItAnswersAgainOnceTheMainsAreBack() {
        SimulatedUps ups = tenMinutes().outage(START, Duration.ofMinutes(15)).build();
        time.advance(Duration.ofMinutes(16));

        assertThat(reading(ups).status()).contains(StatusFlag.OL, StatusFlag.CHRG);
    }

    @Test
    void aCardThatDiesIsSilentFromThenOn() {
        Scenario scenario =
                new SmallScenario().guest(20, 20.0).gauge(GaugeKind.GOOD, 33.0).build();
        SimulatedUps ups =
                SimulatedUps.of(scenario, time, load, START.plusSeconds(10)).build();
        time.toSecond(42.9);
        assertThat(ups.read()).isInstanceOf(SourceAnswer.Answered.class);
        time.toSecond(43);
        assertThat(ups.read()).isInstanceOf(SourceAnswer.Missing.class);
    }

    /** The same outage and changes of load, asked about at different times: what is seen at the same time is the same. */
    @Test
    void whatIsShownDoesNotDependOnHowOftenItIsAsked() {
        for (int seed = 0; seed < 60; seed++) {
            GaugeKind kind = GaugeKind.values()[seed % GaugeKind.values().length];
            assertThat(played(seed, kind, 0.9)).as("seed %d", seed).isEqualTo(played(seed, kind, 0));
        }
    }

    private static List<SourceAnswer> played(int seed, GaugeKind kind, double looks) {
        Random world = new Random(seed);
        Random curiosity = new Random(seed + 1000);
        VirtualTime time = new VirtualTime();
        PlainLoad load = new PlainLoad(time, 120);
        Scenario scenario = new SmallScenario()
                .guest(20, 20.0)
                .gauge(kind, null)
                .outage(400)
                .build();
        SimulatedUps ups = SimulatedUps.of(scenario, time, load, START.plusSeconds(2 + world.nextInt(9)))
                .build();
        List<SourceAnswer> seen = new ArrayList<>();
        for (int second = 0; second < 420; second++) {
            if (world.nextInt(20) == 0) {
                load.draw(100 + world.nextInt(60));
            }
            if (curiosity.nextDouble() < looks) {
                ups.read();
            }
            if (second % 37 == 0) {
                seen.add(ups.read());
            }
            time.advanceSeconds(1);
        }
        return seen;
    }

    @Test
    void nonsenseIsRefusedByName() {
        assertThatThrownBy(() -> tenMinutes().battery(Duration.ZERO, 200)).hasMessageContaining("battery");
        assertThatThrownBy(() -> tenMinutes().asNew(Duration.ofHours(1), 1.2)).hasMessageContaining("startCharge");
        assertThatThrownBy(() -> tenMinutes().readingEvery(Duration.ofSeconds(-1)))
                .hasMessageContaining("readingEvery");
        assertThatThrownBy(() -> tenMinutes()
                        .outage(START, Duration.ofHours(1))
                        .outage(START.plusSeconds(60), Duration.ofHours(1)))
                .hasMessageContaining("outage: begins at");
        SimulatedUps first = tenMinutes().build();
        assertThatThrownBy(() -> tenMinutes().build())
                .as("%s feeds it already", first.name())
                .hasMessageContaining("connected already");
    }
}
