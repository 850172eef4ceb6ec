package dev.lastwatt.adapter.ups.nut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.core.power.UpsDevice;
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
        var reading = variables.toReading(java.time.Instant.EPOCH);
        assertThat(reading.chargePercent()).isNull();
        assertThat(reading.runtime()).isNull();
        assertThat(reading.batteryVolts()).isNull();
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
