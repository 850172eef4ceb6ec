package dev.lastwatt.core.outage;

import static dev.lastwatt.core.guest.StopMethod.SAVE;
import static dev.lastwatt.core.guest.StopMethod.SHUTDOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.guest.Dependency.Kind;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.core.journal.RunOutcome;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.fake.Guests;
import dev.lastwatt.fake.OutageWorld;
import dev.lastwatt.fake.OutageWorld.Ask;
import dev.lastwatt.port.ActionAnswer;
import dev.lastwatt.port.HostPower;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The mains return before the commit point; or after it, in another boot of the host. */
class RecoveryTest {

    private final OutageWorld world = new OutageWorld();

    @BeforeEach
    void chainOfThreeAndOneThatIsOffAnyway() {
        world.guest("web", 60);
        world.guest("app", 60);
        world.guest("db", 60);
        world.guest("archive", 60).state = GuestState.OFF;
        world.rules.add(Guests.rule("web", List.of(SHUTDOWN, SAVE), Kind.SOFT, "app"));
        world.rules.add(Guests.rule("app", List.of(SHUTDOWN, SAVE), Kind.SOFT, "db"));
        world.armed().fail();
    }

    @Test
    void mainsThatReturnForLessThanTheHoldPauseTheRun() {
        world.until(() -> world.asks.size() == 1, 1000);
        world.mains = true;
        world.seconds(25);
        assertThat(world.asks).hasSize(1);
        world.fail();
        world.until(() -> world.hostIsAsked(), 1000);
        assertThat(world.asks).extracting(Ask::name).containsExactly("web", "app", "db");
        assertThat(world.facts(Fact.RunBegan.class)).hasSize(1);
    }

    @Test
    void mainsThatHoldBringBackWhatThisRunStoppedAndNoOther() {
        world.until(() -> world.asks.size() == 2, 1000);
        world.mains = true;
        world.until(() -> world.state().phase() == Phase.RECOVERING, 40);
        world.charging = 5;
        world.until(() -> world.state().phase() == Phase.ON_LINE, 3000);
        assertThat(world.starts).containsExactly("app", "web");
        assertThat(world.states("web", "app", "db")).containsOnly(GuestState.RUNNING);
        assertThat(world.states("archive")).containsOnly(GuestState.OFF);
        assertThat(world.facts(Fact.RunEnded.class)).singleElement().satisfies(f -> assertThat(f.outcome())
                .isEqualTo(RunOutcome.CANCELLED));
    }

    @Test
    void nothingIsStartedBeforeTheBatteryCouldCarryABootAndAFullStop() {
        world.until(() -> world.asks.size() == 2, 1000);
        world.mains = true;
        world.charging = 0;
        world.seconds(600);
        assertThat(world.starts).isEmpty();
        assertThat(world.state().phase()).isEqualTo(Phase.RECOVERING);
        // Two minutes for the boot, about 77 s for each guest of the chain, 100 s for host and reserve; of one
        // runtime on the mains about six tenths are trusted.
        world.left = 400;
        world.seconds(1);
        assertThat(world.starts).isEmpty();
        world.left = 680;
        world.seconds(1);
        assertThat(world.starts).containsExactly("app");
    }

    @Test
    void serverIsUpBeforeItsClientIsStarted() {
        world.until(() -> world.asks.size() == 2, 1000);
        world.mains = true;
        world.charging = 5;
        world.until(() -> world.starts.size() == 1, 1000);
        world.seconds(19);
        assertThat(world.starts).containsExactly("app");
        world.seconds(3);
        assertThat(world.starts).containsExactly("app", "web");
    }

    @Test
    void mainsThatFailAgainInRecoveryLetTheRunGoOn() {
        world.until(() -> world.asks.size() == 2, 1000);
        world.mains = true;
        world.charging = 5;
        world.until(() -> world.starts.size() == 1, 1000);
        world.charging = 1;
        world.fail();
        world.until(() -> world.hostIsAsked(), 1000);
        assertThat(world.states("web", "app", "db")).allMatch(GuestState::isDown);
        assertThat(world.asks("web")).hasSize(1);
        assertThat(world.asks("app")).hasSize(2);
        assertThat(world.facts(Fact.RunBegan.class)).hasSize(1);
    }

    @Test
    void guestThatDidNotStartBeforeTheMainsFailedAgainIsStillBroughtBackInTheEnd() {
        world.until(() -> world.asks.size() == 2, 1000);
        world.mains = true;
        world.charging = 5;
        world.until(() -> world.state().phase() == Phase.RECOVERING, 40);
        world.guest("app").answers.add(new ActionAnswer.Refused(ActionAnswer.Cause.FAILED, "not now"));
        world.until(() -> world.starts.size() == 1, 1000);
        world.fail().seconds(5);
        assertThat(world.state().phase()).isEqualTo(Phase.STOPPING);
        world.mains = true;
        world.until(() -> world.state().phase() == Phase.ON_LINE, 3000);
        assertThat(world.states("web", "app", "db")).containsOnly(GuestState.RUNNING);
    }

    @Test
    void guestThatIsGoneDoesNotKeepTheRunOpen() {
        world.until(() -> world.asks.size() == 2, 1000);
        world.mains = true;
        world.charging = 5;
        world.until(() -> world.state().phase() == Phase.RECOVERING, 40);
        world.guests.remove(Guests.id("app"));
        world.until(() -> world.state().phase() == Phase.ON_LINE, 3000);
        assertThat(world.states("web")).containsOnly(GuestState.RUNNING);
    }

    @Test
    void guestThatIsStillOnItsWayDownIsBroughtBackToo() {
        world.guest("web").takes(200);
        world.until(() -> world.asks.size() == 1, 1000);
        world.mains = true;
        world.charging = 5;
        world.until(() -> world.state().phase() == Phase.ON_LINE, 3000);
        assertThat(world.states("web")).containsOnly(GuestState.RUNNING);
        assertThat(world.starts).containsExactly("web");
    }

    @Test
    void disarmingBeforeTheCommitPointEndsTheRun() {
        world.until(() -> world.asks.size() == 1, 1000);
        world.engine().disarm(null, "test", "");
        world.seconds(900);
        assertThat(world.asks).hasSize(1);
        assertThat(world.hostAsked).isEmpty();
        assertThat(world.facts(Fact.RunEnded.class)).hasSize(1);
    }

    @Test
    void disarmingAfterTheCommitPointChangesNothing() {
        world.hostAnswers.add(new HostPower.Answer.Refused("busy"));
        world.until(() -> world.hostIsAsked(), 1000);
        world.engine().disarm(null, "test", "");
        world.until(() -> world.hostAsked.size() == 2, 20);
        assertThat(world.facts(Fact.RunEnded.class)).isEmpty();
    }

    @Test
    void afterAnotherBootTheRunIsClosedAndItsGuestsAreBroughtBack() {
        world.until(() -> world.hostIsAsked(), 1000);
        world.seconds(2);
        world.hostIsDown = true;
        world.passWithoutTheService(600);
        world.reboot("boot-2");
        world.charging = 5;
        world.until(() -> world.state().phase() == Phase.ON_LINE && world.starts.size() == 3, 3000);
        assertThat(world.starts).containsExactly("db", "app", "web");
        assertThat(world.hostAsked).hasSize(1);
        assertThat(world.facts(Fact.RunEnded.class)).singleElement().satisfies(f -> assertThat(f.outcome())
                .isEqualTo(RunOutcome.COMPLETED));
        assertThat(world.facts(Fact.BroughtBack.class)).hasSize(1);
        int measured = world.samples.all().size();
        world.kill();
        world.seconds(60);
        assertThat(world.starts).hasSize(3);
        assertThat(world.samples.all()).hasSize(measured);
    }

    @Test
    void mainsThatFailAgainAfterAnotherBootDoNotLoseTheGuestsThatAreStillDown() {
        world.until(() -> world.hostIsAsked(), 1000);
        world.seconds(2);
        world.reboot("boot-2");
        world.charging = 0;
        world.left = 300;
        world.seconds(60);
        world.fail().seconds(20);
        world.mains = true;
        world.charging = 5;
        world.until(() -> world.facts(Fact.BroughtBack.class).size() == 1, 3000);
        assertThat(world.states("web", "app", "db")).containsOnly(GuestState.RUNNING);
    }

    @Test
    void runThatBeginsWhileAnEarlierOneIsBroughtBackTakesItsGuestsOver() {
        world.until(() -> world.hostIsAsked(), 1000);
        world.seconds(2);
        world.reboot("boot-2");
        world.charging = 0;
        world.guest("archive").state = GuestState.RUNNING;
        world.seconds(60);
        world.flags.add(StatusFlag.LB);
        world.fail().seconds(5);
        world.flags.clear();
        world.kill();
        world.mains = true;
        world.charging = 5;
        world.until(() -> world.facts(Fact.RunEnded.class).size() == 2, 3000);
        assertThat(world.states("web", "app", "db", "archive")).containsOnly(GuestState.RUNNING);
        assertThat(world.facts(Fact.RunBegan.class)).hasSize(2);
    }
}
