package dev.lastwatt.core.stoptime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.Heartbeat;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.StopMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopWatchTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Guest WEB = guest(1, "C:");
    private static final Guest SQL = guest(2, "C:");
    private static final Guest FAR = guest(3, "D:");

    private final List<StopSample> samples = new ArrayList<>();
    private final StopWatch watch = new StopWatch(samples::add);

    @Test
    void aStopThatWeAskForLastsUntilTheGuestIsSeenDown() {
        at(0, up(WEB));
        asked(3, WEB, StopMethod.SHUTDOWN);
        at(4, is(WEB, GuestState.STOPPING));
        at(40, is(WEB, GuestState.STOPPING));
        at(41, is(WEB, GuestState.OFF));
        assertThat(samples)
                .containsExactly(new StopSample(
                        WEB.id(),
                        StopMethod.SHUTDOWN,
                        time(3),
                        Duration.ofSeconds(38),
                        StopEnding.STOPPED,
                        StopCause.RUN,
                        8L << 30,
                        0,
                        Heartbeat.OK));
    }

    @Test
    void otherStopsOnTheSameVolumeAreCounted() {
        at(0, up(WEB), up(SQL), up(FAR));
        asked(1, WEB, StopMethod.SAVE);
        asked(2, SQL, StopMethod.SAVE);
        asked(3, FAR, StopMethod.SAVE);
        at(9, is(WEB, GuestState.SAVED), is(SQL, GuestState.SAVED), is(FAR, GuestState.SAVED));
        assertThat(samples).extracting(StopSample::others).containsExactly(0, 1, 0);
    }

    @Test
    void aStopByHandLastsFromHalfwayBeforeItIsSeenToHalfwayBeforeItsEndIsSeen() {
        at(0, up(WEB));
        at(5, up(WEB));
        at(10, is(WEB, GuestState.SAVING));
        at(15, is(WEB, GuestState.SAVING));
        at(20, is(WEB, GuestState.SAVED));
        StopSample sample = only();
        assertThat(sample.cause()).isEqualTo(StopCause.BY_HAND);
        assertThat(sample.method()).isEqualTo(StopMethod.SAVE);
        assertThat(sample.at()).isEqualTo(START.plusMillis(7_500));
        assertThat(sample.took()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aSaveThatBeganAndEndedBetweenTwoLooksTookAtMostThatLong() {
        at(0, up(WEB));
        at(5, is(WEB, GuestState.SAVED));
        assertThat(only().took()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aGuestThatIsSuddenlyOffIsNotMeasured() {
        at(0, up(WEB));
        at(5, is(WEB, GuestState.OFF));
        assertThat(samples).isEmpty();
    }

    @Test
    void aGuestThatWasNeverSeenUpIsNotMeasured() {
        at(0, is(WEB, GuestState.STOPPING));
        at(5, is(WEB, GuestState.OFF));
        asked(6, SQL, StopMethod.SHUTDOWN);
        at(10, is(SQL, GuestState.OFF));
        assertThat(samples).isEmpty();
    }

    @Test
    void aRequestFromBeforeTheFirstLookIsMeasuredIfThatFindsTheGuestOnItsWay() {
        asked(-20, WEB, StopMethod.SHUTDOWN);
        at(0, is(WEB, GuestState.STOPPING));
        at(5, is(WEB, GuestState.OFF));
        assertThat(only().took()).isEqualTo(Duration.ofSeconds(25));
    }

    @Test
    void aSaveAfterAShutdownThatDidNotEndCensorsTheShutdown() {
        at(0, up(WEB));
        asked(0, WEB, StopMethod.SHUTDOWN);
        at(60, up(WEB));
        asked(100, WEB, StopMethod.SAVE);
        at(101, is(WEB, GuestState.SAVING));
        at(130, is(WEB, GuestState.SAVED));
        assertThat(samples)
                .extracting(
                        StopSample::method, StopSample::ending, s -> s.took().toSeconds())
                .containsExactlyInAnyOrder(
                        tuple(StopMethod.SAVE, StopEnding.STOPPED, 30L),
                        tuple(StopMethod.SHUTDOWN, StopEnding.HUNG, 100L));
    }

    @Test
    void aShutdownThatEndsAfterAllWhenASaveWasAskedForIsAShutdown() {
        at(0, up(WEB));
        asked(0, WEB, StopMethod.SHUTDOWN);
        asked(100, WEB, StopMethod.SAVE);
        at(120, is(WEB, GuestState.OFF));
        assertThat(only().method()).isEqualTo(StopMethod.SHUTDOWN);
        assertThat(only().took()).isEqualTo(Duration.ofSeconds(120));
    }

    @Test
    void aTurnOffCutsTheShutdownOff() {
        at(0, up(WEB));
        asked(0, WEB, StopMethod.SHUTDOWN);
        asked(100, WEB, StopMethod.TURN_OFF);
        at(101, is(WEB, GuestState.OFF));
        assertThat(only().ending()).isEqualTo(StopEnding.CUT_OFF);
        assertThat(only().took()).isEqualTo(Duration.ofSeconds(100));
    }

    @Test
    void askedTwiceTheSameItIsNotClearWhichRequestWasObeyed() {
        at(0, up(WEB));
        asked(0, WEB, StopMethod.SHUTDOWN);
        asked(5, WEB, StopMethod.SHUTDOWN);
        at(30, is(WEB, GuestState.OFF));
        assertThat(samples).isEmpty();
    }

    @Test
    void aRequestThatWasRefusedDoesNotCount() {
        at(0, up(WEB));
        asked(0, WEB, StopMethod.SHUTDOWN);
        watch.refused(WEB.id(), StopMethod.SHUTDOWN);
        asked(5, WEB, StopMethod.SHUTDOWN);
        at(30, is(WEB, GuestState.OFF));
        assertThat(only().took()).isEqualTo(Duration.ofSeconds(25));
    }

    @Test
    void aGuestThatIsGivenUpHasHung() {
        at(0, up(WEB));
        asked(0, WEB, StopMethod.SHUTDOWN);
        at(1, is(WEB, GuestState.STOPPING));
        watch.givenUp(WEB.id(), time(300), StopEnding.HUNG);
        at(301, is(WEB, GuestState.OFF));
        assertThat(only().ending()).isEqualTo(StopEnding.HUNG);
        assertThat(only().took()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void whenTheRunIsCalledOffWhatIsOnItsWayIsMeasuredToItsEndAndWhatIsNotIsCensored() {
        at(0, up(WEB), up(SQL));
        asked(0, WEB, StopMethod.SHUTDOWN);
        asked(0, SQL, StopMethod.SHUTDOWN);
        at(5, is(WEB, GuestState.STOPPING), up(SQL));
        watch.calledOff(StopCause.RUN, time(20));
        at(30, is(WEB, GuestState.OFF), up(SQL));
        assertThat(samples)
                .extracting(StopSample::guest, StopSample::ending)
                .containsExactlyInAnyOrder(tuple(WEB.id(), StopEnding.STOPPED), tuple(SQL.id(), StopEnding.CALLED_OFF));
    }

    @Test
    void aSaveThatFailsAndLeavesTheGuestRunningIsNotMeasured() {
        at(0, up(WEB));
        asked(0, WEB, StopMethod.SAVE);
        at(5, is(WEB, GuestState.SAVING));
        at(10, up(WEB));
        at(15, is(WEB, GuestState.OFF));
        assertThat(samples).isEmpty();
    }

    @Test
    void aStopByHandThatDoesNotEndHasHungAfterHalfAnHour() {
        at(0, up(WEB));
        at(5, is(WEB, GuestState.STOPPING));
        at(1_900, is(WEB, GuestState.STOPPING));
        at(10_000, is(WEB, GuestState.OFF));
        assertThat(only().ending()).isEqualTo(StopEnding.HUNG);
    }

    private StopSample only() {
        assertThat(samples).hasSize(1);
        return samples.get(0);
    }

    private void asked(int second, Guest guest, StopMethod method) {
        watch.asked(guest.id(), method, time(second), StopCause.RUN);
    }

    private void at(int second, Guest... guests) {
        watch.seen(new Inventory(time(second), "HV1", List.of(guests), List.of()), time(second));
    }

    private static Instant time(int second) {
        return START.plusSeconds(second);
    }

    private static Guest up(Guest guest) {
        return guest;
    }

    private static Guest is(Guest guest, GuestState state) {
        return guest.withState(state);
    }

    private static Guest guest(int number, String volume) {
        GuestId id = GuestId.of("6f9619ff-8b86-d011-b42d-00000000000" + number);
        return Guest.running(id, "guest" + number, 8L << 30, volume);
    }
}
