package dev.lastwatt.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.core.policy.GuestRule;
import dev.lastwatt.core.policy.RuntimeUnknown;
import dev.lastwatt.core.policy.ShedTier;
import dev.lastwatt.core.power.Battery;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.fake.OutageWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An operator says that power will come; and batteries of which nobody knows how long they last. */
class HoldTest {

    private final OutageWorld world = new OutageWorld();

    /** "test" would be shed two minutes after the failure. */
    private OutageWorld withATierToShed() {
        world.guest("main", 60);
        world.guest("test", 60);
        world.watts = 400.0;
        world.draws.put("test", 160.0);
        world.rules.add(new GuestRule(
                "test",
                List.of(StopMethod.SHUTDOWN, StopMethod.SAVE),
                List.of(),
                1,
                false,
                new GuestRule.Told(null, 160.0, null)));
        world.shedding.add(new ShedTier(List.of("test"), Duration.ofMinutes(2), Duration.ofSeconds(10)));
        return world.armed();
    }

    private Instant in(int seconds) {
        return world.time.now().plusSeconds(seconds);
    }

    private String cause() {
        return world.facts(Fact.RunBegan.class).get(0).cause();
    }

    @Test
    void whatIsHeldIsNotShedBeforeItsEnd() {
        withATierToShed().fail();
        world.seconds(60);
        int failed = world.now() - 60;
        world.engine().hold(in(240), "ann", "a generator is coming");
        world.until(() -> !world.asks.isEmpty(), 600);
        assertThat(world.asks.get(0).name()).isEqualTo("test");
        assertThat(world.askedAt("test") - failed).isBetween(298, 303);
    }

    @Test
    void holdThatEndsEarlierIsHeldNoLonger() {
        withATierToShed().fail();
        world.engine().hold(in(600), "ann", "a generator is coming");
        world.seconds(200);
        assertThat(world.asks).isEmpty();
        world.engine().endHold("ann", "it does not start");
        world.seconds(3);
        assertThat(world.asks("test")).hasSize(1);
    }

    @Test
    void lastSafeStartIsKeptAndSaysThatItCouldNotWait() {
        world.guest("web", 60);
        world.armed().fail();
        OutageWorld free = new OutageWorld();
        free.guest("web", 60);
        free.armed().fail();
        free.until(() -> !free.asks.isEmpty(), 1000);
        world.engine().hold(in(7200), "ann", "a generator is coming");
        world.until(() -> !world.asks.isEmpty(), 1000);
        assertThat(world.askedAt("web")).isEqualTo(free.askedAt("web"));
        assertThat(cause()).contains("the first stop of the plan is due", "although held until", "it cannot wait");
    }

    @Test
    void lowBatteryIsNotHeld() {
        world.guest("web", 60);
        world.armed();
        world.engine().hold(in(7200), "ann", "a generator is coming");
        world.flags.add(StatusFlag.LB);
        world.left = 200;
        world.fail().seconds(15);
        assertThat(world.asks).isNotEmpty();
        assertThat(cause()).contains("although held until");
    }

    @Test
    void holdIsJournaledSeenAndKeptOverARestart() {
        withATierToShed();
        world.engine().hold(in(1200), "ann", "a generator is coming");
        world.seconds(1);
        assertThat(world.facts(Fact.HoldChanged.class)).singleElement().satisfies(f -> {
            assertThat(f.by()).isEqualTo("ann");
            assertThat(f.until()).isEqualTo(world.time.now().plusSeconds(1199));
        });
        assertThat(world.engine().snapshot().alarms())
                .anyMatch(a -> a.startsWith("held until ") && a.contains("ann: a generator is coming"));
        world.fail();
        world.kill();
        world.seconds(180);
        assertThat(world.asks).isEmpty();
        assertThat(world.engine().snapshot().alarms()).anyMatch(a -> a.startsWith("held until "));
        world.until(() -> !world.asks.isEmpty(), 1300);
    }

    @Test
    void timeThatHasPassedOrIsFarOffIsRefused() {
        world.guest("web", 60);
        world.armed();
        for (int seconds : new int[] {-1, 0, 24 * 3600 + 60}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> world.engine().hold(in(seconds), "ann", "why"))
                    .withMessageContaining("24 hours");
        }
        assertThat(world.facts(Fact.HoldChanged.class)).isEmpty();
    }

    private OutageWorld withoutAGauge(RuntimeUnknown unknown) {
        world.gauge = false;
        world.battery = Battery.unknown(Duration.ofMinutes(5));
        world.whenRuntimeUnknown = unknown;
        world.guest("web", 30);
        return world.armed().fail();
    }

    @Test
    void runtimeThatIsAssumedIsPlannedWithUnlessThePolicySaysOtherwise() {
        withoutAGauge(RuntimeUnknown.ASSUME);
        world.until(() -> !world.asks.isEmpty(), 400);
        assertThat(cause()).isEqualTo("the first stop of the plan is due");
    }

    @Test
    void whereNothingTellsTheRuntimeAPolicyMayStopEverythingAfterTheRideThrough() {
        withoutAGauge(RuntimeUnknown.STOP).seconds(14);
        assertThat(world.asks).isEmpty();
        world.seconds(4);
        assertThat(world.asks("web")).hasSize(1);
        assertThat(cause()).contains("nothing tells how long the battery lasts");
        world.until(() -> world.hostIsAsked(), 120);
    }

    @Test
    void thatIsHeldByAnOperatorForAsLongAsTheAssumedRuntimeLasts() {
        withoutAGauge(RuntimeUnknown.ASSUME);
        world.until(() -> !world.asks.isEmpty(), 400);
        OutageWorld held = new OutageWorld();
        held.gauge = false;
        held.battery = Battery.unknown(Duration.ofMinutes(5));
        held.whenRuntimeUnknown = RuntimeUnknown.STOP;
        held.guest("web", 30);
        held.armed();
        held.engine().hold(held.time.now().plusSeconds(7200), "ann", "a generator is coming");
        held.fail();
        held.until(() -> !held.asks.isEmpty(), 400);
        assertThat(held.askedAt("web")).isEqualTo(world.askedAt("web"));
    }

    @Test
    void orMayWaitForTheDeviceToSayThatTheBatteryIsLow() {
        withoutAGauge(RuntimeUnknown.WAIT).seconds(900);
        assertThat(world.asks).isEmpty();
        assertThat(world.state().phase()).isEqualTo(Phase.HOLDING);
        world.flags.add(StatusFlag.LB);
        world.seconds(15);
        assertThat(world.asks("web")).hasSize(1);
    }

    @Test
    void aGaugeIsBelievedWhateverThePolicySaysOfItsAbsence() {
        world.whenRuntimeUnknown = RuntimeUnknown.STOP;
        world.guest("web", 60);
        world.armed().fail().seconds(300);
        assertThat(world.asks).isEmpty();
    }
}
