package dev.lastwatt.core.outage;

import static dev.lastwatt.core.guest.StopMethod.SHUTDOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.guest.Dependency.Kind;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.core.policy.GuestRule;
import dev.lastwatt.core.policy.GuestRule.Up;
import dev.lastwatt.fake.Guests;
import dev.lastwatt.fake.OutageWorld;
import dev.lastwatt.port.ActionAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In which order, and beside whom, guests are started again. A guest of this world has booted after 20 s. */
class StartOrderTest {

    private final OutageWorld world = new OutageWorld();

    private static GuestRule start(String match, int order, int delay, Up up) {
        return Guests.rule(match, SHUTDOWN).withStart(new GuestRule.Start(order, Duration.ofSeconds(delay), up));
    }

    /** The mains fail and come back when all guests are down, but before the host goes. */
    private void outage() {
        world.armed().fail();
        world.until(
                () -> world.guests.values().stream()
                        .allMatch(g -> g.state.isDown() || g.guest.name().equals("stuck")),
                1000);
        world.mains = true;
        world.charging = 5;
        world.until(() -> world.state().phase() == Phase.ON_LINE, 3000);
    }

    private void guests(String... names) {
        for (String name : names) {
            world.guest(name, 60);
        }
        // One more, which takes longer than ever before and keeps the host up meanwhile.
        world.guest("stuck", 60).takes(300);
        world.rules.add(start("stuck", 9, 0, Up.HEARTBEAT));
    }

    private List<String> starts() {
        return world.starts.stream().filter(n -> !n.equals("stuck")).toList();
    }

    private Instant asked(String name) {
        return world.facts(Fact.StartRequested.class).stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow()
                .at();
    }

    private long secondsBetween(String first, String then) {
        return Duration.between(asked(first), asked(then)).toSeconds();
    }

    private List<String> notes() {
        return world.facts(Fact.Noted.class).stream().map(Fact.Noted::text).toList();
    }

    @Test
    void guestsOfLowerOrderAreUpBeforeThoseOfHigherOrderAreAsked() {
        guests("web", "sql", "dc");
        world.rules.add(start("dc", 0, 0, Up.HEARTBEAT));
        world.rules.add(start("sql", 1, 0, Up.HEARTBEAT));
        world.rules.add(start("web", 2, 0, Up.HEARTBEAT));
        outage();
        assertThat(starts()).containsExactly("dc", "sql", "web");
        assertThat(secondsBetween("dc", "sql")).isBetween(20L, 22L);
        assertThat(secondsBetween("sql", "web")).isBetween(20L, 22L);
    }

    @Test
    void delayBeginsWhenTheGuestCouldStart() {
        guests("dc", "sql");
        world.rules.add(start("dc", 0, 0, Up.HEARTBEAT));
        world.rules.add(start("sql", 1, 45, Up.HEARTBEAT));
        outage();
        assertThat(secondsBetween("dc", "sql")).isBetween(65L, 68L);
    }

    @Test
    void nobodyWaitsForAGuestThatIsUpWhenItWasAsked() {
        guests("dc", "sql", "web");
        world.rules.add(start("dc", 0, 0, Up.ASKED));
        world.rules.add(start("sql", 1, 0, Up.HEARTBEAT));
        world.rules.add(Guests.rule("web", List.of(SHUTDOWN), Kind.SOFT, "dc")
                .withStart(new GuestRule.Start(1, Duration.ZERO, Up.HEARTBEAT)));
        outage();
        assertThat(secondsBetween("dc", "sql")).isLessThanOrEqualTo(1);
        assertThat(secondsBetween("dc", "web")).isLessThanOrEqualTo(1);
    }

    @Test
    void guestThatIsUpWhenItRunsIsNotWaitedForUntilItsHeartbeat() {
        guests("dc", "sql");
        world.guest("dc").silent = true;
        world.rules.add(start("dc", 0, 0, Up.RUNNING));
        world.rules.add(start("sql", 1, 0, Up.HEARTBEAT));
        outage();
        assertThat(secondsBetween("dc", "sql")).isBetween(20L, 22L);
    }

    @Test
    void serverStartsBeforeItsClientWhateverItsOrder() {
        guests("dc", "sql");
        world.rules.add(start("dc", 7, 0, Up.HEARTBEAT));
        world.rules.add(Guests.rule("sql", List.of(SHUTDOWN), Kind.SOFT, "dc"));
        outage();
        assertThat(starts()).containsExactly("dc", "sql");
    }

    @Test
    void guestThatHangsOnItsWayDownKeepsNoOtherDownForLong() {
        guests("dc", "sql");
        world.rules.add(start("sql", 10, 0, Up.HEARTBEAT));
        outage();
        assertThat(secondsBetween("dc", "sql")).isLessThan(120);
        assertThat(secondsBetween("sql", "stuck")).isPositive();
    }

    @Test
    void guestThatDoesNotStartKeepsNoOtherDown() {
        guests("dc", "sql");
        world.rules.add(start("sql", 1, 0, Up.HEARTBEAT));
        world.armed().fail();
        world.until(
                () -> world.guest("dc").state.isDown()
                        && world.guest("sql").state.isDown(),
                1000);
        for (int i = 0; i < 10; i++) {
            world.guest("dc").answers.add(new ActionAnswer.Refused(ActionAnswer.Cause.FAILED, "broken"));
        }
        world.mains = true;
        world.charging = 5;
        world.until(() -> world.state().phase() == Phase.ON_LINE, 3000);
        assertThat(world.states("sql")).containsOnly(GuestState.RUNNING);
    }

    @Test
    void standbyThatCameUpKeepsItsPrimaryDown() {
        guests("sql-a", "sql-b");
        world.guest("sql-b").state = GuestState.OFF;
        world.apart.add(List.of("sql-a", "sql-b"));
        world.armed().fail();
        world.until(() -> world.guest("sql-a").state.isDown(), 1000);
        world.mains = true;
        world.charging = 5;
        world.guest("sql-b").state = GuestState.RUNNING;
        world.until(() -> world.state().phase() == Phase.ON_LINE, 3000);
        assertThat(starts()).doesNotContain("sql-a");
        assertThat(notes()).contains("sql-a: not started: sql-b is up, and the two must never run together");
    }

    @Test
    void ofTwoThatWereStoppedThePreferredOneComesBack() {
        guests("sql-b", "sql-a");
        world.apart.add(List.of("sql-a", "sql-b"));
        outage();
        assertThat(starts()).containsExactly("sql-a");
        assertThat(notes()).contains("sql-b: not started: sql-a is up, and the two must never run together");
    }

    @Test
    void preferredOneIsWaitedForAlsoWhereItsOrderIsLater() {
        guests("sql-b", "sql-a", "dc");
        world.rules.add(start("sql-a", 5, 0, Up.HEARTBEAT));
        world.rules.add(start("dc", 3, 0, Up.HEARTBEAT));
        world.apart.add(List.of("sql-a", "sql-b"));
        outage();
        assertThat(starts()).contains("sql-a", "dc").doesNotContain("sql-b");
    }

    @Test
    void ofTwoThatMustNotRunTogetherTheOtherComesBackWhereThePreferredOneCannot() {
        guests("sql-b", "sql-a");
        world.apart.add(List.of("sql-a", "sql-b"));
        world.armed().fail();
        world.until(
                () -> world.guest("sql-a").state.isDown()
                        && world.guest("sql-b").state.isDown(),
                1000);
        for (int i = 0; i < 10; i++) {
            world.guest("sql-a").answers.add(new ActionAnswer.Refused(ActionAnswer.Cause.FAILED, "broken"));
        }
        world.mains = true;
        world.charging = 5;
        world.until(() -> world.state().phase() == Phase.ON_LINE, 3000);
        assertThat(world.states("sql-b")).containsOnly(GuestState.RUNNING);
        assertThat(world.states("sql-a")).containsOnly(GuestState.OFF);
    }

    @Test
    void guestThatNeedsWhomItMustNotRunWithDoesNotHoldUpTheRun() {
        guests("sql-a", "sql-b");
        world.rules.add(Guests.rule("sql-a", List.of(SHUTDOWN), Kind.SOFT, "sql-b"));
        world.apart.add(List.of("sql-a", "sql-b"));
        outage();
        assertThat(starts()).containsExactly("sql-b");
    }

    @Test
    void afterAnotherBootStandbyAndPrimaryAreKeptApartToo() {
        guests("sql-b", "sql-a");
        world.apart.add(List.of("sql-a", "sql-b"));
        world.armed().fail();
        world.until(() -> world.hostIsAsked(), 2000);
        world.seconds(2);
        world.hostIsDown = true;
        world.passWithoutTheService(600);
        world.guest("stuck").state = GuestState.OFF;
        world.reboot("boot-2");
        world.charging = 5;
        world.until(() -> world.facts(Fact.BroughtBack.class).size() == 1, 3000);
        assertThat(starts()).containsExactly("sql-a");
    }
}
