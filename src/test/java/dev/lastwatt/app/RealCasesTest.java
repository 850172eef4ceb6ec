package dev.lastwatt.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.fake.OutageWorld;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What units in the field were reported to do, and what an armed service makes of it. Each case names its report. */
class RealCasesTest {

    private final OutageWorld world = new OutageWorld();

    @BeforeEach
    void twoGuestsAndAnArmedService() {
        world.guest("app", 40);
        world.guest("db", 40);
        world.armed();
        world.seconds(20);
    }

    /** The UPS says this instead of what is so. */
    private void says(UnaryOperator<Reading> instead) {
        world.source = reading -> new SourceAnswer.Answered(instead.apply(reading));
    }

    private static Reading with(Reading r, Set<StatusFlag> status) {
        return new Reading(
                r.takenAt(),
                status,
                r.chargePercent(),
                r.runtime(),
                r.loadPercent(),
                r.loadWatts(),
                r.inputVolts(),
                r.batteryVolts());
    }

    private static Reading with(Reading r, @Nullable Double charge, @Nullable Duration runtime) {
        return new Reading(
                r.takenAt(),
                r.status(),
                charge,
                runtime,
                r.loadPercent(),
                r.loadWatts(),
                r.inputVolts(),
                r.batteryVolts());
    }

    private void nobodyIsAsked() {
        assertThat(world.asks).isEmpty();
        assertThat(world.hostIsAsked()).isFalse();
    }

    /** The outage goes on until the host is asked, which is before the battery ends, with every guest down. */
    private void everythingIsStoppedInTime() {
        world.until(world::hostIsAsked, 2000);
        assertThat(world.left).isGreaterThan(60);
        assertThat(world.guests.values()).allMatch(g -> g.state.isDown());
    }

    /** ffind-dev/pve-ups issue 25: a counter that survived the last outage fired the second shutdown at once. */
    @Test
    void aSecondOutageIsTimedFromItsOwnBeginning() {
        world.fail();
        world.seconds(60);
        world.mains = true;
        world.seconds(120);
        world.fail();
        world.seconds(60);
        nobodyIsAsked();
    }

    /** networkupstools/nut issue 321: dips and flapping. */
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 30", "10, 5"})
    void flappingMainsStopNobody(int off, int on) {
        for (int i = 0; i < 20; i++) {
            world.mains = false;
            world.seconds(off);
            world.mains = true;
            world.seconds(on);
        }
        nobodyIsAsked();
    }

    /** The same issue: what the flaps have taken from the battery is not forgotten. */
    @Test
    void flappingThatEmptiesTheBatteryIsStoppedFor() {
        world.charging = 0;
        for (int i = 0; i < 100 && !world.hostIsAsked(); i++) {
            world.mains = false;
            world.seconds(50);
            world.mains = world.hostIsAsked() ? world.mains : true;
            world.seconds(3);
        }
        assertThat(world.hostIsAsked()).isTrue();
        assertThat(world.left).isGreaterThan(60);
        assertThat(world.guests.values()).allMatch(g -> g.state.isDown());
    }

    /** networkupstools/nut issue 2104: the test that an APC RS makes every other month. */
    @Test
    void aSelfTestStopsNobody() {
        says(r -> with(r, EnumSet.of(StatusFlag.OB, StatusFlag.TEST)));
        world.seconds(30);
        says(r -> r);
        world.seconds(60);
        nobodyIsAsked();
    }

    /** The same issue: during it the unit reads OFF beside the mains. */
    @Test
    void anOutletThatReadsOffBesideTheMainsStopsNobody() {
        says(r -> with(r, EnumSet.of(StatusFlag.OL, StatusFlag.OFF)));
        world.seconds(120);
        nobodyIsAsked();
    }

    /** networkupstools/nut issue 2168: a calibration flag that stayed set hid a real outage. */
    @Test
    void aLatchedCalibrationDoesNotHideAnOutage() {
        world.flags.add(StatusFlag.CAL);
        world.fail();
        everythingIsStoppedInTime();
    }

    /** networkupstools/nut issues 2347, 3205 and pull request 2565: APC BX units say LB and RB on the mains, every hour or two. */
    @Test
    void aLowBatteryOnTheMainsStopsNobody() {
        for (int i = 0; i < 5; i++) {
            world.flags.addAll(Set.of(StatusFlag.LB, StatusFlag.RB));
            world.seconds(30);
            world.flags.clear();
            world.seconds(60);
        }
        nobodyIsAsked();
    }

    /** networkupstools/nut issues 1942, 3087 (Eaton) and 2652: low battery in the same moment as the failure, at a full charge. */
    @Test
    void aLowBatteryAtAFullChargeThatGoesAgainStopsNobody() {
        world.flags.add(StatusFlag.LB);
        world.fail();
        world.seconds(8);
        world.flags.clear();
        world.seconds(60);
        nobodyIsAsked();
    }

    /** The same with the charge low or missing: that is believed. */
    @ParameterizedTest
    @ValueSource(doubles = {20, Double.NaN})
    void aLowBatteryWithTheFailureIsBelievedWhereTheChargeIsLowOrMissing(double charge) {
        Double said = Double.isNaN(charge) ? null : Double.valueOf(charge);
        says(r -> with(r, said, r.runtime()));
        world.flags.add(StatusFlag.LB);
        world.fail();
        world.seconds(3);
        assertThat(world.asks).isNotEmpty();
    }

    /** networkupstools/nut issues 731 (65535 at a low load), 2190 (0), 983 (-1), and Windows' 71582788 minutes. */
    @ParameterizedTest
    @ValueSource(longs = {65535, 0, -1, 71582788L * 60})
    void aRuntimeThatMeansUnknownNeitherStopsAtOnceNorForgets(long seconds) {
        says(r -> with(r, r.chargePercent(), Duration.ofSeconds(seconds)));
        world.fail();
        world.seconds(30);
        nobodyIsAsked();
        everythingIsStoppedInTime();
    }

    /** CyberPower UT1500E (networkupstools/nut pull request 811): in an outage it says on line, discharging, and 0 V of the mains. */
    @Test
    void aUnitThatSaysOnLineWithoutMainsIsOnBattery() {
        says(r -> {
            boolean onBattery = r.has(StatusFlag.OB);
            Set<StatusFlag> flags = onBattery ? EnumSet.of(StatusFlag.OL, StatusFlag.DISCHRG) : r.status();
            Double mains = onBattery ? 0.0 : 231.0;
            return new Reading(
                    r.takenAt(),
                    flags,
                    r.chargePercent(),
                    r.runtime(),
                    r.loadPercent(),
                    r.loadWatts(),
                    mains,
                    r.batteryVolts());
        });
        world.seconds(2);
        world.fail();
        everythingIsStoppedInTime();
    }

    /** What a Salicru SLC TWIN PRO3 (59 940 s) and a Mini-Box OPEN-UPS (96 840) say, on a battery of a quarter of an hour. */
    @ParameterizedTest
    @ValueSource(longs = {20_000, 30_000, 59_940, 96_840})
    void aGaugeThatClaimsManyHoursWhileTheChargeFallsKeepsNobodyUpTooLong(long seconds) {
        says(r -> with(r, r.chargePercent(), Duration.ofSeconds(seconds)));
        world.fail();
        everythingIsStoppedInTime();
    }

    /** networkupstools/nut issue 731: 65535 one second and a figure the next. */
    @Test
    void aRuntimeThatIsUnknownEverySecondTimeIsNoAlarm() {
        world.sentinels = new int[] {65535, 0};
        world.fail();
        world.seconds(60);
        nobodyIsAsked();
        everythingIsStoppedInTime();
    }

    /** networkupstools/nut issue 1068: the runtime is 0 for a while after an outage. */
    @Test
    void aRuntimeOfZeroAfterAnOutageStopsNobodyInTheNext() {
        world.fail();
        world.seconds(40);
        world.mains = true;
        says(r -> with(r, r.chargePercent(), Duration.ZERO));
        world.seconds(60);
        world.mains = false;
        world.seconds(20);
        nobodyIsAsked();
    }

    /** geerlingguy/pi-nut issue 3, and nJoy and IVT units: neither runtime nor charge at all. */
    @Test
    void withoutAnyGaugeWhatIsAssumedIsPlannedWith() {
        world.gauge = false;
        world.seconds(10);
        world.fail();
        world.seconds(20);
        nobodyIsAsked();
        everythingIsStoppedInTime();
    }

    /** Dumps of the device collection: a charge of 255, 1000 or -143.2. */
    @ParameterizedTest
    @ValueSource(doubles = {255, 1000, -143.2})
    void aChargeThatCannotBeIsMissing(double percent) {
        says(r -> with(r, percent, r.runtime()));
        world.fail();
        world.seconds(30);
        nobodyIsAsked();
        everythingIsStoppedInTime();
    }

    /** networkupstools/nut issue 2212: discharging beside the mains, at a full charge. */
    @Test
    void dischargingBesideTheMainsStopsNobody() {
        world.flags.add(StatusFlag.DISCHRG);
        world.seconds(300);
        nobodyIsAsked();
    }

    /** Dumps of the device collection: TRIM alone, OFF alone, and no word at all. */
    @ParameterizedTest
    @ValueSource(strings = {"TRIM", "OFF", ""})
    void aStatusThatSaysNeitherMainsNorBatteryStopsNobody(String word) {
        says(r -> with(r, word.isEmpty() ? Set.of() : EnumSet.of(StatusFlag.valueOf(word))));
        world.seconds(300);
        nobodyIsAsked();
    }

    /** ... and if it does so in an outage, the outage goes on. */
    @Test
    void aStatusThatSaysNothingInAnOutageDoesNotEndIt() {
        world.fail();
        world.seconds(5);
        says(r -> with(r, Set.of()));
        everythingIsStoppedInTime();
    }

    /** The collection has OL beside OB: on battery until it has held. */
    @Test
    void mainsAndBatteryAtOnceIsAnOutageWhileItIsFresh() {
        world.fail();
        world.seconds(5);
        says(r -> with(r, EnumSet.of(StatusFlag.OL, StatusFlag.OB)));
        world.seconds(5);
        assertThat(world.engine().snapshot().power().onBatterySince()).isPresent();
    }
}
