package dev.lastwatt.core.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GuestStateTest {

    @Test
    void stateIsFoundByHyperVsName() {
        assertThat(GuestState.named("FastSaved")).isEqualTo(GuestState.FAST_SAVED);
        assertThat(GuestState.named("Running")).isEqualTo(GuestState.RUNNING);
    }

    @Test
    void nameThatIsNotKnownIsUnknownAndNothingElse() {
        GuestState state = GuestState.named("Teleporting");
        assertThat(state).isEqualTo(GuestState.UNKNOWN);
        assertThat(Stream.of(state.isUp(), state.isDown(), state.isGoingDown(), state.isComingUp()))
                .containsOnly(false);
    }

    @ParameterizedTest
    @EnumSource(GuestState.class)
    void stateIsOfOneKindAtMost(GuestState state) {
        assertThat(Stream.of(state.isUp(), state.isDown(), state.isGoingDown(), state.isComingUp())
                        .filter(is -> is))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void stopMethodIsReadFromItsWordAndAWrongOneNamesTheWordsAllowed() {
        assertThat(StopMethod.of("turn-off")).isEqualTo(StopMethod.TURN_OFF);
        assertThatThrownBy(() -> StopMethod.of("kill")).hasMessageContaining("save, shutdown, turn-off");
    }

    @Test
    void guestIdIsReadInAnyCaseAndWrittenInLowerCase() {
        GuestId id = GuestId.of("0F8FAD5B-D9CB-469F-A165-70867728950E");
        assertThat(id).hasToString("0f8fad5b-d9cb-469f-a165-70867728950e");
        assertThatThrownBy(() -> GuestId.of("db")).isInstanceOf(IllegalArgumentException.class);
    }
}
