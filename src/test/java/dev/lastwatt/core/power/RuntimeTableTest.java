package dev.lastwatt.core.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuntimeTableTest {

    private static final RuntimeTable TABLE = RuntimeTable.of(List.of(point(980, 400), point(490, 1400)));

    @Test
    void pointsAreMetAndBetweenThemTheLogarithmsFollow() {
        assertThat(TABLE.seconds(490)).isCloseTo(1400, within(0.01));
        assertThat(TABLE.seconds(980)).isCloseTo(400, within(0.01));
        assertThat(TABLE.seconds(490 * Math.sqrt(2))).isCloseTo(Math.sqrt(1400.0 * 400), within(0.01));
    }

    @Test
    void beyondThePointsItIsCautious() {
        assertThat(TABLE.seconds(245)).isCloseTo(2800, within(0.01));
        assertThat(TABLE.seconds(1960)).isLessThan(200);
    }

    @Test
    void withoutALoadATableByLoadSaysNothing() {
        assertThat(TABLE.seconds(Double.NaN)).isNaN();
        assertThat(RuntimeTable.atPresentLoad(Duration.ofMinutes(10)).seconds(Double.NaN))
                .isEqualTo(600);
    }

    @Test
    void loadInPercentCountsWhereTheRatingIsKnown() {
        Reading half = Reading.of(Instant.EPOCH, StatusFlag.OL).withLoadPercent(50.0);
        assertThat(TABLE.seconds(half)).isNaN();
        assertThat(TABLE.rated(980).seconds(half)).isCloseTo(1400, within(0.01));
    }

    @Test
    void tableThatRisesWithTheLoadIsRefused() {
        assertThatThrownBy(() -> RuntimeTable.of(List.of(point(100, 60), point(200, 90))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("200");
    }

    private static RuntimeTable.Point point(double watts, int seconds) {
        return new RuntimeTable.Point(watts, Duration.ofSeconds(seconds));
    }
}
