package dev.lastwatt.core.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.power.RemainingRuntime;
import dev.lastwatt.core.stoptime.StopTime;
import dev.lastwatt.fake.RoundLaw;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A shutdown that takes some 60 s, a save that takes some 20 s, 30 s for the host. */
class RescuePromiseTest {

    private static final StopTime SHUTDOWN = new StopTime(law(60, 90, 120), 0.02, 20, () -> "");
    private static final StopTime SAVE = new StopTime(law(20, 30, 40), 0, 20, () -> "");

    private static RoundLaw law(int median, int upper, int extreme) {
        return new RoundLaw(Duration.ofSeconds(median), Duration.ofSeconds(upper), Duration.ofSeconds(extreme));
    }

    private static RescuePromise after(int elapsed, int left) {
        RemainingRuntime battery =
                new RemainingRuntime(Duration.ofSeconds(left), Duration.ofSeconds(left + 20), null, 0.95, "");
        return new RescuePromise(SHUTDOWN, Duration.ofSeconds(elapsed), SAVE, Duration.ofSeconds(30), battery);
    }

    @Test
    void aGuestWithinItsTimeIsLeftToItsShutdownWhileThereIsTimeToSaveItLater() {
        assertThat(after(20, 600).gainOfNow(0)).isLessThan(0.001);
        assertThat(after(70, 600).gainOfNow(0)).isLessThan(0.001);
    }

    @Test
    void aGuestThatIsLateIsSavedWhenTheBatteryLeavesJustTheTime() {
        assertThat(after(62, 62).gainOfNow(0)).isGreaterThan(0.02);
    }

    @Test
    void aGuestThatHangsIsSavedHoweverMuchTimeThereIs() {
        assertThat(after(400, 1000).gainOfNow(0)).isGreaterThan(0.9);
    }

    @Test
    void whoMayHaveToWaitForAnotherSaveIsSavedEarlier() {
        RescuePromise promise = after(85, 130);
        assertThat(promise.gainOfNow(100)).isGreaterThan(promise.gainOfNow(0));
    }

    @Test
    void aShutdownThatIsAsQuickAsTheSaveIsLeftAlone() {
        StopTime never = new StopTime(law(60, 90, 120), 0, 20, () -> "");
        RemainingRuntime battery = new RemainingRuntime(Duration.ofSeconds(55), Duration.ofSeconds(75), null, 0.95, "");
        RescuePromise promise =
                new RescuePromise(never, Duration.ofSeconds(110), SAVE, Duration.ofSeconds(30), battery);
        assertThat(promise.gainOfNow(0)).isNegative();
    }

    @Test
    void savesThatHaveToWaitLoseOnlyWhereTheBatteryIsShort() {
        assertThat(after(0, 1000).lostBy(Duration.ofSeconds(100), Duration.ofSeconds(60)))
                .isLessThan(0.01);
        assertThat(after(0, 140).lostBy(Duration.ofSeconds(100), Duration.ofSeconds(60)))
                .isGreaterThan(0.5);
    }
}
