package dev.lastwatt.core.outage;

import static dev.lastwatt.core.guest.StopMethod.SAVE;
import static dev.lastwatt.core.guest.StopMethod.SHUTDOWN;
import static dev.lastwatt.core.guest.StopMethod.TURN_OFF;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.guest.Dependency.Kind;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.OperatingSystem;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.core.policy.GuestRule;
import dev.lastwatt.core.policy.OtherServer;
import dev.lastwatt.core.policy.ShedTier;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.fake.Guests;
import dev.lastwatt.fake.OutageWorld;
import dev.lastwatt.fake.OutageWorld.Ask;
import dev.lastwatt.port.ActionAnswer;
import dev.lastwatt.port.HostPower;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole outages, second by second: a battery of 1000 s of which 800 are trusted, 60 s for the host, 40 s in reserve. */
class OutageTest {

    private static final List<StopMethod> BOTH = List.of(SHUTDOWN, SAVE);

    private final OutageWorld world = new OutageWorld();

    /** The host is planned with a minute; its usual time is the 1.75th part. */
    private static final double HOSTS_USUAL_TIME = 60 / 1.75;

    @Test
    void dipOfTenSecondsDoesNothing() {
        chain().armed().fail().seconds(10);
        assertThat(world.state().phase()).isEqualTo(Phase.RIDING_THROUGH);
        world.mains = true;
        world.seconds(120);
        assertThat(world.state()).isEqualTo(new OutageState.OnLine());
        assertThat(world.asks).isEmpty();
        assertThat(world.facts(Fact.OfRun.class)).isEmpty();
    }

    @Test
    void everythingRunsUntilTheLatestStartAndThenStopsInOrder() {
        chain().armed().fail();
        int failed = world.now() + 1;
        world.until(() -> world.hostIsAsked(), 1000);
        // The bound is some 35 s below the truth of 999 s by then; the chain of three bounds of about 77 s each ends
        // 100 s before.
        assertThat(world.askedAt("web") - failed).isBetween(600, 650);
        assertThat(world.askedAt("app") - world.askedAt("web")).isBetween(60, 80);
        assertThat(world.askedAt("db") - world.askedAt("app")).isBetween(60, 80);
        assertThat(world.asks).extracting(Ask::method).containsOnly(SHUTDOWN);
        assertThat(world.states("web", "app", "db")).containsOnly(GuestState.OFF);
        assertThat(world.now() - failed).isLessThan(900);
    }

    @Test
    void guestsThatThePolicyShedsAreStoppedEarlyForTheOthersToRunLonger() {
        world.guest("main", 60);
        world.guest("test", 60);
        world.watts = 400.0;
        world.draws.put("test", 160.0);
        world.rules.add(new GuestRule(
                "test", BOTH, List.of(), 1, false, new GuestRule.Told(null, 160.0, OperatingSystem.WINDOWS)));
        world.shedding.add(new ShedTier(List.of("test"), Duration.ofMinutes(2), Duration.ofMinutes(1)));
        world.armed().fail();
        int failed = world.now() + 1;
        world.until(() -> !world.asks.isEmpty(), 200);
        assertThat(world.askedAt("test") - failed).isBetween(118, 122);
        world.until(() -> world.hostIsAsked(), 2000);
        // Without it the host goes down some 890 s after the failure at the latest.
        assertThat(world.askedAt("main") - failed).isBetween(1000, 1300);
        assertThat(world.states("main", "test")).containsOnly(GuestState.OFF);
        assertThat(world.left).isGreaterThan(60);
    }

    @Test
    void aGuestThatWasShedComesBackWithTheMains() {
        world.guest("main", 60);
        world.guest("test", 60);
        world.watts = 400.0;
        world.draws.put("test", 160.0);
        world.rules.add(new GuestRule("test", BOTH, List.of(), 1, false, new GuestRule.Told(null, 160.0, null)));
        world.shedding.add(new ShedTier(List.of("test"), Duration.ofMinutes(2), Duration.ofMinutes(1)));
        world.armed().fail().seconds(300);
        assertThat(world.states("main", "test")).containsExactly(GuestState.RUNNING, GuestState.OFF);
        world.mains = true;
        world.until(() -> world.starts.contains("test"), 600);
        assertThat(world.asks("main")).isEmpty();
        assertThat(world.hostIsAsked()).isFalse();
    }

    @Test
    void holdingChangesNothing() {
        chain().armed().fail().seconds(440);
        assertThat(world.state().phase()).isEqualTo(Phase.HOLDING);
        assertThat(world.asks).isEmpty();
    }

    @Test
    void serviceThatIsNotArmedNeverActs() {
        chain().seconds(3);
        world.fail().seconds(400);
        world.flags.add(StatusFlag.LB);
        world.flags.add(StatusFlag.FSD);
        world.seconds(700);
        assertThat(world.asks).isEmpty();
        assertThat(world.hostAsked).isEmpty();
        assertThat(world.facts(Fact.OfRun.class)).isEmpty();
    }

    @Test
    void lowBatteryActsAtOnceEvenWhileRidingThrough() {
        chain().armed();
        world.reportedCharge = null;
        world.flags.add(StatusFlag.LB);
        world.fail().seconds(1);
        assertThat(world.asks).extracting(Ask::name).containsExactly("web");
        world.until(() -> world.hostIsAsked(), 300);
        assertThat(world.asks).extracting(Ask::name).containsExactly("web", "app", "db");
        assertThat(world.askedAt("app") - world.askedAt("web")).isLessThanOrEqualTo(62);
    }

    @Test
    void lowBatteryAtFullChargeActsOnlyAfterTenSeconds() {
        chain().armed();
        world.reportedCharge = 95.0;
        world.fail().seconds(30);
        world.flags.add(StatusFlag.LB);
        world.seconds(10);
        assertThat(world.asks).isEmpty();
        world.seconds(1);
        assertThat(world.asks).hasSize(1);
    }

    @Test
    void lowBatteryFlagThatFlickersDoesNothing() {
        chain().armed();
        world.reportedCharge = 95.0;
        world.fail().seconds(30);
        for (int i = 0; i < 10; i++) {
            world.flags.add(StatusFlag.LB);
            world.seconds(3);
            world.flags.remove(StatusFlag.LB);
            world.seconds(1);
        }
        assertThat(world.asks).isEmpty();
    }

    @Test
    void forcedShutdownThatBeginsOnLineIsARun() {
        chain().armed();
        world.flags.add(StatusFlag.FSD);
        world.seconds(1);
        assertThat(world.asks).extracting(Ask::name).containsExactly("web");
        assertThat(world.facts(Fact.RunBegan.class)).singleElement().satisfies(f -> assertThat(f.cause())
                .isEqualTo("forced shutdown"));
    }

    @Test
    void forcedShutdownKeepsItsGraceWhenTheMasterIsGone() {
        world.guest("web", 60).hangs = true;
        world.armed();
        world.flags.add(StatusFlag.FSD);
        world.seconds(3);
        world.contact = false;
        world.until(() -> world.hostIsAsked(), 120);
        assertThat(world.hostAsked).hasSize(1);
    }

    @Test
    void forcedShutdownAtFirstContactDoesNothing() {
        chain();
        world.flags.add(StatusFlag.FSD);
        world.armed().seconds(600);
        assertThat(world.asks).isEmpty();
        assertThat(world.engine().snapshot().alarms()).anyMatch(a -> a.contains("FSD"));
    }

    @Test
    void contactLostOnLineNeverActs() {
        chain().armed();
        world.contact = false;
        world.seconds(7200);
        assertThat(world.asks).isEmpty();
        assertThat(world.facts(Fact.OfRun.class)).isEmpty();
    }

    @Test
    void contactLostOnBatteryCountsOn() {
        chain().armed().fail().seconds(5);
        world.contact = false;
        world.until(() -> world.hostIsAsked(), 800);
        assertThat(world.asks).extracting(Ask::name).containsExactly("web", "app", "db");
    }

    @Test
    void contactLostOnBatteryCountsOnAfterARestartToo() {
        chain().armed().fail().seconds(60);
        world.contact = false;
        world.seconds(10);
        world.kill();
        world.until(() -> world.hostIsAsked(), 800);
        assertThat(world.asks).extracting(Ask::name).containsExactly("web", "app", "db");
    }

    @Test
    void guestThatHangsHoldsNeitherTheOthersNorTheHost() {
        world.concurrentShutdowns = 1;
        world.guest("hung", 100).hangs = true;
        world.guest("a", 60);
        world.guest("b", 60);
        world.armed().fail();
        world.until(() -> world.hostIsAsked(), 1000);
        assertThat(world.states("a", "b")).containsOnly(GuestState.OFF);
        assertThat(world.states("hung")).containsOnly(GuestState.STOPPING);
        assertThat(world.asks("hung")).extracting(Ask::method).containsExactly(StopMethod.SHUTDOWN, StopMethod.SAVE);
        assertThat(world.facts(Fact.GuestGivenUp.class)).singleElement().satisfies(f -> assertThat(f.why())
                .contains("stopping"));
        // The host needs 60 s of what the battery likely has, and a gauge is not believed to the second.
        assertThat(world.left).isGreaterThanOrEqualTo(58);
    }

    @Test
    void hardLimitWaitsForSeveralGuestsThatAreAboutToBeDown() {
        barelyTooLate("a", "b", "c");
        world.until(() -> world.hostIsAsked(), 1000);
        assertThat(world.states("a", "b", "c")).containsOnly(GuestState.OFF);
    }

    @Test
    void hardLimitWaitsSecondsForOneGuestThatIsAboutToBeDown() {
        barelyTooLate("a");
        world.until(() -> world.hostIsAsked(), 1000);
        assertThat(world.states("a")).containsOnly(GuestState.OFF);
        assertThat(world.left).isBetween(48.0, 61.0);
    }

    @Test
    void hardLimitDoesNotRiskTheHostForAGuestThatHangs() {
        barelyTooLate("a");
        world.guest("a").hangs = true;
        world.until(() -> world.hostIsAsked(), 1000);
        assertThat(world.states("a")).containsOnly(GuestState.STOPPING);
        assertThat(world.left).isGreaterThan(HOSTS_USUAL_TIME);
    }

    /** Begun at once, and not down yet when the battery leaves just the time for the host. */
    private void barelyTooLate(String... names) {
        world.full = 113;
        world.left = 113;
        for (String name : names) {
            world.guest(name, 40).takes(42);
            world.rules.add(Guests.rule(name, SHUTDOWN));
        }
        world.armed().fail();
    }

    @Test
    void softOrderIsGivenUpAtTheLastChanceWhenAClientHangs() {
        chain();
        world.guest("web").hangs = true;
        world.armed().fail();
        world.until(() -> world.hostIsAsked(), 1000);
        assertThat(world.states("app", "db")).allMatch(GuestState::isDown);
        assertThat(world.left).isGreaterThan(HOSTS_USUAL_TIME);
    }

    @Test
    void softOrderIsGivenUpAtTheLastChanceWhenAClientStaysBusy() {
        chain();
        world.guest("web").busy = true;
        world.armed().fail();
        world.until(() -> world.hostIsAsked(), 1000);
        assertThat(world.states("app")).allMatch(GuestState::isDown);
        assertThat(world.asks("db")).isNotEmpty();
    }

    @Test
    void hardOrderIsNeverGivenUp() {
        world.guest("initiator", 60).hangs = true;
        world.guest("target", 60);
        world.rules.add(Guests.rule("initiator", List.of(SHUTDOWN), Kind.HARD, "target"));
        world.armed().fail();
        world.until(() -> world.hostIsAsked(), 1000);
        assertThat(world.asks("target")).isEmpty();
        assertThat(world.states("target")).containsOnly(GuestState.RUNNING);
    }

    @Test
    void serverOfAGuestThatIsLeftAloneIsStoppedWhereTheOrderIsSoft() {
        world.guest("web", 60);
        world.guest("db", 60);
        world.rules.add(Guests.untouched("web"));
        world.rules.add(Guests.rule("x", BOTH, Kind.SOFT));
        world.armed().fail();
        world.until(() -> world.hostIsAsked(), 1000);
        assertThat(world.asks).extracting(Ask::name).containsExactly("db");
    }

    @Test
    void diskOfAGuestThatIsLeftAloneIsNotTakenAway() {
        world.guest(Guests.clustered(Guests.guest("initiator")), 60);
        world.guest("target", 60);
        world.guest("switch", 60);
        world.rules.add(Guests.rule("initiator", BOTH, Kind.HARD, "target"));
        world.rules.add(Guests.rule("target", BOTH, Kind.HARD, "switch"));
        world.armed().fail();
        world.until(() -> world.hostIsAsked(), 1000);
        assertThat(world.asks).isEmpty();
        assertThat(world.facts(Fact.GuestGivenUp.class))
                .extracting(Fact.GuestGivenUp::name)
                .containsExactlyInAnyOrder("target", "switch");
        assertThat(world.left).as("the host does not wait for them").isGreaterThan(180);
    }

    @Test
    void guestThatIgnoresTheRequestIsSaved() {
        world.guest("web", 60).ignores = true;
        world.armed().fail();
        world.until(() -> world.hostIsAsked(), 1000);
        assertThat(world.asks("web")).extracting(Ask::method).containsExactly(SHUTDOWN, SAVE);
        assertThat(world.states("web")).containsOnly(GuestState.SAVED);
    }

    @Test
    void guestThatRefusesToShutDownIsSaved() {
        world.guest("web", 60).refusesShutdown = ActionAnswer.Cause.NO_SHUTDOWN_SERVICE;
        world.armed().fail();
        world.until(() -> world.hostIsAsked(), 1000);
        assertThat(world.asks("web")).extracting(Ask::method).containsExactly(SHUTDOWN, SAVE);
        assertThat(world.states("web")).containsOnly(GuestState.SAVED);
    }

    @Test
    void guestThatRefusesEverythingIsGivenUpAndNotTurnedOff() {
        world.guest("web", 60).refusesShutdown = ActionAnswer.Cause.FAILED;
        world.rules.add(Guests.rule("web", SHUTDOWN));
        world.armed().fail();
        world.until(() -> world.hostIsAsked(), 1000);
        assertThat(world.asks).hasSize(1);
        assertThat(world.facts(Fact.GuestGivenUp.class)).hasSize(1);
    }

    @Test
    void guestIsTurnedOffOnlyWhereThePolicyAllowsIt() {
        world.guest("web", 60).refusesShutdown = ActionAnswer.Cause.FAILED;
        world.rules.add(Guests.rule("web", SHUTDOWN, TURN_OFF));
        world.armed().fail();
        world.until(() -> world.hostIsAsked(), 1000);
        assertThat(world.asks).extracting(Ask::method).containsExactly(SHUTDOWN, TURN_OFF);
    }

    @Test
    void guestThatIsBusyIsAskedAgain() {
        world.guest("web", 60).answers.add(new ActionAnswer.Refused(ActionAnswer.Cause.BUSY, "backup"));
        world.guest("web").answers.add(new ActionAnswer.Refused(ActionAnswer.Cause.BUSY, "backup"));
        world.armed().fail();
        world.until(() -> world.hostIsAsked(), 1000);
        assertThat(world.asks("web")).hasSize(3);
        assertThat(Duration.between(world.asks.get(0).at(), world.asks.get(1).at()))
                .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(7));
        assertThat(world.states("web")).allMatch(GuestState::isDown);
    }

    @Test
    void guestThatStaysTooBusyToShutDownIsSavedWhenItsShutdownFitsNoLonger() {
        world.guest("web", 60).refusesShutdown = ActionAnswer.Cause.BUSY;
        world.armed().fail();
        world.until(() -> world.hostIsAsked(), 1000);
        assertThat(world.states("web")).containsOnly(GuestState.SAVED);
    }

    @Test
    void requestWithoutAnAnswerIsRepeatedOnlyIfTheGuestStillRuns() {
        world.guest("deaf", 60).answers.add(new ActionAnswer.Unanswered("timeout"));
        world.guest("fine", 60);
        world.armed().fail();
        world.until(() -> world.hostIsAsked(), 1000);
        assertThat(world.asks("deaf")).hasSize(2);
        assertThat(world.asks("fine")).hasSize(1);
    }

    @Test
    void saveWithoutAnAnswerIsRepeatedAlthoughItTakesItsOwnPlace() {
        world.guest("old", 60).answers.add(new ActionAnswer.Unanswered("timeout"));
        world.rules.add(Guests.rule("old", SAVE));
        world.armed().fail();
        world.until(() -> world.hostIsAsked(), 1000);
        assertThat(world.asks("old")).hasSize(2);
        assertThat(world.states("old")).containsOnly(GuestState.SAVED);
    }

    @Test
    void hostThatRefusesToGoDownIsAskedAgain() {
        chain();
        world.hostAnswers.add(new HostPower.Answer.Refused("a shutdown is in progress"));
        world.armed().fail();
        world.until(() -> world.hostAsked.size() == 2, 1000);
        assertThat(Duration.between(world.hostAsked.get(0), world.hostAsked.get(1)))
                .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(11));
        world.seconds(60);
        assertThat(world.hostAsked).hasSize(2);
        assertThat(world.state().phase()).isEqualTo(Phase.OFF);
    }

    @Test
    void otherServersHoldTheHostBackUntilTheyHadTheirTime() {
        world.others.add(new OtherServer("nas", Duration.ofSeconds(200)));
        world.guest("web", 10);
        world.armed().fail();
        world.until(() -> world.hostIsAsked(), 1000);
        Fact.RunBegan began = world.facts(Fact.RunBegan.class).get(0);
        assertThat(Duration.between(began.at(), world.hostAsked.get(0)))
                .isBetween(Duration.ofSeconds(199), Duration.ofSeconds(201));
    }

    @Test
    void guestThatAppearsInARunIsStoppedToo() {
        chain().armed().fail();
        world.until(() -> !world.asks.isEmpty(), 1000);
        world.guest("late", 30);
        world.until(() -> world.hostIsAsked(), 1000);
        assertThat(world.states("late")).containsOnly(GuestState.OFF);
    }

    @Test
    void guestThatSomebodyStartsAgainInARunIsStoppedAgain() {
        chain().armed().fail();
        world.until(() -> world.states("web").contains(GuestState.OFF), 1000);
        world.seconds(2);
        world.guest("web").state = GuestState.RUNNING;
        world.until(() -> world.hostIsAsked(), 1000);
        assertThat(world.asks("web")).hasSize(2);
        assertThat(world.states("web")).allMatch(GuestState::isDown);
    }

    @Test
    void hostGoesDownWithoutTheHypervisorWhenStopsAreDue() {
        chain().armed().fail().seconds(100);
        world.hypervisor = false;
        world.until(() -> world.hostIsAsked(), 1000);
        assertThat(world.asks).isEmpty();
        assertThat(world.left).isBetween(340.0, 400.0);
    }

    @Test
    void hypervisorThatComesBackInTimeChangesNothing() {
        chain().armed().fail();
        world.until(() -> world.asks.size() == 1, 1000);
        world.hypervisor = false;
        world.seconds(20);
        world.hypervisor = true;
        world.until(() -> world.hostIsAsked(), 1000);
        assertThat(world.states("web", "app", "db")).containsOnly(GuestState.OFF);
    }

    @Test
    void oneOddRuntimeDoesNotBringTheHostDown() {
        chain().armed().fail().seconds(100);
        double truth = world.left;
        world.left = 10;
        world.seconds(1);
        world.left = truth;
        world.seconds(30);
        assertThat(world.asks).isEmpty();
        assertThat(world.hostAsked).isEmpty();
    }

    @Test
    void runtimesThatStandForNothingNeitherBeginNorDelayAnOutagesStops() {
        chain();
        world.sentinels = new int[] {65_535, 0, -1, 43_200, 0, 65_535, 1};
        world.armed().fail();
        world.until(world::hostIsAsked, 1000);
        assertThat(world.states("web", "app", "db")).allMatch(GuestState::isDown);
        assertThat(world.asks.get(0).at())
                .isAfter(world.facts(Fact.PowerChanged.class).get(1).at().plusSeconds(120));
        assertThat(world.left).isGreaterThan(60);
    }

    private OutageWorld chain() {
        world.guest("web", 60);
        world.guest("app", 60);
        world.guest("db", 60);
        world.rules.add(Guests.rule("web", BOTH, Kind.SOFT, "app"));
        world.rules.add(Guests.rule("app", BOTH, Kind.SOFT, "db"));
        return world;
    }
}
