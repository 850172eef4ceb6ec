package dev.lastwatt.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.core.outage.OutageState;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.plan.PlannedStop;
import dev.lastwatt.core.policy.PreStop;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.fake.Guests;
import dev.lastwatt.fake.OutageWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole outages with a command before a guest's stop: whatever becomes of it, the guest is stopped, the host goes, and one can see why. */
class PreStopTest {

    private static final Duration WITHIN = Duration.ofSeconds(30);

    private final OutageWorld world = new OutageWorld();

    private OutageWorld with(String command) {
        world.guest("db", 60);
        world.rules.add(Guests.rule("db", StopMethod.SHUTDOWN).withPreStop(new PreStop(command, WITHIN)));
        return world;
    }

    private OutageWorld configured(int seconds) {
        world.commands.put("flush", Duration.ofSeconds(seconds));
        return with("flush").armed();
    }

    private Plan plan() {
        return Objects.requireNonNull(world.engine().snapshot().plan());
    }

    private PlannedStop stop() {
        return plan().stop(Guests.id("db")).orElseThrow();
    }

    private Fact.PreStopAnswered answer() {
        assertThat(world.facts(Fact.PreStopAnswered.class)).hasSize(1);
        return world.facts(Fact.PreStopAnswered.class).get(0);
    }

    private Duration between(Instant from, Instant to) {
        return Duration.between(from, to);
    }

    private void endsWell() {
        world.until(world::hostIsAsked, 2000);
        assertThat(world.states("db")).containsExactly(GuestState.OFF);
        assertThat(world.left).isGreaterThan(60);
        assertThat(world.asks("db")).hasSize(1);
    }

    @Test
    void planCountsItAndShowsItApart() {
        OutageWorld without = new OutageWorld();
        without.guest("db", 60);
        without.rules.add(Guests.rule("db", StopMethod.SHUTDOWN));
        without.armed();
        Plan plain = Objects.requireNonNull(without.engine().snapshot().plan());
        configured(10);
        assertThat(plan().budget().preStops()).isEqualTo(WITHIN);
        assertThat(plan().budget().guests()).isEqualTo(plain.budget().guests().plus(WITHIN));
        assertThat(stop().preStop()).isEqualTo(new PreStop("flush", WITHIN));
        assertThat(stop().time().upper())
                .isEqualTo(plain.stops().get(0).time().upper().plus(WITHIN));
        assertThat(stop().time().because()).contains("30 s at most for pre-stop command flush");
        assertThat(plain.budget().preStops()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "10, 0, succeeded, succeeded after 10.0 s",
        "4, 3, failed, failed with exit code 3 after 4.0 s",
        "99, 0, timed-out, did not end and was ended after 30.0 s"
    })
    void guestIsAskedOnceItIsOverWhateverItSaid(int seconds, int exit, String word, String shown) {
        world.exits.put("flush", exit);
        configured(seconds).fail();
        world.until(() -> !world.commandsRun.isEmpty(), 2000);
        Instant began = world.time.now();
        assertThat(world.asks).isEmpty();
        world.seconds(1);
        assertThat(stop().why()).contains("under way; pre-stop command flush was asked for");
        world.until(() -> !world.asks.isEmpty(), 60);
        assertThat(between(began, world.time.now())).isEqualTo(Duration.ofSeconds(Math.min(seconds, 30)));
        world.seconds(2);
        assertThat(stop().why()).contains("under way; pre-stop command flush " + shown);
        assertThat(answer().answer()).isEqualTo(word);
        endsWell();
        assertThat(world.commandsRun).containsExactly("flush for db");
    }

    @Test
    void journalHoldsBothItsFactsBeforeTheRequest() {
        configured(10).fail();
        endsWell();
        assertThat(world.facts.facts().stream()
                        .filter(f -> f instanceof Fact.PreStopAsked
                                || f instanceof Fact.PreStopAnswered
                                || f instanceof Fact.StopRequested)
                        .map(f -> f.getClass().getSimpleName()))
                .containsExactly("PreStopAsked", "PreStopAnswered", "StopRequested");
        assertThat(answer().output()).isEqualTo("said so");
        assertThat(world.facts(Fact.GuestDown.class).get(0).took()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void unknownCommandIsSeenInThePlanAndTheGuestIsStoppedWithoutIt() {
        with("flush").armed();
        assertThat(plan().notes())
                .contains("pre-stop command flush is not configured on this host; db is stopped without it");
        assertThat(plan().budget().preStops()).isZero();
        world.fail();
        endsWell();
        assertThat(world.commandsRun).isEmpty();
        assertThat(world.facts(Fact.Noted.class)).anyMatch(f -> f.text()
                .equals("pre-stop command flush is not configured on this host; db is stopped without it"));
    }

    @Test
    void missingCredentialsAreSeenInThePlanAndStopNoShutdown() {
        world.lacking.put("flush", "has no credentials on this host");
        configured(10);
        assertThat(plan().notes())
                .contains("pre-stop command flush has no credentials on this host; db is stopped without it");
        world.fail();
        endsWell();
        assertThat(world.commandsRun).isEmpty();
    }

    @Test
    void commandIsLeftOutWhereThereIsNoTimeForIt() {
        configured(10);
        world.full = 190;
        world.left = 190;
        world.seconds(2);
        assertThat(plan().notes())
                .contains("pre-stop command flush is left out for want of time; db is stopped without it");
        world.fail();
        world.until(world::hostIsAsked, 400);
        assertThat(world.commandsRun).isEmpty();
        assertThat(world.asks("db")).isNotEmpty();
        assertThat(world.facts(Fact.Noted.class)).anyMatch(f -> f.text().contains("left out for want of time"));
    }

    @Test
    void batteryThatAgesSuddenlyLeavesTheCommandAtItsEndAndTheGuestIsStoppedInTime() {
        configured(99).fail();
        world.until(() -> !world.commandsRun.isEmpty(), 2000);
        world.seconds(3);
        world.flags.add(StatusFlag.LB);
        world.until(() -> !world.asks.isEmpty(), 40);
        world.until(world::hostIsAsked, 400);
        assertThat(world.commandsRun).hasSize(1);
    }

    @Test
    void guestIsNotStoppedAfterACommandDuringWhichTheMainsCameBack() {
        configured(20).fail();
        world.until(() -> !world.commandsRun.isEmpty(), 2000);
        world.mains = true;
        world.until(() -> world.state() instanceof OutageState.OnLine, 200);
        assertThat(world.asks).isEmpty();
        assertThat(world.states("db")).containsExactly(GuestState.RUNNING);
    }

    @Test
    void serviceThatWasKilledDoesNotRunItAgain() {
        configured(20).fail();
        world.until(() -> !world.commandsRun.isEmpty(), 2000);
        world.seconds(5);
        world.kill();
        world.seconds(3);
        assertThat(world.state().phase()).isEqualTo(Phase.STOPPING);
        assertThat(world.asks).isEmpty();
        endsWell();
        assertThat(world.commandsRun).hasSize(1);
        assertThat(world.facts(Fact.StopRequested.class).get(0).why()).contains("no answer from its pre-stop command");
    }

    @Test
    void guestThatTheCommandItselfStopsIsNotAskedAnyMore() {
        configured(20).fail();
        world.until(() -> !world.commandsRun.isEmpty(), 2000);
        world.guest("db").state = GuestState.OFF;
        world.until(world::hostIsAsked, 200);
        assertThat(world.asks).isEmpty();
        assertThat(world.facts(Fact.GuestDown.class).get(0).took()).isNull();
    }
}
