package dev.lastwatt.adapter.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.Heartbeat;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.stoptime.HostShutdown;
import dev.lastwatt.core.stoptime.StopCause;
import dev.lastwatt.core.stoptime.StopEnding;
import dev.lastwatt.core.stoptime.StopSample;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleLinesTest {

    private static final StopSample SAMPLE = new StopSample(
            GuestId.of("11111111-1111-1111-1111-111111111111"),
            StopMethod.SAVE,
            Instant.parse("2026-08-02T02:00:00.250Z"),
            Duration.ofMillis(48_500),
            StopEnding.CUT_OFF,
            StopCause.HOST_SHUTDOWN,
            20L << 30,
            2,
            Heartbeat.OK);

    @Test
    void everySampleComesBackAsItWent() {
        String lines =
                SampleLines.line(SAMPLE, "files \"1\" \u65e5") + "\r\n\n" + SampleLines.line(SAMPLE, null) + "\n";
        assertThat(SampleLines.read("\ufeff" + lines).stops()).containsExactly(SAMPLE, SAMPLE);
    }

    @Test
    void everyShutdownOfTheHostComesBackAsItWent() {
        HostShutdown measured = new HostShutdown(
                Instant.parse("2026-08-02T02:00:00Z"),
                Duration.ofSeconds(68),
                Duration.ofSeconds(40),
                HostShutdown.Ending.STOPPED,
                HostShutdown.Source.EVENT_LOG,
                null);
        HostShutdown cut = new HostShutdown(
                Instant.parse("2026-08-03T02:00:00Z"),
                null,
                Duration.ZERO,
                HostShutdown.Ending.RAN_OUT,
                HostShutdown.Source.JOURNAL,
                "20260803-015000");
        assertThat(SampleLines.line(measured))
                .isEqualTo("{\"hostShutdown\":\"2026-08-02T02:00:00Z\",\"took\":\"PT1M8S\",\"guests\":\"PT40S\","
                        + "\"ending\":\"stopped\",\"source\":\"event-log\"}");
        SampleLines.Content read = SampleLines.read(
                SampleLines.line(measured) + "\n" + SampleLines.line(SAMPLE, null) + "\n" + SampleLines.line(cut));
        assertThat(read.hostShutdowns()).containsExactly(measured, cut);
        assertThat(read.stops()).containsExactly(SAMPLE);
        assertThatThrownBy(() -> SampleLines.read(SampleLines.line(cut).replace("ran-out", "burnt-out")))
                .hasMessage("line 1: 'ending' is 'burnt-out': give stopped, ran-out, cut or unknown");
        assertThatThrownBy(() -> SampleLines.read(SampleLines.line(cut).replace("\"run\"", "\"others\"")))
                .hasMessageContaining("unknown member 'others'");
    }

    @Test
    void lineIsReadable() {
        assertThat(SampleLines.line(SAMPLE, "files"))
                .isEqualTo("{\"guest\":\"11111111-1111-1111-1111-111111111111\",\"name\":\"files\",\"method\":\"save\","
                        + "\"at\":\"2026-08-02T02:00:00.250Z\",\"took\":\"PT48.5S\",\"ending\":\"cut-off\","
                        + "\"cause\":\"host-shutdown\",\"memoryBytes\":21474836480,\"others\":2,\"heartbeat\":\"ok\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "\"took\":\"PT48.5S\"|\"took\":\"PT0S\"|'took' must be above zero",
                "\"took\":\"PT48.5S\"|\"took\":\"PT-5S\"|'took' must be above zero",
                "\"took\":\"PT48.5S\"|\"took\":48.5|'took' is missing or is not text",
                "\"took\":\"PT48.5S\"|\"took\":\"PT99999H\"|at most 7 days",
                "\"method\":\"save\"|\"method\":\"hibernate\"|give save, shutdown or turn-off",
                "\"guest\":\"1|\"guest\":\"x1|'guest' is 'x1",
                "\"others\":2|\"others\":-2|'others' must be 0 to",
                "\"others\":2|\"others\":2.5|'others' is missing or is not a whole number",
                "\"others\":2|\"others\":2,\"others\":3|not JSON",
                "\"others\":2|\"others\":2,\"more\":3|unknown member 'more'",
                "\"ending\":\"cut-off\",|^^|'ending' is missing",
                "\"heartbeat\":\"ok\"|\"heartbeat\":\"OK\"|give ok, none or unknown",
                "}|^^|not JSON",
                "}|}}|not JSON"
            })
    void whatIsNotRightIsNamedWithItsLineAndTheFix(String right, String wrong, String says) {
        String good = SampleLines.line(SAMPLE, null);
        assertThatThrownBy(() -> SampleLines.read(good + "\n" + good.replace(right, wrong)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line 2: ")
                .hasMessageContaining(says);
    }
}
