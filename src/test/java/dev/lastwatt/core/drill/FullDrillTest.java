package dev.lastwatt.core.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.app.DrillProgress;
import dev.lastwatt.app.DrillRequest;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.policy.OtherServer;
import dev.lastwatt.fake.OutageWorld;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rehearsal with the plug pulled, on a service that is not armed. */
class FullDrillTest {

    private final OutageWorld world = new OutageWorld();

    @BeforeEach
    void twoGuests() {
        world.guest("web", 40);
        world.guest("db", 60);
        world.seconds(5);
    }

    @Test
    void thePlanRunsToTheCommitPointAndIsUndoneWhenThePlugIsBackIn() {
        assertThat(full(Duration.ofHours(2), false, false)).isEmpty();
        world.seconds(60);
        world.fail();
        world.until(() -> drill().running() && waitsAtItsCommitPoint(), 2000);
        assertThat(world.states("web", "db")).containsOnly(GuestState.OFF);
        assertThat(world.hostIsAsked()).isFalse();
        world.mains = true;
        world.until(() -> !drill().running(), 3000);

        assertThat(world.states("web", "db")).containsOnly(GuestState.RUNNING);
        assertThat(world.hostIsAsked()).isFalse();
        assertThat(world.facts(Fact.RunIsDrill.class)).hasSize(1);
        assertThat(drill().succeeded()).isTrue();
        assertThat(drill().lines())
                .anyMatch(l -> l.contains("from the plug to the first stop"))
                .anyMatch(l -> l.matches(" *from the first stop to the commit point: 6\\d s"))
                .anyMatch(l -> l.contains("web: 40 s to stop"))
                .anyMatch(l -> l.contains("db: 60 s to stop"))
                .anyMatch(l -> l.contains("to be up again"))
                .anyMatch(l -> l.contains("battery when the commit point is reached") && l.contains("%"))
                .anyMatch(l -> l.contains("the plug is back in"));
    }

    @Test
    void whoStandsAtThePlugSeesEachStepWhenItHappensAndNothingOfTheDrillBefore() {
        world.engine()
                .drill(new DrillRequest(
                        DrillRequest.Kind.GUEST,
                        "web",
                        null,
                        world.time.now().plus(Duration.ofHours(1)),
                        false,
                        false,
                        "test"));
        world.seconds(1);
        world.until(() -> !drill().running(), 600);
        assertThat(full(Duration.ofHours(2), false, false)).isEmpty();
        assertThat(drill().lines()).noneMatch(l -> l.contains("web"));
        world.fail();
        world.until(() -> world.guest("db").state == GuestState.STOPPING, 2000);
        assertThat(drill().lines()).anyMatch(l -> l.contains("db: asked to stop by shutdown"));
        world.until(this::waitsAtItsCommitPoint, 2000);
        assertThat(drill().lines())
                .anyMatch(l -> l.contains("db: down after 60 s"))
                .last()
                .asString()
                .contains("plug the UPS back in");
    }

    @Test
    void pluggedInBeforeTheFirstStopNothingIsTouched() {
        assertThat(full(Duration.ofHours(2), false, false)).isEmpty();
        world.fail().seconds(60);
        world.mains = true;
        world.until(() -> !drill().running(), 100);
        assertThat(world.asks).isEmpty();
        assertThat(drill().lines()).last().asString().contains("before the first stop");
    }

    @Test
    void aPlugThatStaysOutAtTheCommitPointIsRealAndTheHostGoesDownInTime() {
        assertThat(full(Duration.ofHours(2), false, false)).isEmpty();
        world.fail();
        world.until(this::waitsAtItsCommitPoint, 2000);
        world.until(world::hostIsAsked, 2000);
        assertThat(world.left).as("battery for the host's own shutdown").isGreaterThan(60);
        assertThat(world.facts(Fact.HostShutdownAsked.class).get(0).why()).contains("the plug is still out");
    }

    @Test
    void throughTheHostGoesDownAndTheReportComesAfterTheNextBoot() {
        assertThat(full(Duration.ofHours(2), true, false)).isEmpty();
        world.fail();
        world.until(world::hostIsAsked, 2000);
        assertThat(world.facts(Fact.HostShutdownAsked.class).get(0).why()).isEqualTo("every guest is down");
        world.seconds(3);
        world.hostIsDown = true;
        world.passWithoutTheService(300);
        world.left = world.full;
        world.reboot("boot-2");
        world.seconds(2);
        world.until(() -> !drill().running(), 900);
        assertThat(world.states("web", "db")).containsOnly(GuestState.RUNNING);
        assertThat(drill().lines()).anyMatch(l -> l.contains("from the plug to the commit point"));
    }

    @Test
    void nobodyPullsThePlugAndNothingHappens() {
        assertThat(full(Duration.ofMinutes(30), false, false)).isEmpty();
        world.seconds(1805);
        assertThat(drill().running()).isFalse();
        assertThat(drill().succeeded()).isFalse();
        world.fail().seconds(1000);
        assertThat(world.asks)
                .as("an outage after the window, on a service that is not armed")
                .isEmpty();
    }

    @Test
    void aKilledServiceWaitsOnAndAKilledRunGoesOn() {
        assertThat(full(Duration.ofHours(2), false, false)).isEmpty();
        world.seconds(5);
        world.kill();
        world.seconds(5);
        world.fail();
        world.until(() -> world.guest("db").state == GuestState.STOPPING, 2000);
        world.kill();
        world.until(this::waitsAtItsCommitPoint, 200);
        world.kill();
        world.seconds(3);
        assertThat(world.hostIsAsked()).isFalse();
        world.mains = true;
        world.until(() -> !drill().running(), 3000);
        assertThat(world.states("web", "db")).containsOnly(GuestState.RUNNING);
    }

    @Test
    void theCheckListIsRefusedItemByItem() {
        world.kill();
        world.others.add(new OtherServer("backup server", Duration.ofSeconds(30)));
        world.left = 500;
        world.seconds(5);
        world.guest("web").state = GuestState.STOPPING;
        world.seconds(1);
        assertThat(full(Duration.ofMinutes(1), false, false))
                .extracting(Refusal::reason)
                .anyMatch(r -> r.contains("charged to 51 % only"))
                .anyMatch(r -> r.contains("backup server"))
                .anyMatch(r -> r.contains("web is neither up nor down"))
                .anyMatch(r -> r.contains("window is too short"));
        world.fail().seconds(20);
        assertThat(full(Duration.ofHours(2), false, true))
                .extracting(Refusal::reason)
                .contains("the host is on battery");
    }

    @Test
    void whileThePlugIsOutItCannotBeStoppedByACommandBeforeItCan() {
        assertThat(full(Duration.ofHours(2), false, false)).isEmpty();
        world.fail().seconds(20);
        assertThat(world.engine().stopDrill("test")).singleElement().satisfies(r -> assertThat(r.fix())
                .contains("plug"));
        world.mains = true;
        world.until(() -> !drill().running(), 100);
        assertThat(full(Duration.ofHours(2), false, false)).isEmpty();
        world.seconds(1);
        assertThat(world.engine().stopDrill("test")).isEmpty();
        world.seconds(1);
        assertThat(drill().running()).isFalse();
        assertThat(world.asks).isEmpty();
    }

    private boolean waitsAtItsCommitPoint() {
        return world.facts(Fact.BatteryNoted.class).stream()
                .anyMatch(f -> f.moment().contains("commit point"));
    }

    private List<Refusal> full(Duration within, boolean through, boolean othersTold) {
        List<Refusal> refusals = world.engine()
                .drill(new DrillRequest(
                        DrillRequest.Kind.FULL,
                        null,
                        null,
                        world.time.now().plus(within),
                        through,
                        othersTold,
                        "test"));
        world.seconds(1);
        return refusals;
    }

    private DrillProgress drill() {
        return world.engine().snapshot().drill();
    }
}
