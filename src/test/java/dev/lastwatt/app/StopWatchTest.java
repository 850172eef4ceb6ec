package dev.lastwatt.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.Heartbeat;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.stoptime.StopCause;
import dev.lastwatt.core.stoptime.StopEnding;
import dev.lastwatt.core.stoptime.StopSample;
import dev.lastwatt.fake.Guests;
import dev.lastwatt.fake.MemorySamples;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StopWatchTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final GuestId WEB = Guests.id("web");

    private final MemorySamples samples = new MemorySamples();
    private final StopWatch watch = new StopWatch(samples::add);
    private final Map<String, Guest> guests = new LinkedHashMap<>();

    StopWatchTest() {
        guests.put("web", Guests.guest("web"));
        guests.put("db", Guests.guest("db"));
        guests.put("far", Guests.guest("far", Guests.MEMORY, "D:"));
    }

    @Test
    void stopThatWeAskedForLastsFromTheRequestToTheReadingThatShowsItDown() {
        reading(0, GuestState.RUNNING);
        asked(1, StopMethod.SHUTDOWN);
        reading(2, GuestState.STOPPING);
        reading(41, GuestState.STOPPING);
        reading(42, GuestState.OFF);
        assertThat(one())
                .isEqualTo(new StopSample(
                        WEB,
                        StopMethod.SHUTDOWN,
                        at(1),
                        Duration.ofSeconds(41),
                        StopEnding.STOPPED,
                        StopCause.RUN,
                        Guests.MEMORY,
                        0,
                        Heartbeat.OK));
    }

    @Test
    void stopByHandBeginsMidwayBetweenTheLastReadingThatShowedItUpAndTheFirstThatShowedItOnItsWay() {
        reading(0, GuestState.RUNNING);
        reading(5, GuestState.STOPPING);
        reading(35, GuestState.STOPPING);
        reading(36, GuestState.OFF);
        StopSample sample = one();
        assertThat(sample.at()).isEqualTo(at(0).plusMillis(2500));
        assertThat(sample.took()).isEqualTo(Duration.ofMillis(33_500));
        assertThat(sample.cause()).isEqualTo(StopCause.BY_HAND);
        assertThat(sample.method()).isEqualTo(StopMethod.SHUTDOWN);
    }

    @Test
    void saveByHandIsMeasuredAlsoIfItWasOverWithinOneReading() {
        reading(0, GuestState.RUNNING);
        reading(5, GuestState.SAVED);
        assertThat(one().method()).isEqualTo(StopMethod.SAVE);
        assertThat(one().took()).isEqualTo(Duration.ofMillis(2500));
    }

    @Test
    void guestThatIsOffWithoutHavingBeenSeenOnItsWayIsNoSample() {
        reading(0, GuestState.RUNNING);
        reading(5, GuestState.OFF);
        assertThat(samples.all()).isEmpty();
    }

    @Test
    void guestThatWasTurnedOffByHandIsNotTakenForAShutdown() {
        reading(0, GuestState.RUNNING);
        reading(5, GuestState.STOPPING);
        reading(6, GuestState.OFF);
        assertThat(samples.all()).isEmpty();
    }

    @Test
    void stopWhoseBeginningWasNotSeenIsNoSample() {
        reading(0, GuestState.STOPPING);
        reading(5, GuestState.OFF);
        assertThat(samples.all()).isEmpty();
        reading(100, GuestState.RUNNING);
        reading(130, GuestState.STOPPING);
        reading(140, GuestState.OFF);
        assertThat(samples.all()).isEmpty();
    }

    @Test
    void endThatNobodySawIsCensoredAtTheLastReading() {
        reading(0, GuestState.RUNNING);
        asked(0, StopMethod.SHUTDOWN);
        reading(5, GuestState.STOPPING);
        reading(60, GuestState.OFF);
        assertThat(one().ending()).isEqualTo(StopEnding.UNSEEN);
        assertThat(one().took()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void readingThatWasAskedForBeforeTheLatestIsIgnored() {
        reading(0, GuestState.RUNNING);
        asked(1, StopMethod.SHUTDOWN);
        reading(28, GuestState.STOPPING);
        reading(30, GuestState.OFF);
        watch.seen(inventory(GuestState.RUNNING), at(29), at(31));
        watch.seen(inventory(GuestState.STOPPING), at(29), at(32));
        reading(33, GuestState.OFF);
        assertThat(samples.all()).hasSize(1);
    }

    @Test
    void guestThatWasDownBeforeTheRequestIsNoSampleOfOurs() {
        reading(0, GuestState.RUNNING);
        asked(2, StopMethod.SHUTDOWN);
        watch.seen(inventory(GuestState.OFF), at(1), at(3));
        reading(4, GuestState.OFF);
        assertThat(samples.all()).isEmpty();
    }

    @Test
    void secondRequestByTheSameMethodMakesItNoSample() {
        reading(0, GuestState.RUNNING);
        asked(1, StopMethod.SHUTDOWN);
        asked(6, StopMethod.SHUTDOWN);
        reading(7, GuestState.STOPPING);
        reading(8, GuestState.OFF);
        assertThat(samples.all()).isEmpty();
    }

    @Test
    void shutdownThatIsFollowedByASaveHasHungAndTheSaveIsMeasuredByItself() {
        reading(0, GuestState.RUNNING);
        asked(1, StopMethod.SHUTDOWN);
        reading(61, GuestState.RUNNING);
        asked(61, StopMethod.SAVE);
        reading(62, GuestState.SAVING);
        reading(71, GuestState.SAVED);
        assertThat(samples.all())
                .extracting(StopSample::method, StopSample::ending, StopSample::took)
                .containsExactly(
                        tuple(StopMethod.SHUTDOWN, StopEnding.HUNG, Duration.ofSeconds(60)),
                        tuple(StopMethod.SAVE, StopEnding.STOPPED, Duration.ofSeconds(10)));
    }

    @Test
    void saveThatFailedIsNoSample() {
        reading(0, GuestState.RUNNING);
        asked(1, StopMethod.SAVE);
        reading(2, GuestState.SAVING);
        reading(6, GuestState.RUNNING);
        asked(7, StopMethod.SHUTDOWN);
        reading(8, GuestState.STOPPING);
        reading(17, GuestState.OFF);
        assertThat(one().method()).isEqualTo(StopMethod.SHUTDOWN);
        assertThat(one().took()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void guestThatEndsInAnotherStateThanAskedForIsNoSample() {
        reading(0, GuestState.RUNNING);
        asked(1, StopMethod.SHUTDOWN);
        reading(2, GuestState.SAVING);
        reading(6, GuestState.SAVED);
        assertThat(samples.all()).isEmpty();
    }

    @Test
    void guestThatIsGivenUpHasHungUntilItIsSeenDownAfterAll() {
        reading(0, GuestState.RUNNING);
        watch.asked(WEB, StopMethod.SHUTDOWN, at(0), StopCause.DRILL, at(60));
        reading(60, GuestState.STOPPING);
        watch.gaveUp(WEB, at(60));
        assertThat(one().ending()).isEqualTo(StopEnding.HUNG);
        assertThat(one().took()).isEqualTo(Duration.ofSeconds(60));
        reading(69, GuestState.STOPPING);
        reading(70, GuestState.OFF);
        assertThat(one().ending()).isEqualTo(StopEnding.STOPPED);
        assertThat(one().took()).isEqualTo(Duration.ofSeconds(70));
    }

    @Test
    void guestThatIsGivenUpBeforeItsTimeWasCutOff() {
        reading(0, GuestState.RUNNING);
        watch.asked(WEB, StopMethod.SHUTDOWN, at(0), StopCause.RUN, at(60));
        reading(5, GuestState.STOPPING);
        watch.gaveUp(WEB, at(6));
        assertThat(one().ending()).isEqualTo(StopEnding.CUT_OFF);
    }

    @Test
    void hostThatGoesDownCutsOffWhatIsUnderWayAndWhatFollowsIsItsDoing() {
        reading(0, GuestState.RUNNING);
        asked(1, StopMethod.SHUTDOWN);
        reading(20, GuestState.STOPPING);
        watch.hostGoesDown(at(21));
        reading(22, GuestState.OFF);
        guests.put("db", guests.get("db").withState(GuestState.SAVING));
        reading(23, GuestState.OFF);
        guests.put("db", guests.get("db").withState(GuestState.SAVED));
        reading(33, GuestState.OFF);
        assertThat(one().ending()).isEqualTo(StopEnding.CUT_OFF);
        assertThat(one().took()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void stopThatIsCalledOffIsMeasuredIfTheGuestGoesDownNevertheless() {
        reading(0, GuestState.RUNNING);
        asked(1, StopMethod.SHUTDOWN);
        reading(2, GuestState.STOPPING);
        watch.calledOff(at(10));
        reading(20, GuestState.STOPPING);
        reading(21, GuestState.OFF);
        assertThat(one().ending()).isEqualTo(StopEnding.STOPPED);
        assertThat(one().took()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void stopThatIsCalledOffWhileTheGuestRunsIsCensoredAndALateOneIsNotTakenForAnotherOne() {
        reading(0, GuestState.RUNNING);
        asked(1, StopMethod.SHUTDOWN);
        watch.calledOff(WEB, at(11));
        reading(12, GuestState.RUNNING);
        assertThat(one().ending()).isEqualTo(StopEnding.CALLED_OFF);
        assertThat(one().took()).isEqualTo(Duration.ofSeconds(10));
        reading(13, GuestState.STOPPING);
        reading(21, GuestState.OFF);
        assertThat(samples.all()).hasSize(1);
    }

    @Test
    void refusedRequestLeavesAStopThatSomebodyElseBegan() {
        reading(0, GuestState.RUNNING);
        asked(1, StopMethod.SHUTDOWN);
        watch.withdrawn(WEB, StopMethod.SHUTDOWN);
        reading(2, GuestState.STOPPING);
        reading(11, GuestState.STOPPING);
        reading(12, GuestState.OFF);
        assertThat(one().cause()).isEqualTo(StopCause.BY_HAND);
        assertThat(one().took()).isEqualTo(Duration.ofSeconds(11));
    }

    @Test
    void otherStopsOnTheSameVolumeAreCountedAlsoThoseAskedForAtTheSameTime() {
        reading(0, GuestState.RUNNING);
        asked(1, StopMethod.SHUTDOWN);
        watch.asked(Guests.id("db"), StopMethod.SHUTDOWN, at(1), StopCause.RUN);
        watch.asked(Guests.id("far"), StopMethod.SHUTDOWN, at(1), StopCause.RUN);
        guests.replaceAll((name, guest) -> guest.withState(GuestState.OFF));
        reading(9, GuestState.OFF);
        assertThat(samples.all()).extracting(StopSample::others).containsExactly(1, 1, 0);
    }

    @Test
    void stopOfAGuestInDoubtIsLeftOut() {
        watch.doubt(WEB, at(100));
        reading(0, GuestState.RUNNING);
        reading(5, GuestState.STOPPING);
        reading(30, GuestState.OFF);
        assertThat(samples.all()).isEmpty();
    }

    @Test
    void stopByHandThatNeverEndsHasHung() {
        reading(0, GuestState.RUNNING);
        for (int second = 5; second < 2000; second += 5) {
            reading(second, GuestState.STOPPING);
        }
        assertThat(one().ending()).isEqualTo(StopEnding.HUNG);
    }

    private void asked(int second, StopMethod method) {
        watch.asked(WEB, method, at(second), StopCause.RUN);
    }

    private void reading(int second, GuestState web) {
        watch.seen(inventory(web), at(second), at(second));
    }

    private Inventory inventory(GuestState web) {
        guests.compute("web", (name, guest) -> (guest == null ? Guests.guest("web") : guest).withState(web));
        return new Inventory(START, "host", List.copyOf(guests.values()), List.of());
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }

    private StopSample one() {
        assertThat(samples.all()).hasSize(1);
        return samples.all().get(0);
    }
}
