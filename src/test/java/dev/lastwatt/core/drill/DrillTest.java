package dev.lastwatt.core.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lastwatt.app.Doubts;
import dev.lastwatt.app.DrillRequest;
import dev.lastwatt.app.Snapshot;
import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.journal.DrillOutcome;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.stoptime.StopCause;
import dev.lastwatt.core.stoptime.StopSample;
import dev.lastwatt.fake.DyingJournal;
import dev.lastwatt.fake.Guests;
import dev.lastwatt.fake.OutageWorld;
import dev.lastwatt.port.ActionAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drills of guests in the engine, under a virtual clock. */
class DrillTest {

    private final OutageWorld world = new OutageWorld();

    @BeforeEach
    void twoGuests() {
        world.guest("web", 40);
        world.guest("db", 60);
        world.seconds(5);
    }

    @Test
    void aGuestIsStoppedTimedStartedAndWaitedFor() {
        begin("web");
        ended();
        assertThat(world.guest("web").state).isEqualTo(GuestState.RUNNING);
        assertThat(world.asks("web")).hasSize(1);
        assertThat(world.starts).containsExactly("web");
        assertThat(sampled("web")).singleElement().satisfies(s -> {
            assertThat(s.took()).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(41));
            assertThat(s.method()).isEqualTo(StopMethod.SHUTDOWN);
            assertThat(s.censored()).isFalse();
        });
        assertThat(outcome()).isEqualTo(DrillOutcome.DONE);
        assertThat(world.engine().snapshot().drill().succeeded()).isTrue();
        assertThat(world.engine().snapshot().drill().lines())
                .last()
                .asString()
                .containsPattern("web: done; took 4\\d s, p95 was \\d\\d s from 20 stops, is \\d\\d s from 21 stops");
        assertThat(world.asks("db")).isEmpty();
    }

    /** On a small battery the plan saves guests that were never measured: drilling their shutdowns would tell nothing of it. */
    @ParameterizedTest
    @ValueSource(ints = {400, 500, 700, 1000, 3000})
    void aDrillOfAllTimesWhatThePlanWouldDoUntilItCanBeKnown(int battery) {
        OutageWorld unmeasured = new OutageWorld();
        unmeasured.full = battery;
        unmeasured.left = battery;
        for (String name : List.of("app", "dc", "file", "mail", "print", "web")) {
            unmeasured.newGuest(name, 40);
        }
        unmeasured.seconds(5);
        assertThat(Doubts.of(unmeasured.engine().snapshot())).anyMatch(d -> d.contains("never measured (6 of 6)"));
        unmeasured.engine().drill(request(unmeasured, DrillRequest.Kind.ALL, null, null, Duration.ofHours(4)));
        unmeasured.seconds(1);
        unmeasured.until(() -> !unmeasured.engine().snapshot().drill().running(), 5000);
        unmeasured.seconds(5);
        assertThat(unmeasured.engine().snapshot().drill().succeeded()).isTrue();
        Snapshot after = unmeasured.engine().snapshot();
        assertThat(Doubts.of(after)).isEmpty();
        assertThat(Objects.requireNonNull(after.plan()).stops())
                .as("each by a method that was timed")
                .noneMatch(Doubts::unmeasured);
    }

    @Test
    void aGuestWhoseStandbyCameUpDuringTheDrillStaysDownAndTheDrillHasFailed() {
        OutageWorld pair = new OutageWorld();
        pair.guest("sql-a", 40);
        pair.guest("sql-b", 40).state = GuestState.OFF;
        pair.apart.add(List.of("sql-a", "sql-b"));
        pair.seconds(5);
        pair.engine().drill(request(pair, DrillRequest.Kind.GUEST, "sql-a", null, Duration.ofHours(1)));
        pair.until(() -> pair.asks("sql-a").size() == 1, 60);
        pair.guest("sql-b").state = GuestState.RUNNING;
        pair.until(() -> !pair.engine().snapshot().drill().running(), 600);
        assertThat(pair.starts).isEmpty();
        assertThat(pair.facts(Fact.DrillEnded.class)).singleElement().satisfies(f -> {
            assertThat(f.outcome()).isEqualTo(DrillOutcome.FAILED);
            assertThat(f.summary()).contains("not started again: sql-b is up");
        });
    }

    @Test
    void aProbeFindsOutThatThisHostDoesNotSaveAGuestThatShutsDownAndTimesTheShutdown() {
        order(DrillRequest.Kind.PROBE, "web", null, Duration.ofHours(1));
        ended();
        assertThat(world.asks("web"))
                .extracting(OutageWorld.Ask::method)
                .containsExactly(StopMethod.SHUTDOWN, StopMethod.SAVE);
        assertThat(world.engine().snapshot().policy().savesWhileStopping()).isFalse();
        assertThat(world.facts(Fact.DrillEnded.class).get(0).summary())
                .contains("does not save a guest that shuts down");
        assertThat(sampled("web")).extracting(StopSample::method).containsExactly(StopMethod.SHUTDOWN);
        assertThat(world.guest("web").state).isEqualTo(GuestState.RUNNING);
    }

    @Test
    void aProbeFindsOutThatThisHostSavesAGuestThatShutsDownAndARestartKeepsThat() {
        world.guest("web").savesWhileStopping = true;
        order(DrillRequest.Kind.PROBE, "web", null, Duration.ofHours(1));
        ended();
        assertThat(outcome()).isEqualTo(DrillOutcome.DONE);
        assertThat(world.engine().snapshot().policy().savesWhileStopping()).isTrue();
        assertThat(sampled("web")).isEmpty();
        assertThat(world.guest("web").state).isEqualTo(GuestState.RUNNING);
        world.kill();
        world.seconds(3);
        assertThat(world.engine().snapshot().policy().savesWhileStopping()).isTrue();
    }

    @Test
    void aProbeOfAGuestThatIsDownAtOnceShowsNothingAndSaysSo() {
        world.guest("web").takes(1);
        order(DrillRequest.Kind.PROBE, "web", null, Duration.ofHours(1));
        ended();
        assertThat(world.engine().snapshot().policy().savesWhileStopping()).isNull();
        assertThat(world.facts(Fact.DrillEnded.class).get(0).summary()).contains("has not shown");
        assertThat(world.guest("web").state).isEqualTo(GuestState.RUNNING);
    }

    @Test
    void everyStepIsWrittenBeforeItsEffect() {
        begin("web");
        ended();
        assertThat(world.facts(Fact.OfDrill.class))
                .extracting(f -> f.getClass().getSimpleName())
                .containsExactly(
                        "DrillBegan",
                        "DrillStopAsked",
                        "DrillStopAnswered",
                        "DrillGuestDown",
                        "DrillStartAsked",
                        "DrillStartAnswered",
                        "DrillGuestUp",
                        "DrillEnded");
        assertThat(world.facts(Fact.RunBegan.class)).isEmpty();
    }

    /** The refusal of the last guest of an order has no beginning of its own: it must not make the one before look interrupted. */
    @Test
    void aRestartAfterADrillOfAllLeavesAGuestAloneThatSomebodyHasShutDownSince() {
        OutageWorld depending = new OutageWorld();
        depending.rules.add(Guests.rule("web", List.of(StopMethod.SHUTDOWN), Dependency.Kind.SOFT, "db"));
        depending.guest("web", 40);
        depending.guest("db", 60);
        depending.seconds(5);
        depending.engine().drill(request(depending, DrillRequest.Kind.ALL, null, null, Duration.ofHours(1)));
        depending.seconds(1);
        depending.until(() -> !depending.engine().snapshot().drill().running(), 600);
        assertThat(depending.facts(Fact.DrillEnded.class))
                .extracting(Fact.DrillEnded::outcome)
                .containsExactly(DrillOutcome.DONE, DrillOutcome.REFUSED);
        depending.starts.clear();

        depending.guest("web").state = GuestState.OFF;
        depending.seconds(10);
        depending.kill();
        depending.seconds(120);

        assertThat(depending.starts).isEmpty();
        assertThat(depending.guest("web").state).isEqualTo(GuestState.OFF);
        assertThat(depending.facts(Fact.DrillEnded.class)).hasSize(2);
    }

    @Test
    void aSaveIsDrilledWhereItIsAskedFor() {
        assertThat(order(DrillRequest.Kind.GUEST, "web", StopMethod.SAVE, Duration.ofHours(1)))
                .isEmpty();
        ended();
        assertThat(world.asks("web")).extracting(OutageWorld.Ask::method).containsExactly(StopMethod.SAVE);
        assertThat(sampled("web")).extracting(StopSample::method).containsExactly(StopMethod.SAVE);
        assertThat(world.guest("web").state).isEqualTo(GuestState.RUNNING);
    }

    @Test
    void ofAllTheGuestsThoseThatServeOthersAreRefusedAndTheRestHaveTheirTurnOneAfterAnother() {
        OutageWorld depending = new OutageWorld();
        depending.rules.add(Guests.rule("web", List.of(StopMethod.SHUTDOWN), Dependency.Kind.SOFT, "db"));
        depending.guest("web", 40);
        depending.guest("db", 60);
        depending.guest("mail", 30);
        depending.seconds(5);
        assertThat(depending.engine().drill(request(depending, DrillRequest.Kind.ALL, null, null, Duration.ofHours(1))))
                .isEmpty();
        depending.seconds(1);
        depending.until(() -> !depending.engine().snapshot().drill().running(), 600);
        assertThat(depending.asks).extracting(OutageWorld.Ask::name).containsExactly("mail", "web");
        assertThat(depending.facts(Fact.DrillEnded.class))
                .extracting(Fact.DrillEnded::name, Fact.DrillEnded::outcome)
                .containsExactly(
                        tuple("mail", DrillOutcome.DONE),
                        tuple("web", DrillOutcome.DONE),
                        tuple("db", DrillOutcome.REFUSED));
        assertThat(depending.states("web", "db", "mail")).containsOnly(GuestState.RUNNING);
        assertThat(depending.engine().snapshot().drill().succeeded()).isTrue();
    }

    @Test
    void aSecondDrillIsRefusedWhileOneRuns() {
        begin("web");
        world.seconds(3);
        assertThat(order(DrillRequest.Kind.GUEST, "db", null, Duration.ofHours(1)))
                .singleElement()
                .satisfies(r -> assertThat(r.reason()).contains("another drill runs", "web"));
        ended();
    }

    @Test
    void aDrillThatIsStoppedLeavesTheGuestRunningAndTheRestUntouched() {
        assertThat(order(DrillRequest.Kind.ALL, null, null, Duration.ofHours(1)))
                .isEmpty();
        world.until(() -> world.guest("db").state == GuestState.STOPPING, 20);
        assertThat(world.engine().stopDrill("test")).isEmpty();
        ended();
        assertThat(world.states("web", "db")).containsOnly(GuestState.RUNNING);
        assertThat(world.asks("web")).isEmpty();
        assertThat(outcome()).isEqualTo(DrillOutcome.INTERRUPTED);
        assertThat(world.engine().snapshot().drill().succeeded()).isFalse();
        assertThat(world.engine().stopDrill("test")).isNotEmpty();
    }

    @Test
    void aRequestThatIsRefusedLeavesTheGuestAsItWas() {
        world.guest("web").refusesShutdown = ActionAnswer.Cause.NO_SHUTDOWN_SERVICE;
        begin("web");
        ended();
        assertThat(outcome()).isEqualTo(DrillOutcome.REFUSED);
        assertThat(world.guest("web").state).isEqualTo(GuestState.RUNNING);
        assertThat(world.starts).isEmpty();
        assertThat(sampled("web")).isEmpty();
        assertThat(world.engine().snapshot().drill().succeeded()).isFalse();
    }

    @Test
    void aStartThatIsRefusedIsAskedForAgainUntilTheGuestRuns() {
        begin("web");
        world.until(() -> world.guest("web").state == GuestState.STOPPING, 20);
        for (int i = 0; i < 8; i++) {
            world.guest("web").answers.add(new ActionAnswer.Refused(ActionAnswer.Cause.FAILED, "no memory"));
        }
        ended();
        assertThat(world.guest("web").state).isEqualTo(GuestState.RUNNING);
        assertThat(world.starts).hasSize(9);
        assertThat(outcome()).isEqualTo(DrillOutcome.DONE);
    }

    @Test
    void aGuestThatHangsBlocksOtherDrillsAndIsStartedWhenItIsDownAfterAll() {
        world.guest("web").takes(3000);
        assertThat(order(DrillRequest.Kind.GUEST, "web", null, Duration.ofMinutes(20)))
                .isEmpty();
        world.seconds(1500);
        assertThat(world.facts(Fact.Noted.class))
                .extracting(Fact.Noted::text)
                .anyMatch(t -> t.contains("did not stop"));
        assertThat(order(DrillRequest.Kind.GUEST, "db", null, Duration.ofHours(1)))
                .isNotEmpty();
        world.until(() -> !world.engine().snapshot().drill().running(), 2000);
        assertThat(world.guest("web").state).isEqualTo(GuestState.RUNNING);
        assertThat(outcome()).isEqualTo(DrillOutcome.OVERRAN);
    }

    @Test
    void aDrillThatIsStoppedEndsAlthoughTheGuestIgnoresTheRequest() {
        world.guest("web").ignores = true;
        assertThat(order(DrillRequest.Kind.GUEST, "web", null, Duration.ofHours(20)))
                .isEmpty();
        world.seconds(60);
        assertThat(world.engine().stopDrill("test")).isEmpty();
        world.until(() -> !world.engine().snapshot().drill().running(), 300);
        assertThat(outcome()).isEqualTo(DrillOutcome.INTERRUPTED);
        assertThat(world.guest("web").state).isEqualTo(GuestState.RUNNING);
    }

    @Test
    void aGuestThatIgnoresTheRequestDoesNotHoldUpTheWholeWindow() {
        world.guest("web").ignores = true;
        assertThat(order(DrillRequest.Kind.GUEST, "web", null, Duration.ofHours(20)))
                .isEmpty();
        world.until(() -> !world.engine().snapshot().drill().running(), 1200);
        assertThat(outcome()).isEqualTo(DrillOutcome.OVERRAN);
        assertThat(sampled("web")).hasSize(1).allMatch(StopSample::censored);
    }

    @Test
    void afterADrillThatARestartInterruptedAStopByHandIsMeasuredAgain() {
        begin("web");
        world.until(() -> world.guest("web").state == GuestState.STOPPING, 20);
        world.kill();
        ended();
        world.seconds(30);

        world.guest("web").state = GuestState.STOPPING;
        world.seconds(40);
        world.guest("web").state = GuestState.OFF;
        world.seconds(2);

        assertThat(world.samples.all())
                .filteredOn(s -> s.cause() == StopCause.BY_HAND)
                .singleElement()
                .satisfies(s -> assertThat(s.took()).isBetween(Duration.ofSeconds(38), Duration.ofSeconds(42)));
    }

    @Test
    void aGuestThatIgnoresTheRequestIsLetGoAfterTheWindow() {
        world.guest("web").ignores = true;
        assertThat(order(DrillRequest.Kind.GUEST, "web", null, Duration.ofMinutes(20)))
                .isEmpty();
        world.until(() -> !world.engine().snapshot().drill().running(), 2000);
        assertThat(outcome()).isEqualTo(DrillOutcome.OVERRAN);
        assertThat(sampled("web")).allMatch(StopSample::censored);
        assertThat(world.guest("web").state).isEqualTo(GuestState.RUNNING);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 20, 45, 55, 70})
    void whenTheMainsFailInADrillTheGuestComesBackWithThem(int after) {
        begin("web");
        world.seconds(after);
        world.fail().seconds(60);
        int starts = world.starts.size();
        world.seconds(60);
        assertThat(world.starts).as("nothing is started on battery").hasSize(starts);
        world.mains = true;
        ended();
        assertThat(world.states("web", "db")).containsOnly(GuestState.RUNNING);
        assertThat(world.facts(Fact.RunBegan.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 20, 45, 55})
    void anOutageThatBeginsInADrillTakesTheHostDownAndTheGuestIsBackAfterTheNextBoot(int after) {
        world.engine().arm("test", "");
        begin("web");
        world.seconds(after);
        world.fail();
        world.until(world::hostIsAsked, 2000);
        assertThat(world.states("web", "db")).doesNotContain(GuestState.RUNNING);
        world.hostIsDown = true;
        world.passWithoutTheService(600);
        world.left = world.full;
        world.reboot("boot-2");
        world.until(() -> world.states("web", "db").stream().allMatch(s -> s == GuestState.RUNNING), 600);
        ended();
        assertThat(sampled("web")).noneMatch(s -> s.took().compareTo(Duration.ofSeconds(60)) > 0);
    }

    @Test
    void anOutageThatIsOverInTimeBringsTheGuestBackOnce() {
        world.engine().arm("test", "");
        begin("web");
        world.seconds(20);
        world.fail();
        world.until(() -> world.guest("db").state == GuestState.STOPPING, 2000);
        world.mains = true;
        ended();
        world.seconds(60);
        assertThat(world.states("web", "db")).containsOnly(GuestState.RUNNING);
        assertThat(world.starts).doesNotHaveDuplicates();
    }

    @Test
    void killedAtAnyFactTheServiceGivesTheGuestBackAndNoSampleIsWrong() {
        for (boolean written : new boolean[] {false, true}) {
            for (int at = 1; at <= 8; at++) {
                killedAt(at, written);
            }
        }
    }

    private static void killedAt(int at, boolean written) {
        OutageWorld killed = new OutageWorld();
        killed.guest("web", 40);
        killed.seconds(5);
        int before = killed.facts.facts().size();
        killed.kill();
        killed.journal = new DyingJournal(killed.facts, before + at, written);
        boolean died = false;
        try {
            killed.seconds(5);
            killed.engine().drill(request(killed, DrillRequest.Kind.GUEST, "web", null, Duration.ofMinutes(7)));
            killed.seconds(100);
        } catch (DyingJournal.Killed death) {
            died = true;
        }
        killed.kill();
        killed.journal = killed.facts;
        killed.passWithoutTheService(10);
        killed.until(
                () -> !killed.engine().snapshot().drill().running() && killed.guest("web").state == GuestState.RUNNING,
                3000);
        killed.seconds(60);
        assertThat(killed.guest("web").state).as("killed at fact %d", at).isEqualTo(GuestState.RUNNING);
        assertThat(killed.samples.all())
                .filteredOn(s -> s.cause() == StopCause.DRILL && !s.censored())
                .allSatisfy(s -> assertThat(s.took()).isBetween(Duration.ofSeconds(39), Duration.ofSeconds(42)));
        assertThat(died).isTrue();
    }

    @Test
    void killedInADrillAndBootedAnewTheGuestRunsAgain() {
        begin("web");
        world.until(() -> world.guest("web").state == GuestState.OFF, 60);
        world.reboot("boot-2");
        ended();
        assertThat(world.guest("web").state).isEqualTo(GuestState.RUNNING);
        assertThat(sampled("web")).hasSizeLessThanOrEqualTo(1);
    }

    private void begin(String guest) {
        assertThat(order(DrillRequest.Kind.GUEST, guest, null, Duration.ofHours(1)))
                .isEmpty();
        world.seconds(1);
    }

    private List<Refusal> order(
            DrillRequest.Kind kind, @Nullable String guest, @Nullable StopMethod method, Duration within) {
        List<Refusal> refusals = world.engine().drill(request(world, kind, guest, method, within));
        world.seconds(1);
        return refusals;
    }

    private static DrillRequest request(
            OutageWorld world,
            DrillRequest.Kind kind,
            @Nullable String guest,
            @Nullable StopMethod method,
            Duration within) {
        return new DrillRequest(kind, guest, method, world.time.now().plus(within), false, false, "test");
    }

    private void ended() {
        world.until(() -> !world.engine().snapshot().drill().running(), 900);
    }

    private DrillOutcome outcome() {
        List<Fact.DrillEnded> ends = world.facts(Fact.DrillEnded.class);
        return ends.get(ends.size() - 1).outcome();
    }

    private List<StopSample> sampled(String guest) {
        return world.samples.all().stream()
                .filter(s -> s.cause() == StopCause.DRILL && s.guest().equals(Guests.id(guest)))
                .toList();
    }
}
