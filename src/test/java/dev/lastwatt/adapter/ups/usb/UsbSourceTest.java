package dev.lastwatt.adapter.ups.usb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastwatt.core.power.ContactLoss;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.port.ActionAnswer;
import dev.lastwatt.port.Timebase;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class UsbSourceTest {

    private final PlayedUnit unit = new PlayedUnit(Units.read("apc-es850g2"));
    private final UsbSource source = source(UsbSettings.only());

    private UsbSource source(UsbSettings settings) {
        return new UsbSource(settings, unit, new Timebase() {
            @Override
            public Instant now() {
                return Instant.EPOCH;
            }
        });
    }

    private Reading reading() {
        SourceAnswer answer = source.read();
        assertThat(answer).isInstanceOf(SourceAnswer.Answered.class);
        return ((SourceAnswer.Answered) answer).reading();
    }

    private SourceAnswer.Missing missing() {
        SourceAnswer answer = source.read();
        assertThat(answer).isInstanceOf(SourceAnswer.Missing.class);
        return (SourceAnswer.Missing) answer;
    }

    @Test
    void aPowerFailureAndALowBatteryAreSeenAtTheNextReading() {
        assertThat(reading().status()).containsExactly(StatusFlag.OL);
        unit.says("16 0a 00 00 00\n0c 53 bc 02");
        assertThat(reading().status()).containsExactlyInAnyOrder(StatusFlag.OB, StatusFlag.DISCHRG);
        assertThat(reading().chargePercent()).isEqualTo(83);
        assertThat(reading().runtime()).isEqualTo(Duration.ofSeconds(700));
        unit.says("16 3a 00 00 00");
        assertThat(reading().has(StatusFlag.LB)).isTrue();
        unit.says("16 0c 00 00 00");
        assertThat(reading().status()).containsExactly(StatusFlag.OL);
    }

    @Test
    void anUnpluggedUnitIsMissedAndFoundAgain() {
        reading();
        for (int i = 0; i < 50; i++) {
            unit.unplugInTheMiddle = true;
            SourceAnswer.Missing first = missing();
            assertThat(first.cause()).isEqualTo(ContactLoss.NOT_READY);
            assertThat(first.detail()).contains("unplugged");
            assertThat(missing().detail()).contains("no UPS is on this machine's USB");
            assertThat(unit.openNow).isZero();
            unit.plugged = true;
            assertThat(reading().status()).containsExactly(StatusFlag.OL);
            assertThat(unit.openNow).isEqualTo(1);
        }
    }

    @Test
    void withoutTheRightTheErrorNamesTheRule() {
        unit.denied = true;
        assertThat(missing().cause()).isEqualTo(ContactLoss.DENIED);
        assertThat(UsbAccess.denied("051d:0002").getMessage()).contains("70-lastwatt-usb.rules");
        unit.denied = false;
        assertThat(reading().status()).containsExactly(StatusFlag.OL);
    }

    @Test
    void aUnitThatAnotherProgramHoldsIsReadWhenThatLetsGo() {
        unit.busy = true;
        assertThat(missing().cause()).isEqualTo(ContactLoss.REFUSED);
        assertThat(missing().detail()).contains("another program holds it");
        unit.busy = false;
        assertThat(reading().status()).containsExactly(StatusFlag.OL);
    }

    @Test
    void aReportThatStallsCostsItsValuesAndNoMore() {
        reading();
        unit.stalled.add(0x31);
        Reading reading = reading();
        assertThat(reading.inputVolts()).isNull();
        assertThat(reading.chargePercent()).isEqualTo(100);
        unit.stalled.clear();
        assertThat(reading().inputVolts()).isEqualTo(228);
    }

    @Test
    void aUnitThatDoesNotSayItsStateIsStaleAndTakenAnew() {
        reading();
        unit.stalled.add(0x16);
        unit.stalled.add(0x06);
        unit.stalled.add(0x14);
        unit.stalled.add(0x13);
        unit.stalled.add(0x7a);
        for (int i = 0; i < 4; i++) {
            assertThat(missing().cause()).isEqualTo(ContactLoss.STALE);
        }
        assertThat(unit.opened).isGreaterThan(1);
        unit.stalled.clear();
        assertThat(reading().status()).containsExactly(StatusFlag.OL);
    }

    @Test
    void anInputReportOfBeforeDoesNotHideWhatTheUnitSaysNow() {
        reading();
        unit.said.add(new byte[] {0x16, 0x0c, 0, 0, 0});
        unit.says("16 0a 00 00 00");
        assertThat(reading().has(StatusFlag.OB)).isTrue();
    }

    @Test
    void ofSeveralTheSettingsChoose() {
        UsbSource other =
                source(new UsbSettings(OptionalInt.of(0x463), OptionalInt.empty(), null, Duration.ofSeconds(2)));
        assertThat(((SourceAnswer.Missing) other.read()).detail())
                .contains("051d:0002 serial SERIAL1", "lastwatt.ups.usb.*");
        UsbSource right =
                source(new UsbSettings(OptionalInt.of(0x51d), OptionalInt.of(2), "SERIAL1", Duration.ofSeconds(2)));
        assertThat(right.read()).isInstanceOf(SourceAnswer.Answered.class);
        UsbSource wrong =
                source(new UsbSettings(OptionalInt.of(0x51d), OptionalInt.of(2), "SERIAL2", Duration.ofSeconds(2)));
        assertThat(wrong.read()).isInstanceOf(SourceAnswer.Missing.class);
    }

    @Test
    void idsAreFourHexadecimalDigits() {
        assertThat(UsbSettings.id("x", "051d")).isEqualTo(0x51d);
        assertThat(UsbSettings.id("x", "0x051D")).isEqualTo(0x51d);
        assertThatThrownBy(() -> UsbSettings.id("lastwatt.ups.usb.vendor", "apc"))
                .hasMessageContaining("lastwatt.ups.usb.vendor is apc");
    }

    @Test
    void theUnitNamesItself() {
        assertThat(source.device()).isEmpty();
        reading();
        assertThat(source.device().orElseThrow().model()).isEqualTo("Played unit");
    }

    @Test
    void aShutdownIsADelayInItsReport() {
        assertThat(source.commands().shutDown(Duration.ofSeconds(120), true)).isInstanceOf(ActionAnswer.Accepted.class);
        assertThat(unit.written).containsExactly("15 78 00");
        assertThat(source.commands().cancel()).isInstanceOf(ActionAnswer.Accepted.class);
        assertThat(unit.written).last().isEqualTo("15 ff ff");
    }

    @Test
    void aUnitThatCountsMinutesGetsMinutesAndComesBackOnlyIfAsked() {
        PlayedUnit minutes = new PlayedUnit(Units.read("cps-ec850lcd"));
        UsbSource other = new UsbSource(UsbSettings.only(), minutes, () -> Instant.EPOCH);
        other.commands().shutDown(Duration.ofSeconds(90), false);
        assertThat(minutes.written).containsExactly("16 ff ff", "15 02 00");
        minutes.written.clear();
        other.commands().shutDown(Duration.ofSeconds(60), true);
        assertThat(minutes.written).containsExactly("16 00 00", "15 01 00");
    }

    @Test
    void theDeepTestIsTheBatterysTest() {
        var test = source.batteryTest().orElseThrow();
        assertThat(test.start()).isInstanceOf(ActionAnswer.Accepted.class);
        assertThat(unit.written).containsExactly("21 02");
        assertThat(test.stop()).isInstanceOf(ActionAnswer.Accepted.class);
        assertThat(unit.written).last().isEqualTo("21 03");
    }

    @Test
    void aDumpOfTheUnitReadsLikeTheUnitAndHasNoSerialNumber() {
        UnitDump dump = source.dump();
        assertThat(dump.write()).doesNotContain("SERIAL1");
        assertThat(UnitDump.read(dump.write()).reading(Instant.EPOCH)).isEqualTo(reading());
    }
}
