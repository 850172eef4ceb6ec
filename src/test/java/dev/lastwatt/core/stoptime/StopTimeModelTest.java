package dev.lastwatt.core.stoptime;

import static dev.lastwatt.fake.Guests.guest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.StopMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopTimeModelTest {

    private static final Guest DB = guest("db", 3_000_000_000L, "C:");
    private static final Guest WEB = guest("web", 6_000_000_000L, "C:");

    @Test
    void shutdownThatWasNeverMeasuredIsTakenForFiveMinutes() {
        StopTime time = StopTimeModel.of(List.of()).estimate(DB, StopMethod.SHUTDOWN);
        assertThat(time.upper()).isEqualTo(Duration.ofMinutes(5));
        assertThat(time.samples()).isZero();
    }

    @Test
    void saveThatWasNeverMeasuredIsTakenFromTheMemory() {
        StopTime time = StopTimeModel.of(List.of()).estimate(DB, StopMethod.SAVE);
        assertThat(time.median()).isEqualTo(Duration.ofSeconds(23));
        assertThat(time.upper()).isEqualTo(Duration.ofMillis(34_500));
    }

    @Test
    void turningOffTakesSeconds() {
        assertThat(StopTimeModel.of(List.of()).estimate(DB, StopMethod.TURN_OFF).upper())
                .isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void fewShutdownsGiveOneAndAHalfTimesTheLongest() {
        StopTime time = StopTimeModel.of(List.of(shutdown(20), shutdown(60), shutdown(30), shutdown(40)))
                .estimate(DB, StopMethod.SHUTDOWN);
        assertThat(time.median()).isEqualTo(Duration.ofSeconds(35));
        assertThat(time.upper()).isEqualTo(Duration.ofSeconds(90));
        assertThat(time.samples()).isEqualTo(4);
        assertThat(time.because()).isEqualTo("1.5 times the longest of 4 measured");
    }

    @Test
    void twentyShutdownsGiveTheirNinetyFivePercentQuantile() {
        List<StopSample> samples = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            samples.add(shutdown(i));
        }
        assertThat(StopTimeModel.of(samples).estimate(DB, StopMethod.SHUTDOWN).upper())
                .isEqualTo(Duration.ofSeconds(19));
    }

    @Test
    void onlyTheLatestFiftyCount() {
        List<StopSample> samples = new ArrayList<>();
        samples.add(shutdown(600));
        for (int i = 0; i < 50; i++) {
            samples.add(shutdown(30));
        }
        assertThat(StopTimeModel.of(samples).estimate(DB, StopMethod.SHUTDOWN).upper())
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void stopsThatWereCutOffOrTookNoTimeDoNotCount() {
        StopSample hung = StopSample.stopped(DB.id(), StopMethod.SHUTDOWN, Instant.EPOCH, Duration.ofHours(1), 1)
                .ending(StopEnding.HUNG);
        StopTime time =
                StopTimeModel.of(List.of(hung, shutdown(0), shutdown(20))).estimate(DB, StopMethod.SHUTDOWN);
        assertThat(time.upper()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void anotherGuestsShutdownsSayNothingOfThisOne() {
        assertThat(StopTimeModel.of(List.of(shutdown(20)))
                        .estimate(WEB, StopMethod.SHUTDOWN)
                        .samples())
                .isZero();
    }

    @Test
    void savesAreScaledByMemoryAndTakenFromOtherGuestsWhereThereAreNoneOfItsOwn() {
        StopTimeModel model = StopTimeModel.of(List.of(save(DB, 10)));
        assertThat(model.estimate(DB, StopMethod.SAVE).upper()).isEqualTo(Duration.ofSeconds(15));
        assertThat(model.estimate(WEB, StopMethod.SAVE).upper()).isEqualTo(Duration.ofSeconds(30));
        assertThat(StopTimeModel.of(List.of(save(DB, 10), save(WEB, 40)))
                        .estimate(DB, StopMethod.SAVE)
                        .upper())
                .isEqualTo(Duration.ofSeconds(15));
    }

    private static StopSample shutdown(int seconds) {
        return StopSample.stopped(
                DB.id(), StopMethod.SHUTDOWN, Instant.EPOCH, Duration.ofSeconds(seconds), DB.memoryBytes());
    }

    private static StopSample save(Guest guest, int seconds) {
        return StopSample.stopped(
                guest.id(), StopMethod.SAVE, Instant.EPOCH, Duration.ofSeconds(seconds), guest.memoryBytes());
    }
}
