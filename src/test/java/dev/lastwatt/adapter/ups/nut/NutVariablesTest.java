package dev.lastwatt.adapter.ups.nut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.core.power.UpsDevice;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NutVariablesTest {

    @ParameterizedTest
    @CsvSource({"089.0,89", "01406,1406", "-60.0,-60", "255,255", "0,0", "13.5 V,13.5", "+7,7", "'  12',12", "5.,5"})
    void numbersAreReadAsDevicesPrintThem(String value, double number) {
        assertThat(NutVariables.number(value)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "NA",
                "NaN",
                "Infinity",
                "1e300",
                "0x10",
                "12abc",
                "-",
                ".",
                "9999999999999",
                "255\t#BAD: 0-100"
            })
    void whatIsNoNumberIsMissing(String value) {
        assertThat(NutVariables.number(value)).isNull();
    }

    @Test
    void theModelIsPrintableWhateverTheServerSends() {
        var variables = new NutVariables();
        assertThat(variables.device()).isNull();
        variables.put("device.model", "Smart-UPS 1400\u001b[2J");
        variables.put("ups.realpower.nominal", "950");
        assertThat(variables.device()).isEqualTo(new UpsDevice("Smart-UPS 1400?[2J", 950.0));
        variables.put("ups.model", "SU1400");
        assertThat(variables.device()).isEqualTo(new UpsDevice("SU1400", 950.0));
    }

    @Test
    void impossibleValuesAreMissingFromTheReading() {
        var variables = new NutVariables();
        variables.put("ups.status", "OL");
        variables.put("battery.charge", "255");
        variables.put("battery.runtime", "-60.0");
        variables.put("battery.voltage", "-143.2");
        var reading = variables.toReading(Instant.EPOCH);
        assertThat(reading.chargePercent()).isNull();
        assertThat(reading.runtime()).isNull();
        assertThat(reading.batteryVolts()).isNull();
    }

    private static Reading reading(String... namesAndValues) {
        var variables = new NutVariables();
        variables.put("ups.status", "OL");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            variables.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return variables.toReading(Instant.EPOCH);
    }

    /** A Powerware 9355 behind a network card: neither ups.load nor ups.realpower nor input.voltage. */
    @Test
    void threePhasesMakeOneReading() {
        Reading reading = reading(
                "output.L1.power.percent", "7.00",
                "output.L2.power.percent", "9.00",
                "output.L3.power.percent", "8.00",
                "output.L1.realpower", "383.00",
                "output.L2.realpower", "482.00",
                "output.L3.realpower", "374.00",
                "input.L1-N.voltage", "227.00",
                "input.L2-N.voltage", "230.00",
                "input.L3-N.voltage", "228.00",
                "input.bypass.L1-N.voltage", "0.00");
        assertThat(reading.loadPercent()).isEqualTo(8);
        assertThat(reading.loadWatts()).isEqualTo(1239);
        assertThat(reading.inputVolts()).isEqualTo(227);
    }

    /** A Liebert NXe and an HP R12000 have their own names for the phases, a BladeUPS has the load of one alone. */
    @Test
    void thePhasesAreFoundUnderEachOfTheirNames() {
        assertThat(reading("ups.L1.load", "21", "ups.L2.load", "20", "ups.L3.load", "19")
                        .loadPercent())
                .isEqualTo(20);
        assertThat(reading("ups.L1.realpower", "1000", "ups.L2.realpower", "1000", "ups.L3.realpower", "900")
                        .loadWatts())
                .isEqualTo(2900);
        assertThat(reading("output.L1.power.percent", "18.00").loadPercent()).isEqualTo(18);
    }

    @Test
    void aPhaseThatIsNoNumberLeavesTheWholeUnknown() {
        assertThat(reading("output.L1.realpower", "383", "output.L2.realpower", "NA")
                        .loadWatts())
                .isNull();
    }

    @Test
    void theFigureOfTheWholeCountsMoreThanThePhases() {
        Reading reading = reading(
                "ups.load", "30", "output.L1.power.percent", "90", "input.voltage", "231", "input.L1-N.voltage", "7");
        assertThat(reading.loadPercent()).isEqualTo(30);
        assertThat(reading.inputVolts()).isEqualTo(231);
    }

    /** An Eaton 5PX by SNMP, and a Compaq R3000, say what goes out and not what the UPS feeds. */
    @Test
    void theWattsOfTheOutputAreTheLoad() {
        assertThat(reading("output.realpower", "324.00").loadWatts()).isEqualTo(324);
        assertThat(reading("output.power.percent", "30.00").loadPercent()).isEqualTo(30);
        var variables = new NutVariables();
        variables.put("ups.model", "R3000");
        variables.put("output.realpower.nominal", "2250.00");
        assertThat(variables.device()).isEqualTo(new UpsDevice("R3000", 2250.0));
    }

    /** Hours and minutes, or minutes and seconds: a CPS1200AVR at 3 % says the one, another unit the other. */
    @ParameterizedTest
    @ValueSource(strings = {"1:57", "64:41", "36:00"})
    void aRuntimeWrittenLikeATimeOfDayIsMissing(String value) {
        assertThat(reading("battery.runtime", value).runtime()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "OB LB,OB LB",
        "LB OB,OB LB",
        "FSD OB OFF OB,FSD OB OFF",
        "ALARM OL FSD,ALARM OL FSD",
        "OL LB OVER RB BOOST,OL LB OVER RB BOOST",
        "OL DISCHRG OB,OL OB DISCHRG",
        "TRIM,TRIM",
        "HB OL,HB OL",
        "OL ECO SOMETHING,OL",
        "WAIT OL,OL",
        "'  OL\tCHRG  ',OL CHRG",
        "ol,''"
    })
    void theStatusIsASetOfWords(String value, String flags) {
        NutStatus status = NutStatus.of(value);
        assertThat(status.flags())
                .containsExactlyInAnyOrderElementsOf(
                        NutWords.of(flags).stream().map(StatusFlag::valueOf).toList());
        assertThat(status.waiting()).isFalse();
    }

    @Test
    void waitCountsWhenItIsAlone() {
        assertThat(NutStatus.of("WAIT").waiting()).isTrue();
        assertThat(NutStatus.of(" WAIT WAIT ").waiting()).isTrue();
        assertThat(NutStatus.of("WAIT SOMETHING").waiting()).isFalse();
        assertThat(NutStatus.of("").waiting()).isFalse();
    }

    @Test
    void wordsMayBeQuotedAndEscaped() {
        assertThat(NutWords.of("VAR sim ups.mfr \"a \\\"b\\\" \\\\ c\""))
                .isEqualTo(List.of("VAR", "sim", "ups.mfr", "a \"b\" \\ c"));
        assertThat(NutWords.of("UPS sim \"never closed")).isEqualTo(List.of("UPS", "sim", "never closed"));
        assertThat(NutWords.of("VAR x y \"\"")).isEqualTo(List.of("VAR", "x", "y", ""));
        assertThat(NutWords.of("")).isEmpty();
        assertThat(NutWords.of(NutWords.quoted("a\"\\b"))).isEqualTo(List.of("a\"\\b"));
    }
}
