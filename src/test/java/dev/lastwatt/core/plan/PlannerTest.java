package dev.lastwatt.core.plan;

import static dev.lastwatt.core.guest.StopMethod.SAVE;
import static dev.lastwatt.core.guest.StopMethod.SHUTDOWN;
import static dev.lastwatt.core.guest.StopMethod.TURN_OFF;
import static dev.lastwatt.core.plan.PlanCase.T0;
import static dev.lastwatt.fake.Guests.clustered;
import static dev.lastwatt.fake.Guests.guest;
import static dev.lastwatt.fake.Guests.id;
import static dev.lastwatt.fake.Guests.mute;
import static dev.lastwatt.fake.Guests.unsavable;
import static dev.lastwatt.fake.Guests.untouched;
import static dev.lastwatt.fake.Guests.withObstacle;
import static dev.lastwatt.fake.Guests.withTrait;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.policy.GuestRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Examples by hand: 1000 s of battery, 60 s for the host, 40 s in reserve, so that every guest must be down at 900 s. */
class PlannerTest {

    @Test
    void chainOfThreeIsPlannedBackwardsFromTheBattery() {
        Plan plan = new PlanCase()
                .guest("web", 50, 30)
                .guest("app", 100, 30)
                .guest("db", 200, 30)
                .needs("web", "app")
                .needs("app", "db")
                .plan();
        assertThat(plan.commitPoint()).isEqualTo(at(900));
        assertThat(plan.hostOff()).isEqualTo(at(960));
        assertThat(plan.emptyAt()).isEqualTo(at(1000));
        assertThat(plan.stops()).extracting(PlannedStop::name).containsExactly("web", "app", "db");
        assertThat(stop(plan, "web").latestStart()).isEqualTo(at(550));
        assertThat(stop(plan, "web").worstEnd()).isEqualTo(at(600));
        assertThat(stop(plan, "app").latestStart()).isEqualTo(at(600));
        assertThat(stop(plan, "db").latestStart()).isEqualTo(at(700));
        assertThat(stop(plan, "db").worstEnd()).isEqualTo(at(900));
        assertThat(stop(plan, "db").timeout()).isEqualTo(Duration.ofSeconds(700));
        assertThat(plan.firstStart()).isEqualTo(at(550));
        assertThat(plan.timeout()).isEqualTo(Duration.ofSeconds(550));
    }

    @Test
    void budgetAddsUpToTheMillisecond() {
        Budget budget = new PlanCase()
                .guest("web", 50, 30)
                .guest("db", 200, 30)
                .needs("web", "db")
                .earliest(15)
                .plan()
                .budget();
        assertThat(budget.guests()).isEqualTo(Duration.ofSeconds(250));
        assertThat(budget.host()).isEqualTo(Duration.ofSeconds(60));
        assertThat(budget.reserve()).isEqualTo(Duration.ofSeconds(40));
        assertThat(budget.needed()).isEqualTo(Duration.ofSeconds(350));
        assertThat(budget.available()).isEqualTo(Duration.ofSeconds(985));
        assertThat(budget.margin()).isEqualTo(Duration.ofSeconds(635));
        assertThat(budget.breaks()).containsExactly("web", "db");
        assertThat(budget.fits()).isTrue();
    }

    @Test
    void chainsThatAreAsLongDecideTogether() {
        Budget budget = new PlanCase()
                .guest("web", 50, 30)
                .guest("db", 200, 30)
                .needs("web", "db")
                .guest("big", 250, 30)
                .guest("small", 240, 30)
                .plan()
                .budget();
        assertThat(budget.guests()).isEqualTo(Duration.ofSeconds(250));
        assertThat(Stream.concat(budget.breaks().stream(), budget.tied().stream()))
                .containsExactlyInAnyOrder("web", "db", "big");
        assertThat(budget.decidedBy("big")).isTrue();
        assertThat(budget.decidedBy("small")).isFalse();
    }

    @Test
    void guestsThatNeedNobodyAllStopLast() {
        Plan plan = new PlanCase().guest("a", 100, 30).guest("b", 50, 30).plan();
        assertThat(stop(plan, "a").latestStart()).isEqualTo(at(800));
        assertThat(stop(plan, "b").latestStart()).isEqualTo(at(850));
    }

    @Test
    void savesOnOneVolumeFollowEachOther() {
        Plan plan = new PlanCase()
                .guest(guest("a", PlanCase.saveBytes(30), "C:"))
                .guest(guest("b", PlanCase.saveBytes(60), "C:"))
                .guest(guest("c", PlanCase.saveBytes(90), "D:"))
                .rule("*", SAVE)
                .plan();
        assertThat(plan.firstStart()).isEqualTo(at(810));
        // Both orders take as long: the shorter save comes last, so that the guests run longer between them.
        assertThat(stop(plan, "b").latestStart()).isEqualTo(at(810));
        assertThat(stop(plan, "b").worstEnd()).isEqualTo(at(870));
        assertThat(stop(plan, "a").latestStart()).isEqualTo(at(870));
        assertThat(stop(plan, "c").latestStart()).isEqualTo(at(810));
    }

    @Test
    void volumeThatTakesTwoSavesAtOnceHoldsNobodyUp() {
        Plan one = twoSavesOn("E:").plan();
        Plan two = twoSavesOn("E:").savesOn("e:", 2).plan();
        Plan other = twoSavesOn("E:").savesOn("F:", 2).plan();
        assertThat(one.stop(id("a")).orElseThrow().latestStart())
                .isNotEqualTo(one.stop(id("b")).orElseThrow().latestStart());
        assertThat(two.stop(id("a")).orElseThrow().latestStart())
                .isEqualTo(two.stop(id("b")).orElseThrow().latestStart());
        assertThat(other.firstStart()).isEqualTo(one.firstStart());
    }

    private static PlanCase twoSavesOn(String volume) {
        return new PlanCase()
                .guest(guest("a", PlanCase.saveBytes(60), volume))
                .guest(guest("b", PlanCase.saveBytes(60), volume))
                .volume(volume, 1L << 40)
                .rule("*", SAVE);
    }

    @Test
    void savesThatShareAVolumeShareItsPace() {
        Plan plan = new PlanCase()
                .guest(guest("a", PlanCase.saveBytes(30), "C:"))
                .guest(guest("b", PlanCase.saveBytes(30), "C:"))
                .rule("*", SAVE)
                .slots(2, 8)
                .plan();
        assertThat(plan.stops()).extracting(PlannedStop::latestStart).containsOnly(at(840).minusMillis(1800));
    }

    @Test
    void noMoreGuestsShutDownAtOnceThanAllowed() {
        Plan plan = new PlanCase()
                .guest("a", 100, 30)
                .guest("b", 100, 30)
                .guest("c", 100, 30)
                .slots(1, 2)
                .plan();
        assertThat(plan.stops()).extracting(PlannedStop::latestStart).containsExactly(at(700), at(800), at(800));
    }

    @Test
    void guestsFallBackToSavingWhenTheirShutdownsDoNotFit() {
        Plan plan = new PlanCase().guest("a", 300, 60).runtime(200).plan();
        assertThat(stop(plan, "a").method()).isEqualTo(SAVE);
        assertThat(stop(plan, "a").why()).contains("falls back from shutdown");
        assertThat(stop(plan, "a").latestStart()).isEqualTo(at(40));
        assertThat(plan.budget().fits()).isTrue();
    }

    @Test
    void equalGuestsSideBySideAllFallBack() {
        Plan plan = new PlanCase()
                .guest(guest("a", PlanCase.saveBytes(30), "C:"))
                .guest(guest("b", PlanCase.saveBytes(30), "D:"))
                .guest(guest("c", PlanCase.saveBytes(30), "C:"))
                .runtime(200)
                .plan();
        assertThat(plan.stops()).extracting(PlannedStop::method).containsOnly(SAVE);
        assertThat(plan.budget().guests()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void onlyAsManyGuestsFallBackAsHaveTo() {
        Plan plan = new PlanCase()
                .guest("short", 50, 30)
                .guest("long", 300, 30)
                .guest("longer", 300, 30)
                .runtime(200)
                .plan();
        assertThat(stop(plan, "short").method()).isEqualTo(SHUTDOWN);
        assertThat(stop(plan, "long").method()).isEqualTo(SAVE);
        assertThat(stop(plan, "longer").method()).isEqualTo(SAVE);
    }

    @Test
    void guestsThatCanBeSavedInTimeAreSavedThoughAnotherCannot() {
        Plan plan = new PlanCase()
                .guest(unsavable(guest("lost")), 300)
                .guest("other", 200, 30)
                .runtime(200)
                .plan();
        assertThat(stop(plan, "other").method()).isEqualTo(SAVE);
        assertThat(plan.budget().fits()).isFalse();
        assertThat(plan.budget().margin()).isEqualTo(Duration.ofSeconds(-200));
    }

    @Test
    void guestWhoseDiskLivesOnAnotherIsShutDownUnlessNothingElseFits() {
        PlanCase host = new PlanCase()
                .guest("initiator", 100, 30)
                .guest("target", 100, 30)
                .livesOn("initiator", "target");
        assertThat(stop(host.runtime(230).plan(), "initiator").method()).isEqualTo(SHUTDOWN);
        assertThat(stop(host.runtime(230).plan(), "target").method()).isEqualTo(SAVE);
        assertThat(stop(host.runtime(229).plan(), "initiator").method()).isEqualTo(SAVE);
    }

    @Test
    void guestFoundToBeAnIscsiInitiatorIsShutDownUnlessNothingElseFits() {
        PlanCase host = new PlanCase()
                .guest(withTrait(guest("initiator"), "iscsi-initiator"), 400)
                .saveWhenItBuys(180);
        assertThat(stop(host.runtime(500).plan(), "initiator").method()).isEqualTo(SHUTDOWN);
        assertThat(stop(host.runtime(499).plan(), "initiator").method()).isEqualTo(SAVE);
    }

    @Test
    void savingIsPreferredWhereItBuysEnough() {
        PlanCase host = new PlanCase().guest("slow", 240, 60);
        assertThat(stop(host.saveWhenItBuys(180).plan(), "slow").method()).isEqualTo(SHUTDOWN);
        assertThat(stop(host.saveWhenItBuys(179).plan(), "slow").method()).isEqualTo(SAVE);
        assertThat(stop(host.saveWhenItBuys(0).plan(), "slow").method()).isEqualTo(SHUTDOWN);
    }

    @Test
    void shutdownThatWasNeverMeasuredIsNotReplacedByASaveThatFitsAsWell() {
        Plan plan = new PlanCase().guest(guest("new")).saveWhenItBuys(60).plan();
        assertThat(stop(plan, "new").method()).isEqualTo(SHUTDOWN);
        assertThat(stop(plan, "new").latestStart()).isEqualTo(at(600));
        assertThat(stop(plan, "new").time().samples()).isZero();
    }

    @Test
    void guestIsTurnedOffOnlyIfThePolicyAllowsItAndNothingElseFits() {
        PlanCase host = new PlanCase().guest(unsavable(guest("test")), 300);
        assertThat(stop(host.runtime(200).plan(), "test").method()).isEqualTo(SHUTDOWN);
        host.rule("test", TURN_OFF, SHUTDOWN);
        // Up to 150 s and a part of the reserve the usual case still fits: until then it may end by itself.
        assertThat(stop(host.runtime(400).plan(), "test").method()).isEqualTo(SHUTDOWN);
        assertThat(stop(host.runtime(399).plan(), "test").method()).isEqualTo(SHUTDOWN);
        assertThat(stop(host.runtime(150).plan(), "test").method()).isEqualTo(TURN_OFF);
    }

    @Test
    void guestThatMayHangIsSavedFromTheStartWhereThatCostsLess() {
        PlanCase host = new PlanCase().hanging("mail", 60, 30, 0.02).saveWhenItBuys(3600);
        Plan plan = host.plan();
        assertThat(stop(plan, "mail").method()).isEqualTo(SAVE);
        assertThat(stop(plan, "mail").why()).contains("one in 50 of its shutdowns would hang");
        assertThat(stop(host.savesHung(true).plan(), "mail").method()).isEqualTo(SHUTDOWN);
        assertThat(stop(host.savesHung(false).saveWhenItBuys(0).plan(), "mail").method())
                .isEqualTo(SHUTDOWN);
    }

    @Test
    void fallingLoadAddsToTheBatteryAndTheBudgetSaysHowMuch() {
        PlanCase host = new PlanCase().guest("a", 100, 30).rule(wattsOf("a", 100));
        Budget flat = host.plan().budget();
        Plan plan = host.load(300).plan();
        Budget budget = plan.budget();
        assertThat(flat.loadCredit()).isZero();
        // From the guest's end at worst until the battery is empty 100 s pass at (200/300)^1.12 of the pace: 57.6 s
        // more last 90.7 s.
        assertThat(budget.loadCredit()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(40));
        assertThat(budget.available()).isEqualTo(flat.available().plus(budget.loadCredit()));
        assertThat(plan.commitPoint()).isEqualTo(at(900).plus(budget.loadCredit()));
    }

    @Test
    void batteryTooSmallForAnyMethodMakesAnEmergency() {
        Plan plan =
                new PlanCase().guest(unsavable(guest("big")), 600).runtime(150).plan();
        assertThat(plan.emergency()).isTrue();
        assertThat(new PlanCase().guest("a", 100, 30).plan().emergency()).isFalse();
    }

    @Test
    void guestWithoutIntegrationServicesIsSaved() {
        Plan plan = new PlanCase().guest(mute(guest("old"))).plan();
        assertThat(stop(plan, "old").method()).isEqualTo(SAVE);
        assertThat(stop(plan, "old").why()).contains("does not answer (no contact)");
    }

    @Test
    void pausedGuestIsSavedSinceItCannotHearARequest() {
        Plan plan = new PlanCase()
                .guest(guest("idle").withState(GuestState.PAUSED), 20)
                .plan();
        assertThat(stop(plan, "idle").method()).isEqualTo(SAVE);
    }

    @Test
    void guestThatCannotBeStoppedByAnyMethodIsLeftWithTheReasons() {
        Plan plan = new PlanCase().guest(mute(unsavable(guest("gpu")))).plan();
        assertThat(plan.stops()).isEmpty();
        assertThat(plan.left()).singleElement().satisfies(left -> assertThat(left.why())
                .contains("does not answer")
                .contains("GPU"));
    }

    @Test
    void guestsThatOthersDecideOverAreLeft() {
        Plan plan = new PlanCase()
                .guest(clustered(guest("moves")))
                .guest(guest("mine"))
                .rule(untouched("mine"))
                .guest(guest("odd").withState(GuestState.UNKNOWN))
                .plan();
        assertThat(plan.stops()).isEmpty();
        assertThat(plan.left()).extracting(LeftAlone::name).containsExactlyInAnyOrder("moves", "mine", "odd");
    }

    @Test
    void guestsThatAreDownAreNotPlannedAndHoldNobody() {
        Plan plan = new PlanCase()
                .guest(guest("off").withState(GuestState.OFF))
                .guest(guest("saved").withState(GuestState.SAVED))
                .guest("db", 100, 30)
                .needs("off", "db")
                .plan();
        assertThat(plan.stops()).extracting(PlannedStop::name).containsExactly("db");
        assertThat(plan.left()).isEmpty();
    }

    @Test
    void savesArePlannedOnlyAsFarAsThereIsRoom() {
        Plan plan = new PlanCase()
                .guest(mute(guest("a", 4_000_000_000L, "C:")))
                .guest(mute(guest("b", 4_000_000_000L, "C:")))
                .volume("C:", 7_000_000_000L)
                .plan();
        assertThat(plan.stops()).extracting(PlannedStop::name).containsExactly("a");
        assertThat(plan.left()).singleElement().satisfies(left -> assertThat(left.why())
                .contains("no room on C:"));
    }

    @Test
    void roomIsForGuestsThatHaveToBeSavedBeforeThoseThatCouldShutDown() {
        Plan plan = new PlanCase()
                .guest(guest("fine", 4_000_000_000L, "C:"), 30)
                .guest(mute(guest("mute", 4_000_000_000L, "C:")))
                .volume("C:", 7_000_000_000L)
                .plan();
        assertThat(stop(plan, "mute").method()).isEqualTo(SAVE);
        assertThat(stop(plan, "fine").method()).isEqualTo(SHUTDOWN);
        assertThat(plan.left()).isEmpty();
    }

    @Test
    void volumeOfUnknownRoomTakesEverySave() {
        Plan plan = new PlanCase().guest(mute(guest("a"))).volume("C:", -1).plan();
        assertThat(plan.stops()).hasSize(1);
    }

    @Test
    void otherServersOnTheUpsBringTheFirstStopForward() {
        Plan plan = new PlanCase()
                .guest("a", 100, 30)
                .other("nas", 400)
                .other("switch", 20)
                .plan();
        assertThat(plan.firstStart()).isEqualTo(at(500));
        assertThat(stop(plan, "a").latestStart()).isEqualTo(at(800));
        assertThat(plan.budget().guests()).isEqualTo(Duration.ofSeconds(400));
    }

    @Test
    void guestThatWasAskedCountsWithWhatItHasLeft() {
        Plan plan = new PlanCase()
                .guest(guest("web", 1, "C:").withState(GuestState.STOPPING), 100)
                .guest("db", 200, 30)
                .needs("web", "db")
                .asked("web", SHUTDOWN, 70)
                .plan();
        assertThat(stop(plan, "web").latestStart()).isEqualTo(at(670));
        assertThat(stop(plan, "web").requestedAt()).isEqualTo(at(-70));
        assertThat(stop(plan, "web").worstEnd()).isEqualTo(at(30));
        assertThat(plan.budget().guests()).isEqualTo(Duration.ofSeconds(230));
    }

    @Test
    void guestThatOverrunsIsGivenAQuarterOfItsTimeAgain() {
        Plan plan = new PlanCase()
                .guest(guest("web", 1, "C:").withState(GuestState.STOPPING), 100)
                .asked("web", SHUTDOWN, 500)
                .plan();
        assertThat(plan.budget().guests()).isEqualTo(Duration.ofSeconds(25));
    }

    @Test
    void guestsThatHangTakeNoPlaceFromOthers() {
        Plan plan = new PlanCase()
                .guest(guest("hung", 1, "C:").withState(GuestState.STOPPING), 100)
                .asked("hung", SHUTDOWN, 500)
                .guest("a", 100, 30)
                .slots(1, 1)
                .plan();
        assertThat(plan.budget().guests()).isEqualTo(Duration.ofSeconds(100));
    }

    @Test
    void guestThatSomebodyElseStopsIsWaitedFor() {
        Plan plan = new PlanCase()
                .guest(guest("web", 1, "C:").withState(GuestState.STOPPING), 100)
                .guest("db", 200, 30)
                .needs("web", "db")
                .plan();
        assertThat(plan.budget().guests()).isEqualTo(Duration.ofSeconds(300));
    }

    @Test
    void shorterBatteryMovesEveryStartByAsMuch() {
        PlanCase host = new PlanCase().guest("web", 50, 30).guest("db", 200, 30).needs("web", "db");
        Plan full = host.plan();
        Plan less = host.runtime(900).plan();
        for (PlannedStop stop : less.stops()) {
            assertThat(stop.latestStart())
                    .isEqualTo(stop(full, stop.name()).latestStart().minusSeconds(100));
        }
    }

    @Test
    void leastTimeIsTheGuestsOwnStopAndThoseOfItsServersByTheirMedians() {
        Plan plan = new PlanCase()
                .guest("web", 50, 30)
                .guest("app", 100, 30)
                .guest("db", 200, 30)
                .needs("web", "app")
                .needs("app", "db")
                .plan();
        assertThat(stop(plan, "web").leastTime()).isEqualTo(Duration.ofSeconds(350));
        assertThat(stop(plan, "db").leastTime()).isEqualTo(Duration.ofSeconds(200));
    }

    @Test
    void hardLimitLeavesTheHostItsTimeByTheMiddleEstimate() {
        assertThat(new PlanCase().guest("a", 100, 30).plan().hardLimit()).isEqualTo(at(940));
    }

    @Test
    void chainOfThousandsIsPlannedWithoutRecursion() {
        PlanCase host = new PlanCase().runtime(40_000);
        for (int i = 0; i < 4000; i++) {
            host.guest(unsavable(guest("g" + i)));
            if (i > 0) {
                host.needs("g" + (i - 1), "g" + i);
            }
        }
        Plan plan = host.plan();
        assertThat(plan.budget().guests()).isEqualTo(Duration.ofMinutes(5 * 4000));
        assertThat(stop(plan, "g0").leastTime()).isEqualTo(Duration.ofMinutes(2 * 4000));
    }

    private static GuestRule wattsOf(String name, double watts) {
        return new GuestRule(name, List.of(SHUTDOWN), List.of(), 1, false, new GuestRule.Told(null, watts, null));
    }

    private static PlannedStop stop(Plan plan, String name) {
        return plan.stop(id(name)).orElseThrow();
    }

    private static Instant at(int second) {
        return T0.plusSeconds(second);
    }

    @Test
    void aSaveOfAGuestThatMayHaveGuestsOfItsOwnIsTriedOnlyWhereItCannotBeShutDown() {
        Guest heard = withObstacle(guest("heard"), "nested-virtualization");
        Guest mute = withObstacle(mute(guest("mute")), "nested-virtualization");
        Guest gpu = withObstacle(mute(guest("gpu")), "gpu-partition");

        Plan plan = new PlanCase().guest(heard).guest(mute).guest(gpu).plan();

        assertThat(plan.stop(heard.id()).orElseThrow().method()).isEqualTo(SHUTDOWN);
        assertThat(plan.stop(mute.id()).orElseThrow().method()).isEqualTo(SAVE);
        assertThat(plan.left()).extracting(LeftAlone::name).containsExactly("gpu");
    }
}
