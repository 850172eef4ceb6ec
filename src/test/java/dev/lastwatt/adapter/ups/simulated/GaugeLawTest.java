package dev.lastwatt.adapter.ups.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lastwatt.adapter.scenario.Truth.Gauge;
import dev.lastwatt.adapter.scenario.Truth.GaugeKind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The numbers are those of the format's referee, for a battery of 300 s at 160 W and exponent 1.2 (500 s when new, charged to
 * 0.9), and a load of 160 W that falls to 140 W after 20 s.
 */
class GaugeLawTest {

    private static GaugeLaw.Shown shown(GaugeKind kind, int index, double left, double watts) {
        Gauge gauge = new Gauge(kind, 1.1, 0.5, 700, null, List.of(0.5, -1.0, 0.8, 1.5, -0.7));
        SimulatedBattery battery = new SimulatedBattery(300, 1.2, 160, left);
        return new GaugeLaw(gauge, 450, 0.9).reading(index, 5.0 * index, battery, watts);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "GOOD,        0, 300,      160, 330,  90, 164.8,  false",
                "GOOD,        1, 295,      160, 320,  89, 162.56, false",
                "GOOD,       10, 254.4418, 140, 330,  76, 144.2,  false",
                "GOOD,       60, 41.4564,  140, 50,   12, 144.2,  true",
                "OPTIMISTIC,  0, 300,      160, 500,  90, 164.8,  false",
                "OPTIMISTIC, 40, 126.6506, 140, 360,  55, 144.2,  false",
                "OPTIMISTIC, 60, 41.4564,  140, 130,  23, 144.2,  false",
                "CLIFF,      10, 254.4418, 140, 530,  81, 144.2,  false",
                "CLIFF,      40, 126.6506, 140, 150,   5, 144.2,  true",
                "STUCK,       1, 295,      160, 690,  89, 162.56, false",
                "STUCK,      60, 41.4564,  140, 710,  12, 144.2,  false",
                "PESSIMISTIC, 1, 295,      160, 160,  63, 162.56, false",
                "PESSIMISTIC,40, 126.6506, 140, 80,   21, 144.2,  true",
                "NOISY,       0, 300,      160, 180,  90, 164.8,  false",
                "NOISY,       1, 295,      160, 370,  80, 162.56, false",
                "NOISY,      10, 254.4418, 140, 180,  84, 144.2,  false",
                "EARLY_LOW,  40, 126.6506, 140, 170,  38, 144.2,  false",
                "NO_RUNTIME, 60, 41.4564,  140,    ,  12, 144.2,  false",
                "NO_RUNTIME, 60, 27,       140,    ,   8, 144.2,  true",
            })
    void eachKindShowsWhatTheFormatSays(
            GaugeKind kind,
            int index,
            double left,
            double watts,
            @Nullable Double runtime,
            double charge,
            double shownWatts,
            boolean low) {
        GaugeLaw.Shown shown = shown(kind, index, left, watts);

        assertThat(shown.runtimeSeconds()).isEqualTo(runtime);
        assertThat(shown.chargePercent()).isEqualTo(charge);
        assertThat(shown.watts()).isCloseTo(shownWatts, within(1e-6));
        assertThat(shown.low()).isEqualTo(low);
    }
}
