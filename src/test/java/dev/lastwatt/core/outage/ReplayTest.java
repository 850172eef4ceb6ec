package dev.lastwatt.core.outage;

import static dev.lastwatt.core.guest.StopMethod.SAVE;
import static dev.lastwatt.core.guest.StopMethod.SHUTDOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.guest.Dependency.Kind;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.fake.DyingJournal;
import dev.lastwatt.fake.Guests;
import dev.lastwatt.fake.OutageWorld;
import dev.lastwatt.fake.OutageWorld.Ask;
import dev.lastwatt.port.ActionAnswer;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** The service is killed at every fact that it writes, before the fact and after it, and another one goes on. */
class ReplayTest {

    private static final String[] ALL = {"web", "app", "db", "old", "shy"};

    @Test
    void runThatIsKilledAtAnyFactAndResumedInTheSameBootEndsAsItWouldHave() {
        int facts = outage(Integer.MAX_VALUE, false).facts.facts().size();
        assertThat(facts).isGreaterThan(20);
        for (int at = 1; at <= facts; at++) {
            for (boolean written : new boolean[] {false, true}) {
                OutageWorld world = outage(at, written);
                String where = "killed " + (written ? "after" : "before") + " fact " + at + " of " + facts;
                assertThat(world.states(ALL)).as(where).allMatch(GuestState::isDown);
                assertThat(world.asks).as(where).allMatch(a -> a.state().isUp());
                assertOrder(world, where);
                assertThat(world.facts(Fact.RunBegan.class)).as(where).hasSize(1);
                assertThat(world.left).as(where).isGreaterThanOrEqualTo(55);
            }
        }
    }

    @Test
    void recoveryThatIsKilledAtAnyFactBringsBackTheSameGuests() {
        int facts = cancelled(Integer.MAX_VALUE, false).facts.facts().size();
        for (int at = 1; at <= facts; at++) {
            for (boolean written : new boolean[] {false, true}) {
                OutageWorld world = cancelled(at, written);
                String where = "killed " + (written ? "after" : "before") + " fact " + at + " of " + facts;
                assertThat(world.states(ALL)).as(where).containsOnly(GuestState.RUNNING);
                assertThat(world.hostAsked).as(where).isEmpty();
                assertThat(world.facts(Fact.RunEnded.class)).as(where).hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void runThatIsCutByAnotherBootAtAnyFactIsClosedAndNothingIsShutDownAgain() {
        int facts = outage(Integer.MAX_VALUE, false).facts.facts().size();
        for (int at = 5; at <= facts; at++) {
            OutageWorld world = world();
            DyingJournal journal = new DyingJournal(world.facts, at, true);
            world.journal = journal;
            begin(world);
            runOn(world, journal, world::hostIsAsked, false);
            String where = "another boot after fact " + at + " of " + facts;
            List<String> down = List.of(ALL).stream()
                    .filter(n -> !world.guest(n).state.isUp())
                    .toList();
            int asked = world.asks.size();
            int host = world.hostAsked.size();
            boolean began = !world.facts(Fact.RunBegan.class).isEmpty();
            world.passWithoutTheService(120);
            world.journal = world.facts;
            world.reboot("boot-2");
            world.charging = 10;
            world.seconds(250);
            assertThat(world.asks).as(where).hasSize(asked);
            assertThat(world.hostAsked).as(where).hasSize(host);
            assertThat(world.state().phase()).as(where).isEqualTo(Phase.ON_LINE);
            assertThat(world.facts(Fact.RunEnded.class)).as(where).hasSize(began ? 1 : 0);
            assertThat(world.states(down.toArray(String[]::new))).as(where).allMatch(s -> s == GuestState.RUNNING);
        }
    }

    @Test
    void nothingWasGoingOnWhereThereAreNoFacts() {
        Replay.Found found = Replay.of(List.of(), "boot-1", java.time.Instant.EPOCH);
        assertThat(found.state()).isEqualTo(new OutageState.OnLine());
        assertThat(found.facts()).isEmpty();
    }

    private static void assertOrder(OutageWorld world, String where) {
        List<String> order = world.asks.stream().map(Ask::name).distinct().toList();
        assertThat(order.indexOf("web")).as(where).isLessThan(order.indexOf("app"));
        assertThat(order.indexOf("app")).as(where).isLessThan(order.indexOf("db"));
    }

    private static OutageWorld world() {
        OutageWorld world = new OutageWorld();
        world.full = 500;
        world.left = 500;
        world.guest("web", 30);
        world.guest("app", 30);
        world.guest("db", 30);
        world.guest("old", 30);
        world.guest("shy", 20).answers.add(new ActionAnswer.Refused(ActionAnswer.Cause.BUSY, "backup"));
        world.rules.add(Guests.rule("web", List.of(SHUTDOWN, SAVE), Kind.SOFT, "app"));
        world.rules.add(Guests.rule("app", List.of(SHUTDOWN, SAVE), Kind.HARD, "db"));
        world.rules.add(Guests.rule("old", SAVE));
        return world;
    }

    private static void begin(OutageWorld world) {
        try {
            world.armed();
        } catch (DyingJournal.Killed killed) {
            world.kill();
            world.armed();
        }
        world.fail();
    }

    private static OutageWorld outage(int at, boolean written) {
        OutageWorld world = world();
        DyingJournal journal = new DyingJournal(world.facts, at, written);
        world.journal = journal;
        begin(world);
        runOn(world, journal, () -> world.state().phase() == Phase.OFF, true);
        return world;
    }

    private static OutageWorld cancelled(int at, boolean written) {
        OutageWorld world = world();
        DyingJournal journal = new DyingJournal(world.facts, at, written);
        world.journal = journal;
        begin(world);
        runOn(world, journal, () -> world.asks("app").size() == 1, true);
        world.mains = true;
        world.charging = 10;
        runOn(world, journal, () -> world.state().phase() == Phase.ON_LINE, true);
        return world;
    }

    private static void runOn(OutageWorld world, DyingJournal journal, BooleanSupplier end, boolean resume) {
        boolean over = false;
        while (!over) {
            try {
                world.until(end, 1500);
                over = true;
            } catch (DyingJournal.Killed killed) {
                world.kill();
                if (!resume) {
                    return;
                }
                world.passWithoutTheService(3);
            }
        }
    }
}
