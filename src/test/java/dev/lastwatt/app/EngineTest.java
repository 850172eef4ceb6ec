package dev.lastwatt.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.core.stoptime.HostShutdown;
import dev.lastwatt.core.stoptime.StopSample;
import dev.lastwatt.fake.Guests;
import dev.lastwatt.fake.OutageWorld;
import dev.lastwatt.port.ActionAnswer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EngineTest {

    private final OutageWorld world = new OutageWorld();

    @Test
    void observesUntilItIsArmed() {
        world.seconds(2);
        assertThat(world.engine().snapshot().arming().word()).isEqualTo("observing");
    }

    @Test
    void armingIsKeptOverARestart() {
        world.armed();
        world.kill();
        assertThat(world.engine().snapshot().arming().armed()).isTrue();
    }

    @Test
    void armedServiceWithoutAReadingOrTheGuestsIsBlockedAndNamesTheSettings() {
        world.engine().arm("test", "");
        world.hypervisor = false;
        world.contact = false;
        world.seconds(1);
        Arming arming = world.engine().snapshot().arming();
        assertThat(arming.word()).isEqualTo("blocked");
        assertThat(arming.blockedBy())
                .anyMatch(b -> b.contains("lastwatt.ups"))
                .anyMatch(b -> b.contains("hypervisor"));
    }

    @Test
    void disarmingForATimeEndsByItselfAlsoAfterARestart() {
        world.armed();
        world.engine().disarm(world.time.now().plusSeconds(60), "test", "maintenance");
        world.seconds(10);
        world.kill();
        world.seconds(49);
        assertThat(world.engine().snapshot().arming().armed()).isFalse();
        world.seconds(2);
        assertThat(world.engine().snapshot().arming().armed()).isTrue();
        assertThat(world.facts(Fact.ArmingChanged.class)).hasSize(3);
    }

    @Test
    void stopIsMeasuredFromTheRequestUntilTheGuestIsSeenDown() {
        StopSample sample = stopOf("web");
        assertThat(sample.method()).isEqualTo(StopMethod.SHUTDOWN);
        assertThat(sample.took()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
        assertThat(sample.memoryBytes()).isEqualTo(Guests.MEMORY);
    }

    @Test
    void stopAfterSeveralRequestsIsNotMeasured() {
        world.guest("web", 60).answers.add(new ActionAnswer.Unanswered("timeout"));
        int before = world.samples.all().size();
        world.armed().fail();
        world.until(world::hostIsAsked, 1000);
        assertThat(world.samples.all()).hasSize(before);
    }

    @Test
    void stopThatNobodyWatchedIsNotMeasured() {
        world.guest("web", 60);
        int before = world.samples.all().size();
        world.armed().fail();
        world.until(() -> !world.asks.isEmpty(), 1000);
        world.kill();
        world.passWithoutTheService(100);
        world.until(world::hostIsAsked, 1000);
        assertThat(world.samples.all()).hasSize(before);
    }

    @Test
    void hostThatGoesDownIsMeasuredAsLongAsWeLive() {
        world.guest("web", 60);
        world.armed().fail();
        world.until(world::hostIsAsked, 1000);
        world.seconds(21);
        assertThat(world.samples.hostShutdowns()).singleElement().satisfies(h -> {
            assertThat(h.began()).isEqualTo(world.hostAsked.get(0));
            assertThat(h.took()).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(21));
            assertThat(h.ending()).isEqualTo(HostShutdown.Ending.UNKNOWN);
        });
    }

    @Test
    void powerThatRanOutBeforeTheHostWasAskedIsAnAlarmAndGivesTheHostMoreTime() {
        world.guest("web", 60);
        world.armed().fail();
        world.until(() -> !world.asks.isEmpty(), 1000);
        Duration before = world.engine().snapshot().hostShutdown().time();
        world.reboot("boot-2");
        world.seconds(2);
        assertThat(world.engine().snapshot().alarms()).anyMatch(a -> a.startsWith("the power ran out"));
        assertThat(world.engine().snapshot().hostShutdown().time())
                .isEqualTo(before.multipliedBy(3).dividedBy(2));
        assertThat(world.engine().snapshot().policy().hostShutdown())
                .isEqualTo(before.multipliedBy(3).dividedBy(2));
        assertThat(world.facts(Fact.Noted.class)).anyMatch(f -> f.text().contains("the battery did not suffice"));
    }

    @Test
    void powerThatChangesIsWrittenOnce() {
        world.seconds(5);
        world.fail().seconds(5);
        assertThat(world.facts(Fact.PowerChanged.class))
                .extracting(Fact.PowerChanged::state)
                .containsExactly("on line", "on battery");
    }

    @Test
    void alarmsNameWhatIsWrong() {
        world.seconds(2);
        assertThat(world.engine().snapshot().alarms()).isEmpty();
        world.contact = false;
        world.hypervisor = false;
        world.facts.setHealthy(false);
        world.seconds(1);
        assertThat(world.engine().snapshot().alarms())
                .anyMatch(a -> a.startsWith("no reading of the UPS"))
                .anyMatch(a -> a.startsWith("the hypervisor does not answer"))
                .anyMatch(a -> a.contains("journal"));
    }

    @Test
    void planIsThereWithTheFirstReadingOnBattery() {
        world.guest("web", 60);
        world.seconds(3);
        world.fail().seconds(1);
        assertThat(world.state().phase()).isEqualTo(Phase.RIDING_THROUGH);
        assertThat(world.engine().snapshot().plan()).isNotNull();
    }

    private StopSample stopOf(String name) {
        world.guest(name, 60);
        int before = world.samples.all().size();
        world.armed().fail();
        world.until(world::hostIsAsked, 1000);
        assertThat(world.samples.all()).hasSize(before + 1);
        return world.samples.all().get(before);
    }
}
