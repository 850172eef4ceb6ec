package dev.lastwatt.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.drill.Refusal;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.core.journal.RunId;
import dev.lastwatt.core.outage.Run;
import dev.lastwatt.fake.OutageWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator orders that everything is shut down, and cancels runs. */
class ShutdownOrderTest {

    private final OutageWorld world = new OutageWorld();

    @BeforeEach
    void twoGuests() {
        world.guest("app", 40);
        world.guest("db", 40);
        world.armed();
        world.seconds(10);
    }

    private RunId run() {
        return world.state().running().map(Run::id).orElseThrow();
    }

    private void order() {
        assertThat(world.engine().shutDown("alice", "the room is flooded")).isEmpty();
    }

    @Test
    void onTheMainsEveryGuestIsStoppedAtOnceAndThenTheHost() {
        order();
        world.seconds(2);
        assertThat(world.asks).hasSize(2);
        world.until(world::hostIsAsked, 120);
        assertThat(world.states("app", "db")).doesNotContain(GuestState.RUNNING);
        assertThat(world.facts(Fact.RunBegan.class))
                .singleElement()
                .extracting(Fact.RunBegan::cause)
                .isEqualTo("ordered by alice: the room is flooded");
    }

    @Test
    void cancelledBeforeTheCommitPointItIsUndone() {
        order();
        world.seconds(5);
        assertThat(world.engine().cancelRun(run(), "bob", "false alarm")).isEmpty();
        world.until(() -> world.state().phase() == Phase.ON_LINE, 600);
        assertThat(world.hostIsAsked()).isFalse();
        assertThat(world.states("app", "db")).containsOnly(GuestState.RUNNING);
        assertThat(world.engine().snapshot().arming().armed()).isTrue();
    }

    @Test
    void aServiceThatIsKilledMeanwhileGoesOnWithIt() {
        order();
        world.seconds(5);
        world.kill();
        world.until(world::hostIsAsked, 120);
        assertThat(world.facts(Fact.RunBegan.class)).hasSize(1);
    }

    @Test
    void theNextBootBringsEverythingBackAndKnowsNoOrder() {
        order();
        world.until(world::hostIsAsked, 120);
        world.reboot("boot-2");
        world.until(() -> world.state().phase() == Phase.ON_LINE, 900);
        assertThat(world.states("app", "db")).containsOnly(GuestState.RUNNING);
        world.seconds(60);
        assertThat(world.facts(Fact.RunBegan.class)).hasSize(1);
    }

    @Test
    void aServiceThatIsNotArmedRefusesIt() {
        world.engine().disarm(null, "alice", "maintenance");
        assertThat(world.engine().shutDown("alice", "now"))
                .extracting(Refusal::reason)
                .containsExactly("the service is not armed");
        world.seconds(30);
        assertThat(world.asks).isEmpty();
    }

    @Test
    void disarmingEndsItForGood() {
        order();
        world.seconds(2);
        world.engine().disarm(null, "alice", "stop that");
        world.seconds(5);
        world.engine().arm("alice", "again");
        world.seconds(60);
        assertThat(world.facts(Fact.RunBegan.class)).hasSize(1);
        assertThat(world.hostIsAsked()).isFalse();
    }

    @Test
    void aRunThatTheOutageDemandsIsCancelledByDisarming() {
        world.fail();
        world.until(() -> world.state().phase() == Phase.STOPPING, 1000);
        assertThat(world.engine().cancelRun(run(), "bob", "a generator is here"))
                .isEmpty();
        world.seconds(30);
        assertThat(world.engine().snapshot().arming().armed()).isFalse();
        assertThat(world.hostIsAsked()).isFalse();
    }

    @Test
    void pastTheCommitPointNobodyCancels() {
        order();
        world.until(world::hostIsAsked, 120);
        assertThat(world.engine().cancelRun(run(), "bob", "too late"))
                .extracting(Refusal::reason)
                .singleElement()
                .asString()
                .contains("past its commit point");
    }
}
