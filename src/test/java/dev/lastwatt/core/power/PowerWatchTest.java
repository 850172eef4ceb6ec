package dev.lastwatt.core.power;

import static dev.lastwatt.core.power.StatusFlag.ALARM;
import static dev.lastwatt.core.power.StatusFlag.BOOST;
import static dev.lastwatt.core.power.StatusFlag.BYPASS;
import static dev.lastwatt.core.power.StatusFlag.CAL;
import static dev.lastwatt.core.power.StatusFlag.CHRG;
import static dev.lastwatt.core.power.StatusFlag.DISCHRG;
import static dev.lastwatt.core.power.StatusFlag.FSD;
import static dev.lastwatt.core.power.StatusFlag.HB;
import static dev.lastwatt.core.power.StatusFlag.LB;
import static dev.lastwatt.core.power.StatusFlag.OB;
import static dev.lastwatt.core.power.StatusFlag.OFF;
import static dev.lastwatt.core.power.StatusFlag.OL;
import static dev.lastwatt.core.power.StatusFlag.OVER;
import static dev.lastwatt.core.power.StatusFlag.RB;
import static dev.lastwatt.core.power.StatusFlag.TEST;
import static dev.lastwatt.core.power.StatusFlag.TRIM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.power.PowerState.ForcedShutdown;
import dev.lastwatt.core.power.PowerState.LowBattery;
import dev.lastwatt.core.power.PowerState.OnBattery;
import dev.lastwatt.core.power.PowerState.OnLine;
import dev.lastwatt.core.power.PowerState.Unknown;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PowerWatchTest {

    private static final Instant T0 = Instant.parse("2026-01-15T09:00:00Z");

    private PowerWatch watch = PowerWatch.begin(T0);

    @Test
    void nothingIsKnownBeforeTheFirstReading() {
        assertThat(watch.state()).isEqualTo(new Unknown(T0, null));
        assertThat(watch.at(at(600)).state().demandsActionNow()).isFalse();
        assertThat(watch.at(at(600)).state().onBatterySince()).isEmpty();
    }

    @Test
    void mainsAndBatteryAreTakenAtOnceAndKeepTheirBeginning() {
        read(1, null, OL);
        read(2, null, OL, CHRG);
        assertThat(watch.state()).isEqualTo(new OnLine(at(1)));
        read(3, null, OB);
        read(4, null, OB, DISCHRG);
        assertThat(watch.state()).isEqualTo(new OnBattery(at(3)));
        read(5, null, OL);
        assertThat(watch.state()).isEqualTo(new OnLine(at(5)));
    }

    @Test
    void lowBatteryInTheSameReadingAsMainsLossCountsAtOnceWhereTheChargeIsMissing() {
        read(1, null, OL);
        read(2, null, OB, LB);
        assertThat(watch.state()).isEqualTo(new LowBattery(at(2), at(2)));
        assertThat(watch.state().demandsActionNow()).isTrue();
    }

    @Test
    void lowBatteryAtFiftyPercentCountsAtOnce() {
        read(1, 100.0, OL);
        read(2, 50.0, OB, LB);
        assertThat(watch.state()).isEqualTo(new LowBattery(at(2), at(2)));
    }

    @Test
    void lowBatteryAboveFiftyPercentMustHoldForTenSeconds() {
        read(1, 95.0, OL);
        for (int s = 2; s < 12; s++) {
            read(s, 95.0, OB, LB);
            assertThat(watch.state()).isEqualTo(new OnBattery(at(2)));
        }
        read(12, 95.0, OB, LB);
        assertThat(watch.state()).isEqualTo(new LowBattery(at(2), at(12)));
    }

    @Test
    void lowBatteryThatFlickersStartsItsTenSecondsAnew() {
        for (int s = 0; s < 60; s++) {
            if (s % 8 == 7) {
                read(s, 95.0, OB);
            } else {
                read(s, 95.0, OB, LB);
            }
            assertThat(watch.state()).isEqualTo(new OnBattery(at(0)));
        }
    }

    @Test
    void lowBatteryOnTheMainsIsNoOutage() {
        for (int s = 0; s < 60; s++) {
            read(s, 5.0, OL, LB, CHRG);
        }
        assertThat(watch.state()).isEqualTo(new OnLine(at(0)));
        read(61, 5.0, OL, LB, OVER, RB, BOOST);
        assertThat(watch.state().isOnLine()).isTrue();
        assertThat(watch.alarms()).hasSize(2);
    }

    @Test
    void lowBatteryThatEndsIsOnBatterySinceTheSameFailure() {
        read(1, null, OB);
        read(5, 30.0, OB, LB);
        read(6, 30.0, OB);
        assertThat(watch.state()).isEqualTo(new OnBattery(at(1)));
    }

    @Test
    void onLineWinsOverAStaleOnBatteryOnlyAfterTenSeconds() {
        read(1, null, OB);
        for (int s = 2; s < 12; s++) {
            read(s, null, OL, OB);
            assertThat(watch.state()).isEqualTo(new OnBattery(at(1)));
            assertThat(watch.alarms()).hasSize(1);
        }
        read(12, null, OL, OB);
        assertThat(watch.state()).isEqualTo(new OnLine(at(12)));
    }

    @Test
    void onLineAndOnBatteryAtOnceCountsAsOnBatteryUntilItHasHeld() {
        read(1, null, OL);
        read(2, null, OL, DISCHRG, OB);
        assertThat(watch.state()).isEqualTo(new OnBattery(at(2)));
    }

    @Test
    void lowBatteryBesideOnLineNeverDemandsAction() {
        read(0, null, OL);
        for (int s = 1; s < 60; s++) {
            read(s, null, OL, OB, LB);
            assertThat(watch.state().demandsActionNow()).as("second " + s).isFalse();
        }
        assertThat(watch.state().isOnLine()).isTrue();
    }

    @Test
    void forcedShutdownThatBeginsWhileWeWatchCountsEvenOnLine() {
        read(1, null, OL);
        read(2, null, OL, FSD);
        assertThat(watch.state()).isEqualTo(new ForcedShutdown(at(2)));
        assertThat(watch.state().demandsActionNow()).isTrue();
        read(3, null, FSD, OL, ALARM);
        assertThat(watch.state()).isEqualTo(new ForcedShutdown(at(2)));
    }

    @Test
    void forcedShutdownThatStandsAtFirstContactIsAnAlarm() {
        read(1, null, ALARM, OL, FSD);
        read(600, null, OL, FSD);
        assertThat(watch.state()).isEqualTo(new OnLine(at(1)));
        assertThat(watch.alarms()).singleElement().asString().contains("FSD");
    }

    @Test
    void forcedShutdownThatWasALeftoverCountsWhenItIsSetAnew() {
        read(1, null, OL, FSD);
        read(2, null, OL);
        assertThat(watch.alarms()).isEmpty();
        read(3, null, OL, FSD);
        assertThat(watch.state()).isEqualTo(new ForcedShutdown(at(3)));
    }

    @Test
    void leftoverForcedShutdownDoesNotHideALowBattery() {
        read(1, null, OB, FSD);
        assertThat(watch.state()).isEqualTo(new OnBattery(at(1)));
        read(2, null, OB, LB, FSD);
        assertThat(watch.state()).isEqualTo(new LowBattery(at(1), at(2)));
    }

    @Test
    void forcedShutdownThatIsTakenBackOnTheMainsIsOnLine() {
        read(1, null, OL);
        read(2, null, OL, FSD);
        read(3, null, OL);
        assertThat(watch.state()).isEqualTo(new OnLine(at(3)));
    }

    @Test
    void contactCountsAsLostAfterMoreThanFiveSeconds() {
        read(1, null, OL);
        assertThat(watch.at(at(6)).state()).isEqualTo(new OnLine(at(1)));
        missing(7);
        assertThat(watch.state()).isEqualTo(new Unknown(at(7), new OnLine(at(1))));
        assertThat(watch.state().isOnLine()).isFalse();
        assertThat(watch.state().onBatterySince()).isEmpty();
        assertThat(watch.state().demandsActionNow()).isFalse();
    }

    @Test
    void contactLostOnBatteryCountsOn() {
        read(1, null, OB);
        missing(3600);
        assertThat(watch.state().onBatterySince()).contains(at(1));
        assertThat(watch.state().demandsActionNow()).isFalse();
        read(3601, null, OB);
        assertThat(watch.state()).isEqualTo(new OnBattery(at(1)));
    }

    @Test
    void contactLostAtLowBatteryStillDemandsAction() {
        read(1, null, OB, LB);
        missing(60);
        assertThat(watch.state().demandsActionNow()).isTrue();
    }

    @Test
    void contactThatReturnsOnTheMainsIsOnLineFromThen() {
        read(1, null, OB);
        missing(60);
        read(61, null, OL);
        assertThat(watch.state()).isEqualTo(new OnLine(at(61)));
    }

    @Test
    void selfTestOnBatteryIsNoOutage() {
        read(1, 100.0, OL);
        for (int s = 2; s < 30; s++) {
            read(s, 95.0, OB, DISCHRG, TEST);
            assertThat(watch.state()).isEqualTo(new OnLine(at(1)));
        }
        assertThat(watch.alarms()).singleElement().asString().contains("self-test");
    }

    @Test
    void calibrationExpiresAfterAQuarterOfAnHour() {
        read(0, 100.0, OL);
        read(1, 100.0, OB, CAL);
        read(900, 80.0, OB, CAL);
        assertThat(watch.state().isOnLine()).isTrue();
        read(901, 80.0, OB, CAL);
        assertThat(watch.state()).isEqualTo(new OnBattery(at(901)));
    }

    @Test
    void chargeThatFallsToHalfOverrulesACalibration() {
        read(0, 100.0, OL);
        read(1, 60.0, OB, CAL);
        read(2, 50.0, OB, CAL);
        assertThat(watch.state()).isEqualTo(new OnBattery(at(2)));
    }

    @Test
    void lowBatteryWithoutAChargeOverrulesASelfTest() {
        read(0, null, OL);
        read(1, null, OB, TEST);
        read(2, null, OB, TEST, LB);
        assertThat(watch.state()).isInstanceOf(LowBattery.class);
    }

    @Test
    void trimmingBoostingAndBypassingAreOnTheMains() {
        read(1, null, TRIM);
        read(2, null, BOOST);
        read(3, null, BYPASS);
        assertThat(watch.state()).isEqualTo(new OnLine(at(1)));
    }

    @Test
    void dischargingAloneIsOnBatteryAndBesideOnLineIsNot() {
        read(1, null, OL, DISCHRG);
        assertThat(watch.state()).isEqualTo(new OnLine(at(1)));
        read(2, null, DISCHRG);
        assertThat(watch.state()).isEqualTo(new OnBattery(at(2)));
    }

    @Test
    void statusThatSaysNeitherKeepsWhatIsKnownForFiveSeconds() {
        read(1, null, HB, OL);
        read(2, null);
        read(3, null, OFF);
        read(4, null, ALARM);
        assertThat(watch.state()).isEqualTo(new OnLine(at(1)));
        read(5, null, OB);
        read(6, null);
        assertThat(watch.state()).isEqualTo(new OnBattery(at(5)));
    }

    @Test
    void statusThatGoesOnSayingNeitherIsUnknownAndTold() {
        read(1, null, OL);
        for (int second = 2; second <= 6; second++) {
            read(second, null, OFF);
        }
        assertThat(watch.state()).isEqualTo(new OnLine(at(1)));
        assertThat(watch.alarms()).anyMatch(alarm -> alarm.contains("does not say whether mains or battery"));
        read(7, null, OFF);
        assertThat(watch.state()).isEqualTo(new Unknown(at(7), new OnLine(at(1))));
        read(8, null);
        assertThat(watch.state()).isEqualTo(new Unknown(at(7), new OnLine(at(1))));
        read(9, null, OL);
        assertThat(watch.state()).isEqualTo(new OnLine(at(1)));
        assertThat(watch.alarms()).isEmpty();
    }

    @Test
    void statusThatSaysNeitherOnBatteryGoesOnBeingOnBattery() {
        read(1, null, OB);
        for (int second = 2; second <= 60; second++) {
            read(second, null);
        }
        assertThat(watch.state().onBatterySince()).contains(at(1));
    }

    @Test
    void statusThatSaysNeitherAtFirstContactIsUnknown() {
        read(1, null);
        read(2, null, OFF);
        assertThat(watch.state()).isInstanceOf(Unknown.class);
        assertThat(watch.state().onBatterySince()).isEmpty();
        read(3, null, OFF, OB);
        assertThat(watch.state()).isEqualTo(new OnBattery(at(3)));
    }

    @Test
    void watchThatGoesOnAfterARestartIsOnBatterySinceTheFailure() {
        watch = PowerWatch.resume(T0);
        assertThat(watch.state().onBatterySince()).contains(T0);
        missing(60);
        assertThat(watch.state().onBatterySince()).contains(T0);
        read(61, null, OB);
        assertThat(watch.state()).isEqualTo(new OnBattery(T0));
    }

    @Test
    void forcedShutdownIsNoLeftoverForAWatchThatGoesOnInAnOutage() {
        watch = PowerWatch.resume(T0);
        read(10, null, OB, FSD);
        assertThat(watch.state()).isEqualTo(new ForcedShutdown(at(10)));
    }

    @Test
    void stateIsNamedInPlainWords() {
        read(1, null, OB);
        missing(60);
        assertThat(watch.state().word()).isEqualTo("unknown, last on battery");
    }

    private void read(int second, @Nullable Double charge, StatusFlag... flags) {
        watch = watch.next(
                new SourceAnswer.Answered(Reading.of(at(second), flags).withCharge(charge)));
    }

    private void missing(int second) {
        watch = watch.next(new SourceAnswer.Missing(at(second), ContactLoss.SILENT, "no answer"));
    }

    private static Instant at(int second) {
        return T0.plusSeconds(second);
    }

    private void volts(int second, @Nullable Double input, StatusFlag... status) {
        watch = watch.next(new SourceAnswer.Answered(
                new Reading(at(second), Set.of(status), 100.0, null, null, null, input, null)));
    }

    /** CyberPower UT1500E (networkupstools/nut pull request 811): on battery it still says on line, and that it discharges. */
    @Test
    void onLineButDischargingWithoutMainsIsOnBattery() {
        volts(1, 230.0, OL, CHRG);
        volts(2, 0.0, OL, DISCHRG);
        assertThat(watch.state()).isEqualTo(new OnBattery(at(2)));
        assertThat(watch.alarms()).anyMatch(alarm -> alarm.contains("discharges and has no mains"));
        volts(3, 229.0, OL, CHRG);
        assertThat(watch.state()).isEqualTo(new OnLine(at(3)));
    }

    /** APC BK650M2-CH (issue 1970) and BX1600MI: discharging is said of a full battery, the mains are there. */
    @Test
    void onLineAndDischargingWithMainsIsOnLine() {
        volts(1, 232.0, OL);
        volts(2, 232.0, OL, DISCHRG);
        volts(3, null, OL, DISCHRG);
        assertThat(watch.state()).isEqualTo(new OnLine(at(1)));
    }

    @Test
    void aUnitThatNeverMeasuredItsMainsIsBelieved() {
        volts(1, 0.0, OL, DISCHRG);
        volts(2, 0.0, OL, DISCHRG);
        assertThat(watch.state()).isEqualTo(new OnLine(at(1)));
    }

    @Test
    void anOutageThatBeganBeforeARestartGoesOnWhereTheUnitDischargesWithoutMains() {
        watch = PowerWatch.resume(T0);
        volts(1, 0.0, OL, DISCHRG);
        assertThat(watch.state()).isEqualTo(new OnBattery(T0));
    }
}
