package dev.lastwatt.adapter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioFileTest {

    private static String line() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ScenarioFileTest.class.getResourceAsStream("/demo/scenario.jsonl"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private static List<Scenario> read(String text) throws IOException {
        return ScenarioFile.read(new StringReader(text), "test.jsonl");
    }

    @Test
    void aScenarioIsReadWholeAndEmptyLinesAreSkipped() throws IOException {
        Scenario demo = read("\n" + line() + "\n\n").get(0);

        assertThat(demo.id()).isEqualTo("demo");
        assertThat(demo.known().guests()).hasSize(12);
        assertThat(demo.known().guests().get(0).os()).isEqualTo(Known.Os.WINDOWS);
        assertThat(demo.truth().gauge().kind()).isEqualTo(Truth.GaugeKind.GOOD);
        assertThat(Objects.requireNonNull(demo.truth().guests().get("stuck1")).shutdownSeconds())
                .isNull();
        assertThat(demo.truth().gauge().silentFromSeconds()).isNull();
        assertThat(demo.wattsAtFailure()).isEqualTo(290);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"readingSeconds\":5 | \"readingSeconds\":0 | readingSeconds must be above 0, is 0.0",
                "\"readingSeconds\":5 | \"readingSeconds\":\"5\" | known.readingSeconds",
                "\"readingSeconds\":5 | \"readingSeconds\":null | known.readingSeconds",
                "\"readingSeconds\":5, | `` | readingSeconds",
                "\"readingSeconds\":5 | \"readingSeconds\":5,\"readingHours\":1 | known.readingHours: no such field",
                "\"readingSeconds\":5 | \"readingSeconds\":5,\"readingSeconds\":6 | Duplicate field 'readingSeconds'",
                "\"name\":\"sql1\" | \"name\":7 | known.guests[1].name",
                "\"group\":0 | \"group\":3 | known.guests[2]: group must be 0, 1 or 2, is 3",
                "\"group\":0 | \"group\":0.5 | known.guests[2].group",
                "\"os\":\"windows\" | \"os\":\"amiga\" | known.guests[0].os",
                "\"volume\":\"D:\" | \"volume\":\"E:\" | known.guests: volume of sql1 is E:, no such volume",
                "\"guest\":\"app1\" | \"guest\":\"app9\" | known.dependencies[0].guest: no guest app9",
                "\"on\":\"sql1\" | \"on\":\"nix\" | known.dependencies[0].on: no guest nix",
                "\"on\":\"sql1\" | \"on\":\"app1\" | known.dependencies[0]: a guest cannot depend on itself",
                "\"web2\":{\"shutdownSeconds\":13 | \"web3\":{\"shutdownSeconds\":13 | truth.guests: missing guest web2",
                "\"startCharge\":1 | \"startCharge\":1.5 | truth.battery: startCharge must be above 0",
                "\"exponent\":1.12 | \"exponent\":0.9 | truth.battery: exponent must be at least 1, is 0.9",
                "\"kind\":\"good\" | \"kind\":\"honest\" | truth.gauge.kind",
                "\"bias\":1 | \"bias\":null | truth.gauge.bias",
                "lastwatt-scenario/1 | lastwatt-scenario/2 | format must be lastwatt-scenario/1, is lastwatt-scenario/2",
            })
    void whatIsNotInTheFormatIsAnErrorThatNamesLineAndField(String found, String instead, String message)
            throws IOException {
        String good = line();
        int at = good.indexOf(found.strip());
        assertThat(at).as("%s is in the line", found).isNotNegative();
        String wrong = good.substring(0, at)
                + instead.strip()
                + good.substring(at + found.strip().length());

        assertThatThrownBy(() -> read(good.replace("\"demo\"", "\"other\"") + "\n" + wrong))
                .isInstanceOf(ScenarioException.class)
                .hasMessageStartingWith("test.jsonl, line 2: ")
                .hasMessageContaining(message.strip());
    }

    @Test
    void twoScenariosOfOneNameAreAnError() throws IOException {
        String line = line();

        assertThatThrownBy(() -> read(line + "\n" + line)).hasMessage("test.jsonl, line 2: id: demo appears twice");
    }

    @Test
    void aLineThatIsCutShortOrFollowedByMoreIsAnError() throws IOException {
        String line = line();

        assertThatThrownBy(() -> read(line.substring(0, 200))).hasMessageContaining("line 1: ");
        assertThatThrownBy(() -> read(line + line)).hasMessageContaining("line 1: ");
        assertThatThrownBy(() -> read("[]")).hasMessageContaining("line 1: ");
    }
}
