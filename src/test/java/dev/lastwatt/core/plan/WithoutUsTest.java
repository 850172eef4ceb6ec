package dev.lastwatt.core.plan;

import static dev.lastwatt.fake.Guests.guest;
import static dev.lastwatt.fake.Guests.withActions;
import static dev.lastwatt.fake.Guests.withObstacle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.plan.WithoutUs.Carried;
import dev.lastwatt.core.plan.WithoutUs.Ending;
import dev.lastwatt.core.plan.WithoutUs.Loss;
import dev.lastwatt.fake.Guests;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Host shutdown 60 s. A save that was never measured: memory at 150 MB/s and 3 s, at worst half as much again. */
class WithoutUsTest {

    private final PlanCase request = new PlanCase();

    private WithoutUs withoutUs() {
        return request.plan().withoutUs();
    }

    private Ending only() {
        assertThat(withoutUs().endings()).hasSize(1);
        return withoutUs().endings().get(0);
    }

    private static Guest stopping(String name, String action) {
        return withActions(guest(name), action, "StartIfRunning", 0);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    @Test
    void aSaveTakesItsMemorysTimeAndLosesNothing() {
        request.guest(guest("web", 15_000_000_000L, "C:"));
        assertThat(only().loss()).isEqualTo(Loss.NONE);
        assertThat(only().expected()).isEqualTo(seconds(103));
        assertThat(only().worst()).isEqualTo(seconds(154.5));
        assertThat(withoutUs().neededExpected()).isEqualTo(seconds(163));
        assertThat(withoutUs().neededWorst()).isEqualTo(seconds(214.5));
    }

    @Test
    void savesOnOneVolumeShareItsPaceAndThoseOnTwoDoNot() {
        // Alone: 13, 23 and 33 s. Together: 3 x 13, then 2 x 10 more, then 10 more.
        request.guest(guest("a", 1_500_000_000L, "C:"));
        request.guest(guest("b", 3_000_000_000L, "C:"));
        request.guest(guest("c", 4_500_000_000L, "C:"));
        request.guest(guest("d", 4_500_000_000L, "D:"));
        assertThat(withoutUs().endings())
                .extracting(Ending::expected)
                .containsExactly(seconds(39), seconds(59), seconds(69), seconds(33));
        assertThat(withoutUs().guestsExpected()).isEqualTo(seconds(69));
    }

    @Test
    void aMeasuredShutdownWithinTheLimitLosesNothing() {
        request.guest(stopping("dc", "ShutDown"), 80);
        assertThat(only().loss()).isEqualTo(Loss.NONE);
        assertThat(only().worst()).isEqualTo(seconds(80));
    }

    @Test
    void aShutdownThatTakesLongerThanTheLimitIsTurnedOffHardAtTheLimit() {
        request.guest(stopping("sql", "ShutDown"), 300);
        assertThat(only().loss()).isEqualTo(Loss.EXPECTED);
        assertThat(only().why()).contains("after 120 s");
        assertThat(withoutUs().guestsWorst()).isEqualTo(seconds(120));
    }

    @Test
    void aShutdownThatWasNeverMeasuredMayBeTurnedOffHard() {
        request.guest(stopping("new", "ShutDown"));
        assertThat(only().loss()).isEqualTo(Loss.POSSIBLE);
    }

    @Test
    void aGuestThatCannotHearIsTurnedOffHardAtOnce() {
        request.guest(Guests.mute(stopping("mute", "ShutDown")));
        request.guest(stopping("paused", "ShutDown").withState(GuestState.PAUSED));
        request.guest(stopping("booting", "ShutDown").withState(GuestState.STARTING));
        assertThat(withoutUs().lost()).hasSize(3).allSatisfy(e -> {
            assertThat(e.loss()).isEqualTo(Loss.EXPECTED);
            assertThat(e.worst()).isZero();
        });
    }

    @Test
    void aPausedGuestIsSaved() {
        request.guest(stopping("paused", "Save").withState(GuestState.PAUSED));
        assertThat(only().loss()).isEqualTo(Loss.NONE);
    }

    @Test
    void turnOffIsTurnOff() {
        request.guest(stopping("lab", "TurnOff"));
        request.guest(stopping("odd", "Hibernate"));
        assertThat(withoutUs().lost()).extracting(Ending::loss).containsExactly(Loss.EXPECTED, Loss.EXPECTED);
    }

    @Test
    void aSaveThatIsNotPossibleEndsHardAndOneOfANestedHostMay() {
        request.guest(withObstacle(stopping("gpu", "Save"), "gpu-partition"));
        request.guest(withObstacle(stopping("nested", "Save"), "nested-virtualization"));
        assertThat(withoutUs().endings()).extracting(Ending::loss).containsExactly(Loss.EXPECTED, Loss.POSSIBLE);
    }

    @Test
    void aBackupUnderWayAndAStateThatCannotBeActedOnAreLosses() {
        request.guest(Guests.busy(stopping("backup", "Save"), "BackingUpVirtualMachine"));
        request.guest(stopping("critical", "Save").withState(GuestState.RUNNING_CRITICAL));
        assertThat(withoutUs().lost()).extracting(Ending::loss).containsExactly(Loss.EXPECTED, Loss.EXPECTED);
    }

    @Test
    void aClusteredGuestIsNotForItsStopActionToDecide() {
        request.guest(Guests.clustered(stopping("node", "Save")));
        assertThat(only().loss()).isEqualTo(Loss.POSSIBLE);
        assertThat(only().why()).contains("cluster");
    }

    @Test
    void aGuestWhoseDiskLivesOnAnotherThatGoesDownMayLoseIt() {
        request.guest(stopping("init", "ShutDown"), 30).guest(stopping("san", "ShutDown"), 60);
        request.livesOn("init", "san");
        assertThat(withoutUs().lost()).extracting(Ending::name).containsExactly("init");
        assertThat(withoutUs().lost().get(0).why()).contains("its disk lives on san");
    }

    @Test
    void guestsThatAreDownAreNotMentionedAndThoseOnTheirWayAreWaitedFor() {
        request.guest(stopping("off", "TurnOff").withState(GuestState.OFF));
        request.guest(stopping("stopping", "TurnOff").withState(GuestState.STOPPING), 50);
        assertThat(only().name()).isEqualTo("stopping");
        assertThat(only().worst()).isEqualTo(seconds(50));
    }

    @Test
    void theBatteryCarriesItAtOnceAndNotFromLowBattery() {
        request.guest(stopping("dc", "Save")).runtime(1000);
        request.guest(guest("sql", 30_000_000_000L, "D:"));
        // 203 s and 60 s for the host; three minutes are left at low battery.
        assertThat(withoutUs().ifAtOnce()).isEqualTo(Carried.YES);
        assertThat(withoutUs().ifAtLowBattery()).isEqualTo(Carried.NO);
    }

    @Test
    void betweenTheUsualAndTheWorstItIsProbable() {
        request.guest(guest("sql", 15_000_000_000L, "C:")).runtime(200);
        // 163 s usually, 214.5 s at worst.
        assertThat(withoutUs().ifAtOnce()).isEqualTo(Carried.PROBABLY);
        assertThat(withoutUs().ifAtLowBattery()).isEqualTo(Carried.PROBABLY);
    }

    @Test
    void aBatteryWithLessLeftThanLowBatteryIsNotTakenForMore() {
        request.guest(stopping("web", "Save")).runtime(70);
        assertThat(withoutUs().ifAtLowBattery()).isEqualTo(Carried.NO);
    }

    @Test
    void withoutGuestsOnlyTheHostIsLeft() {
        assertThat(withoutUs().neededWorst()).isEqualTo(seconds(60));
        assertThat(withoutUs().lost()).isEmpty();
    }
}
