package dev.lastwatt.core.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.guest.Dependency.Kind;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.fake.Guests;
import dev.lastwatt.fake.OutageWorld;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RescueTest {

    private final OutageWorld world = new OutageWorld();

    @Test
    void guestThatHangsIsSavedInTimeWhereTheHostDoesThat() {
        world.guest("hung", 60).hangs = true;
        world.guest("hung").savesWhileStopping = true;
        world.armed().fail();

        world.until(world::hostIsAsked, 1200);

        assertThat(world.states("hung")).containsExactly(GuestState.SAVED);
        assertThat(world.facts(Fact.GuestGivenUp.class)).isEmpty();
        assertThat(world.facts(Fact.SaveWhileStopping.class))
                .extracting(Fact.SaveWhileStopping::saved)
                .containsExactly(true);
    }

    @Test
    void hostThatRefusesIsNotAskedForTheNextGuest() {
        world.guest("first", 60).hangs = true;
        world.guest("second", 60).hangs = true;
        world.armed().fail();

        world.until(world::hostIsAsked, 1200);

        assertThat(savesAsked()).isOne();
        assertThat(world.facts(Fact.SaveWhileStopping.class))
                .extracting(Fact.SaveWhileStopping::saved)
                .containsExactly(false);
        assertThat(world.facts(Fact.GuestGivenUp.class)).hasSize(2);
    }

    @Test
    void whatTheHostHasShownOutlivesTheService() {
        world.guest("hung", 60).hangs = true;
        world.armed().fail();
        world.until(world::hostIsAsked, 1200);

        world.kill();
        world.seconds(1);

        assertThat(world.engine().snapshot().policy().savesWhileStopping()).isFalse();
    }

    @Test
    void guestThatIsStillWithinItsTimeIsLeftToItsShutdown() {
        world.guest("slow", 60).takes(55);
        world.armed().fail();

        world.until(world::hostIsAsked, 1200);

        assertThat(world.states("slow")).containsExactly(GuestState.OFF);
        assertThat(savesAsked()).isZero();
    }

    @Test
    void shutdownThatEndsAfterARefusedSaveCounts() {
        world.guest("late", 60).takes(120);
        world.guest("hung", 60).hangs = true;
        world.armed().fail();

        world.until(world::hostIsAsked, 1200);

        assertThat(world.states("late", "hung")).containsExactly(GuestState.OFF, GuestState.STOPPING);
    }

    @Test
    void aHungGuestIsNotWaitedForLongerThanItsShutdownMayTake() {
        // The database keeps its client's stop far from the end of the battery.
        world.guest("db", 300);
        world.guest("hung", 20).hangs = true;
        world.guest("hung").savesWhileStopping = true;
        world.rules.add(Guests.rule("hung", List.of(StopMethod.SHUTDOWN, StopMethod.SAVE), Kind.SOFT, "db"));
        world.armed().fail();

        world.until(() -> savesAsked() > 0, 1200);

        assertThat(world.now() - world.askedAt("hung")).isBetween(25, 240);
        world.until(world::hostIsAsked, 1200);
        assertThat(world.states("hung", "db")).containsExactly(GuestState.SAVED, GuestState.SAVED);
        assertThat(world.left).as("long before the battery ends").isGreaterThan(100);
    }

    @Test
    void aShortSaveDoesNotWaitForALongOneInAnEmergency() {
        world.rules.add(Guests.rule("*", StopMethod.SAVE));
        world.guest(Guests.guest("big", 40_000_000_000L, "C:"), 60).save = Duration.ofSeconds(200);
        world.guest(Guests.guest("small", 300_000_000, "C:"), 60).save = Duration.ofSeconds(4);
        world.full = 170;
        world.left = 170;
        world.armed().fail();

        world.until(() -> world.asks.size() == 2, 60);

        assertThat(world.states("big", "small")).contains(GuestState.SAVING);
        world.until(() -> world.guest("small").state == GuestState.SAVED, 30);
    }

    @Test
    void savesOfSeveralHungGuestsFollowEachOther() {
        for (String name : new String[] {"a", "b", "c"}) {
            world.guest(Guests.guest(name, 300_000_000, "C:"), 60).hangs = true;
            world.guest(name).save = Duration.ofSeconds(4);
            world.guest(name).savesWhileStopping = true;
        }
        world.armed().fail();

        world.until(world::hostIsAsked, 1200);

        assertThat(world.states("a", "b", "c")).containsOnly(GuestState.SAVED);
    }

    private long savesAsked() {
        return world.asks.stream().filter(a -> a.method() == StopMethod.SAVE).count();
    }
}
