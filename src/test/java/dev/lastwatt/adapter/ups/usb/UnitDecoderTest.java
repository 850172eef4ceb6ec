package dev.lastwatt.adapter.ups.usb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.StatusFlag;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitDecoderTest {

    private static final int APC = 0x51d;
    private static final int CYBERPOWER = 0x764;
    private static final int TRIPP_LITE = 0x9ae;
    private static final int LIEBERT = 0x10af;
    private static final int NOBODY = 0x1234;

    private static final String STATUS =
            "09 02 a1 02 85 01 05 85 09 d0 09 44 09 45 09 42 09 4b 05 84 09 69 09 65 09 73 25 01 75 01 95 08 b1 02 c0 ";
    private static final String VOLT = "67 21 d1 f0 00 ";

    private static Reading reading(int vendor, String descriptor, String... reports) {
        return UnitDump.read("vid " + Integer.toHexString(vendor)
                        + "\npid 1\ndescriptor\n05 84 09 04 a1 01 09 24 a1 02 15 00 " + descriptor + "\nreports\n"
                        + String.join("\n", reports))
                .reading(Instant.EPOCH);
    }

    @Test
    void anApcBackUpsReadsAsItsOwnerSawIt() {
        Reading reading = Units.read("apc-es850g2").reading(Instant.EPOCH);
        assertThat(reading.status()).containsExactly(StatusFlag.OL);
        assertThat(reading.chargePercent()).isEqualTo(100);
        assertThat(reading.runtime()).isEqualTo(Duration.ofSeconds(868));
        assertThat(reading.loadPercent()).isEqualTo(34);
        assertThat(reading.inputVolts()).isEqualTo(228);
        assertThat(reading.batteryVolts()).isCloseTo(13.43, within(1e-9));
    }

    @Test
    void aCyberPowerReadsAsItsOwnerSawIt() {
        Reading reading = Units.read("cps-ec850lcd").reading(Instant.EPOCH);
        assertThat(reading.status()).containsExactly(StatusFlag.OL);
        assertThat(reading.chargePercent()).isEqualTo(100);
        assertThat(reading.runtime()).isEqualTo(Duration.ofSeconds(2050));
        assertThat(reading.loadPercent()).isEqualTo(19);
        assertThat(reading.inputVolts()).isEqualTo(120);
        assertThat(reading.batteryVolts()).isCloseTo(13.8, within(1e-9));
    }

    @Test
    void aDumpReadBackIsTheSameUnit() {
        for (String unit : Set.of("apc-es850g2", "cps-ec850lcd")) {
            UnitDump dump = Units.read(unit);
            UnitDump back = UnitDump.read(dump.write());
            assertThat(back.reading(Instant.EPOCH)).isEqualTo(dump.reading(Instant.EPOCH));
            assertThat(back.descriptor()).isEqualTo(dump.descriptor());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "01, OL",
        "03, OL CHRG",
        "04, OB DISCHRG",
        "0c, OB DISCHRG LB",
        "00, OB",
        "11, OL RB",
        "24, OB DISCHRG LB",
        "41, OL OVER",
        "05, OL DISCHRG"
    })
    void theBitsOfTheStatusAreFlags(String bits, String flags) {
        assertThat(reading(NOBODY, STATUS, "01 " + bits).status())
                .extracting(Enum::name)
                .containsExactlyInAnyOrder(flags.split(" "));
    }

    @Test
    void withoutABitForTheMainsDischargingTells() {
        String descriptor = "09 02 a1 02 85 01 05 85 09 45 09 44 25 01 75 01 95 02 75 06 95 01 b1 01 b1 02 c0";
        String right = "09 02 a1 02 85 01 05 85 09 45 09 44 25 01 75 01 95 02 b1 02 c0";
        assertThat(reading(NOBODY, right, "01 01").status())
                .containsExactlyInAnyOrder(StatusFlag.OB, StatusFlag.DISCHRG);
        assertThat(reading(NOBODY, right, "01 00").status()).containsExactly(StatusFlag.OL);
        assertThat(reading(NOBODY, descriptor).status()).isEmpty();
    }

    @Test
    void anApcWithoutABitForTheMainsTellsByItsOwnCode() {
        String descriptor = "06 86 ff 85 06 09 60 27 ff ff ff 00 75 18 95 01 b1 02";
        assertThat(reading(APC, descriptor, "06 08 00 00").status()).containsExactly(StatusFlag.OL);
        assertThat(reading(APC, descriptor, "06 10 00 00").status()).containsExactly(StatusFlag.OB);
        assertThat(reading(NOBODY, descriptor, "06 10 00 00").status()).isEmpty();
    }

    @Test
    void aFeatureCountsMoreThanAnInputThatMayBeOld() {
        String both = "05 85 85 0c 25 64 75 08 95 01 09 66 81 02 09 66 b1 02";
        assertThat(reading(NOBODY, both, "0c 50", "input 0c 64").chargePercent())
                .isEqualTo(80);
        assertThat(reading(NOBODY, both, "input 0c 64").chargePercent()).isEqualTo(100);
    }

    @Test
    void aCapacityInAmpereSecondsIsAShareOfTheFullOne() {
        String descriptor = "05 85 27 ff ff ff 00 75 18 95 01 67 01 10 10 00 85 01 09 66 b1 02 85 02 09 67 b1 02";
        assertThat(reading(NOBODY, descriptor, "01 00 20 00", "02 00 40 00").chargePercent())
                .isEqualTo(50);
        assertThat(reading(NOBODY, descriptor, "01 00 20 00").chargePercent()).isNull();
    }

    @Test
    void theInputsVoltageIsNotTheBatterys() {
        String descriptor = VOLT + "55 07 26 ff 00 75 08 95 01 85 01 09 30 b1 02 09 1c a1 02 85 02 09 30 b1 02 c0"
                + " 09 1a a1 02 85 03 09 30 b1 02 c0";
        Reading reading = reading(NOBODY, descriptor, "01 1b", "02 dc", "03 e6");
        assertThat(reading.batteryVolts()).isEqualTo(27);
        assertThat(reading.inputVolts()).isEqualTo(230);
    }

    @Test
    void theTenthsOfATrippLiteThatCallsThemSomethingElseAreTenths() {
        String descriptor = "09 1a a1 02 " + VOLT
                + "55 07 25 7f 75 08 95 01 85 30 09 40 b1 02 55 01 27 ff ff 00 00 75 10" + " 85 31 09 30 b1 02 c0";
        assertThat(reading(TRIPP_LITE, descriptor, "30 78", "31 be 04").inputVolts())
                .isCloseTo(121.4, within(1e-9));
        assertThat(reading(TRIPP_LITE, descriptor, "30 78", "31 64 00").inputVolts())
                .isCloseTo(10, within(1e-9));
        // Of a vendor that nobody knows: by what the mains should have.
        assertThat(reading(NOBODY, descriptor, "30 78", "31 be 04").inputVolts())
                .isCloseTo(121.4, within(1e-9));
        assertThat(reading(NOBODY, descriptor, "30 78", "31 00 00").inputVolts())
                .isEqualTo(0);
    }

    /** Values of a log in github.com/networkupstools/nut/issues/2370: 2201 for 220.1 V, under an exponent that claims ten-millionths. */
    @Test
    void theTenthsOfALiebertPsaAreTenths() {
        String descriptor = "09 1a a1 02 " + VOLT
                + "55 07 26 ff 00 75 08 95 01 85 30 09 40 b1 02 55 0f 27 ff ff 00 00 75 10 85 20 09 30 b1 02 c0";
        assertThat(reading(LIEBERT, descriptor, "30 e6", "20 99 08").inputVolts())
                .isCloseTo(220.1, within(1e-9));
    }

    @Test
    void aCyberPowersBatteryOfHalfAsManyVoltsAgainIsSetRight() {
        String descriptor = VOLT + "55 06 26 ff 00 75 08 95 01 85 09 09 40 b1 02 85 0a 09 30 b1 02";
        assertThat(reading(CYBERPOWER, descriptor, "09 78", "0a cf").batteryVolts())
                .isCloseTo(13.8, within(1e-9));
        assertThat(reading(CYBERPOWER, descriptor, "09 78", "0a 8a").batteryVolts())
                .isCloseTo(13.8, within(1e-9));
    }

    /** Powercom BNT-800AP (networkupstools/nut issue 1695): its summary gives the mains again, and its battery's voltage nowhere. */
    @Test
    void aSummaryRatedAsTheInputIsDoesNotSpeakOfTheBattery() {
        String descriptor = "26 40 01 75 10 95 01 85 11 09 40 b1 02 85 12 09 30 b1 02 c0"
                + " 09 1a a1 00 85 1c 09 40 b1 02 85 1d 09 30 b1 02 c0";
        Reading reading = reading(0xd9f, descriptor, "11 dc 00", "12 e4 00", "1c dc 00", "1d e3 00");
        assertThat(reading.batteryVolts()).isNull();
        assertThat(reading.inputVolts()).isEqualTo(227);
        Reading battery = reading(0xd9f, descriptor, "11 c0 00", "12 d8 00", "1c dc 00", "1d e3 00");
        assertThat(battery.batteryVolts()).isEqualTo(216);
    }

    /** CyberPower UT850EG-FR (issue 2983): 137 for 13.7 V, as whole volts, beside a nominal 12. */
    @Test
    void tenTimesTooManyVoltsAreTenths() {
        String descriptor = VOLT + "55 07 26 ff 00 75 08 95 01 85 09 09 40 b1 02 75 10 85 20 09 30 81 02";
        assertThat(reading(CYBERPOWER, descriptor, "09 0c", "input 20 89 00").batteryVolts())
                .isCloseTo(13.7, within(1e-9));
        assertThat(reading(CYBERPOWER, descriptor, "09 0c", "input 20 0d 00").batteryVolts())
                .isEqualTo(13);
    }

    /** Minuteman (pull request 1848) and Legrand (issue 3540): tenths, of the battery and of the mains, under ten-millionths times ten. */
    @Test
    void theTenthsOfABatteryUnderAnExponentThatNobodyMeansAreTenths() {
        String descriptor = "c0 09 12 a1 02 27 ff ff 00 00 75 10 95 01 " + VOLT
                + "55 07 85 04 09 40 b1 02 55 01 85 20 09 30 b1 02 c0 09 1a a1 02 55 07 85 30 09 40 b1 02 55 01 85 18 09 30 b1 02 c0";
        Reading minuteman = reading(0x5dd, descriptor, "04 24 00", "20 9c 01", "30 78 00", "18 d1 04");
        assertThat(minuteman.batteryVolts()).isCloseTo(41.2, within(1e-9));
        assertThat(minuteman.inputVolts()).isCloseTo(123.3, within(1e-9));
        Reading legrand = reading(0x1cb0, descriptor, "04 0c 00", "20 88 00", "30 e6 00", "18 6e 09");
        assertThat(legrand.batteryVolts()).isCloseTo(13.6, within(1e-9));
        assertThat(legrand.inputVolts()).isCloseTo(241.4, within(1e-9));
    }

    /** Liebert PSA5 (issue 2816): 24 V is what its input claims to be rated for, and 120 V its flow. */
    @Test
    void theRatingOfABatteryIsNoMeasureForTheMains() {
        String descriptor = "09 1a a1 02 75 08 95 01 26 ff 00 " + VOLT
                + "55 07 85 30 09 40 b1 02 c0 c0 09 1e a1 00 85 01 09 40 b1 02 c0"
                + " 09 16 a1 00 09 1a a1 02 75 10 27 ff ff 00 00 55 01 85 18 09 30 b1 02 c0 c0";
        assertThat(reading(LIEBERT, descriptor, "30 18", "01 78", "18 bd 04").inputVolts())
                .isCloseTo(121.3, within(1e-9));
        assertThat(reading(LIEBERT, descriptor, "30 18", "18 bd 04").inputVolts())
                .isCloseTo(121.3, within(1e-9));
    }

    /** Liebert GXT5 (issue 3613): hundreds of watts, under the hertz of the item before. */
    @ParameterizedTest
    @CsvSource({"66 21 d1 55 07, 50", "65 00 55 00, 50", "66 01 f0 55 00, "})
    void aRatingInAnotherUnitIsNone(String unit, Double watts) {
        UnitDump dump = UnitDump.read("vid 10af\npid 1000\ndescriptor\n05 84 09 04 a1 01 09 24 a1 02 15 00 " + unit
                + " 27 fe ff 00 00 75 10 95 01 85 0f 09 44 b1 02\nreports\n0f 32 00");
        ReportImages images = new ReportImages();
        dump.features().forEach((id, report) -> images.put(ReportType.FEATURE, id, report));
        assertThat(new UnitDecoder(dump.descriptor(), LIEBERT).ratedWatts(images))
                .isEqualTo(watts);
    }

    /** iDowell iBox (issue 3015): a bit of the status has the usage of a time; 34 h 44 min in 32 bits of an input report. */
    @Test
    void aBitOfTheStatusIsNoRuntime() {
        String descriptor = STATUS + "09 02 a1 02 85 03 05 85 09 69 25 01 75 01 95 01 b1 02 c0"
                + " 85 02 09 66 25 64 75 08 95 01 81 02 09 68 66 01 10 75 20 27 ff ff ff 7f 81 02";
        assertThat(reading(NOBODY, descriptor, "01 01", "03 01").runtime()).isNull();
        Reading told = reading(NOBODY, descriptor, "01 01", "03 01", "input 02 64 70 e8 01 00");
        assertThat(told.runtime()).isEqualTo(Duration.ofSeconds(125_040));
        assertThat(told.chargePercent()).isEqualTo(100);
    }

    /** A unit 5131:2007 (issue 3227): all in one report, capacities in ampere-seconds under a mode of one bit, the status as input alone. */
    @Test
    void aUnitOfOneReportIsRead() {
        String descriptor =
                "85 0b 05 85 09 2c 25 01 75 01 95 01 b1 03 75 07 b1 03 75 18 67 01 10 10 00 27 fe ff ff 00 09 67 b1 83"
                        + " 09 66 b1 82 09 66 81 82 09 68 75 10 66 01 10 27 fe ff 00 00 81 83 05 84 09 02 a1 02 05 85"
                        + " 09 d0 09 45 09 44 09 42 75 01 95 04 65 00 25 01 81 83 81 83 c0";
        Reading idle = reading(0x5131, descriptor, "0b 00 90 01 00 90 01 00", "input 0b 90 01 00 00 00 01");
        assertThat(idle.status()).containsExactly(StatusFlag.OL);
        assertThat(idle.chargePercent()).isEqualTo(100);
        assertThat(idle.runtime()).isNull();
        Reading feeding = reading(0x5131, descriptor, "0b 00 90 01 00 64 00 00", "input 0b 64 00 00 58 02 0a");
        assertThat(feeding.status()).containsExactlyInAnyOrder(StatusFlag.OB, StatusFlag.DISCHRG, StatusFlag.LB);
        assertThat(feeding.chargePercent()).isEqualTo(25);
        assertThat(feeding.runtime()).isEqualTo(Duration.ofMinutes(10));
    }

    /** Eaton 9PX 2200 (issue 3295): one feature more than inputs, so that what follows it lies elsewhere. */
    @Test
    void featuresAndInputsOfOneReportMayLieInDifferentPlaces() {
        String descriptor =
                STATUS + "09 02 a1 02 26 ff 00 75 08 95 01 85 03 05 84 09 73 b1 83 09 73 81 83 06 ff ff 09 2e b1 83"
                        + " 05 84 09 67 b1 83 09 67 81 83 c0";
        assertThat(reading(0x463, descriptor, "01 01", "03 00 01 00").status()).containsExactly(StatusFlag.OL);
        assertThat(reading(0x463, descriptor, "01 01", "03 00 00 01").status())
                .containsExactlyInAnyOrder(StatusFlag.OL, StatusFlag.ALARM);
        assertThat(reading(0x463, descriptor, "01 01", "input 03 00 01").status())
                .containsExactlyInAnyOrder(StatusFlag.OL, StatusFlag.ALARM);
    }

    @ParameterizedTest
    @CsvSource({"ff ff, ", "00 00, ", "64 03, 868"})
    void aRuntimeThatMeansNothingIsMissing(String bytes, Long seconds) {
        String descriptor = "05 85 66 01 10 27 ff ff 00 00 75 10 95 01 85 0c 09 68 b1 02";
        assertThat(reading(NOBODY, descriptor, "0c " + bytes).runtime())
                .isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
    }

    @Test
    void aSelfTestThatRunsIsATest() {
        String descriptor = STATUS + "25 06 75 08 95 01 85 10 05 84 09 58 b1 02";
        assertThat(reading(NOBODY, descriptor, "01 04", "10 05").status()).contains(StatusFlag.TEST, StatusFlag.OB);
        assertThat(reading(NOBODY, descriptor, "01 01", "10 06").status()).doesNotContain(StatusFlag.TEST);
    }

    @Test
    void aBatteryIsMissingOnlyIfNoPartSaysItIsThere() {
        String descriptor = "25 01 75 08 95 01 05 85 85 01 09 d1 b1 02 85 02 09 d1 b1 02 85 03 09 d0 b1 02";
        assertThat(reading(NOBODY, descriptor, "01 01", "02 00", "03 01").status())
                .containsExactly(StatusFlag.OL);
        assertThat(reading(NOBODY, descriptor, "01 00", "02 00", "03 01").status())
                .containsExactlyInAnyOrder(StatusFlag.OL, StatusFlag.RB);
    }

    @Test
    void aReportThatIsTooShortGivesNothing() {
        String descriptor = STATUS + "05 85 66 01 10 27 ff ff 00 00 75 10 95 01 85 0c 09 68 b1 02";
        Reading reading = reading(NOBODY, descriptor, "01 01", "0c 64");
        assertThat(reading.runtime()).isNull();
        assertThat(reading.status()).containsExactly(StatusFlag.OL);
    }

    @Test
    void everyVendorsTableCanBeRead() {
        assertThat(Vendor.known())
                .extracting(Vendor::name)
                .contains("APC", "CyberPower", "Eaton", "Liebert", "Tripp Lite");
    }
}
