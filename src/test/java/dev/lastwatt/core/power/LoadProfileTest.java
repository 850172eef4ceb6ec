package dev.lastwatt.core.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadProfileTest {

    private static final RemainingRuntime TEN_MINUTES =
            new RemainingRuntime(minutes(10), minutes(14), null, 0.95, "given");

    @Test
    void atThePresentLoadTheBoundIsTheBound() {
        assertThat(TEN_MINUTES.lowerBound(LoadProfile.flat())).isEqualTo(minutes(10));
        assertThat(TEN_MINUTES.likely(LoadProfile.flat())).isEqualTo(minutes(14));
    }

    @Test
    void halfTheLoadFromTheFifthMinuteOnGivesTheRestMoreThanTwice() {
        LoadProfile halved = LoadProfile.of(List.of(new LoadProfile.Step(minutes(5), 0.5)));
        double seconds = TEN_MINUTES.lowerBound(halved).toMillis() / 1000.0;
        assertThat(seconds).isCloseTo(300 + 300 * Math.pow(2, 1.12), within(0.01));
    }

    @Test
    void stepAfterTheEndOfTheBatteryChangesNothing() {
        LoadProfile late = LoadProfile.of(List.of(new LoadProfile.Step(minutes(11), 0.1)));
        assertThat(TEN_MINUTES.lowerBound(late)).isEqualTo(minutes(10));
    }

    @Test
    void risingLoadTakesMoreThanItsShare() {
        LoadProfile doubled = LoadProfile.of(List.of(new LoadProfile.Step(Duration.ZERO, 2)));
        assertThat(TEN_MINUTES.lowerBound(doubled)).isLessThan(minutes(5));
    }

    @Test
    void noLoadAtAllHasAnEndAllTheSame() {
        LoadProfile nothing = LoadProfile.of(List.of(new LoadProfile.Step(minutes(1), 0)));
        assertThat(TEN_MINUTES.lowerBound(nothing)).isEqualTo(Duration.ofDays(30));
    }

    @Test
    void boundHoldsWithItsConfidenceAndTheMiddleWithOneHalf() {
        LoadProfile halved = LoadProfile.of(List.of(new LoadProfile.Step(minutes(5), 0.5)));
        for (LoadProfile load : List.of(LoadProfile.flat(), halved)) {
            assertThat(TEN_MINUTES.lasts(TEN_MINUTES.lowerBound(load), load)).isCloseTo(0.95, within(0.001));
            assertThat(TEN_MINUTES.lasts(TEN_MINUTES.likely(load), load)).isCloseTo(0.5, within(0.001));
        }
        assertThat(TEN_MINUTES.lasts(Duration.ZERO, halved)).isOne();
        assertThat(TEN_MINUTES.lasts(Duration.ofHours(2), halved)).isZero();
    }

    @Test
    void powerThatWillBeCutLastsNoLongerWhateverTheLoad() {
        LoadProfile nothing = LoadProfile.of(List.of(new LoadProfile.Step(minutes(1), 0)));
        RemainingRuntime cut = TEN_MINUTES.cutAt(minutes(2), "announced");
        assertThat(cut.lowerBound(nothing)).isEqualTo(minutes(2));
        assertThat(cut.lasts(minutes(3), nothing)).isZero();
        assertThat(cut.because()).isEqualTo("announced");
    }

    @Test
    void timeThatPassesIsTimeUsed() {
        RemainingRuntime later = TEN_MINUTES.after(minutes(4));
        assertThat(later.lowerBound()).isEqualTo(minutes(6));
        assertThat(later.likely()).isEqualTo(minutes(10));
        assertThat(TEN_MINUTES.after(minutes(11)).lowerBound()).isEqualTo(Duration.ZERO);
    }

    @Test
    void stepsOutOfOrderAreRefused() {
        assertThatThrownBy(() -> LoadProfile.of(
                        List.of(new LoadProfile.Step(minutes(5), 0.5), new LoadProfile.Step(minutes(4), 0.4))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("step 1");
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }
}
