package dev.lastwatt.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.drill.Refusal;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.fake.OutageWorld;
import dev.lastwatt.port.ShutdownAgent;
import dev.lastwatt.port.ShutdownAgents.Look;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody else would shut the host down: the service does not act, says so, and acts again by itself. */
class BlockedTest {

    private static final ShutdownAgent APCUPSD =
            new ShutdownAgent("apcupsd", "runs on this host and would shut it down", "stop its service");
    private static final Look FOUND = new Look(List.of(APCUPSD), List.of(), List.of());

    private final OutageWorld world = new OutageWorld();

    @BeforeEach
    void guests() {
        world.guest("db", 60);
        world.guest("web", 30);
    }

    private void looked(Look look) {
        world.engine().agentsLookedAt(look);
    }

    private Snapshot now() {
        return world.engine().snapshot();
    }

    private List<String> notes() {
        return world.facts(Fact.Noted.class).stream().map(Fact.Noted::text).toList();
    }

    @Test
    void wholeOutagePassesWithoutARequestAndTheJournalSaysWhy() {
        world.armed();
        world.fail();
        for (int i = 0; i < 4; i++) {
            looked(FOUND);
            world.seconds(240);
        }
        world.flags.add(StatusFlag.LB);
        world.seconds(30);
        assertThat(world.asks).isEmpty();
        assertThat(world.hostIsAsked()).isFalse();
        assertThat(world.states("db", "web")).containsOnly(GuestState.RUNNING);
        assertThat(world.facts(Fact.RunBegan.class)).isEmpty();
        assertThat(now().arming().word()).isEqualTo("blocked");
        assertThat(now().arming().blockedBy()).singleElement().asString().contains("apcupsd", "stop its service");
        assertThat(notes().stream().filter(n -> n.startsWith("on battery, and blocked")))
                .singleElement()
                .asString()
                .contains("apcupsd", "stop its service");
    }

    @Test
    void nextLookWithoutItUnblocksInTheMiddleOfTheOutage() {
        world.armed();
        looked(FOUND);
        world.fail().seconds(300);
        assertThat(now().arming().word()).isEqualTo("blocked");
        looked(Look.NOTHING);
        world.seconds(1);
        assertThat(now().arming().word()).isEqualTo("armed");
        world.until(world::hostIsAsked, 700);
        assertThat(world.states("db", "web")).containsOnly(GuestState.OFF);
        assertThat(notes()).anyMatch(n -> n.equals("apcupsd does not act on this host any more"));
    }

    @Test
    void runUnderWayGoesOn() {
        world.armed().fail();
        world.until(() -> !world.asks.isEmpty(), 1000);
        looked(FOUND);
        world.until(world::hostIsAsked, 1000);
        assertThat(world.states("db", "web")).containsOnly(GuestState.OFF);
    }

    @Test
    void guestsAreBroughtBackThoughSomebodyElseActs() {
        world.armed().fail();
        world.until(() -> !world.asks.isEmpty(), 1000);
        world.mains = true;
        looked(FOUND);
        world.until(() -> world.state().phase() == Phase.ON_LINE, 2000);
        assertThat(world.states("db", "web")).containsOnly(GuestState.RUNNING);
    }

    @Test
    void failureToLookDoesNotBlockAndIsAnAlarm() {
        world.armed();
        looked(Look.failed("PowerShell does not answer"));
        world.seconds(1);
        assertThat(now().arming().word()).isEqualTo("armed");
        assertThat(now().alarms()).anyMatch(a -> a.contains("PowerShell does not answer"));
        world.fail();
        world.until(world::hostIsAsked, 1000);
    }

    @Test
    void whatWasFoundOutlastsFailedLooksForAWhileOnly() {
        world.armed();
        looked(FOUND);
        world.seconds(600);
        looked(Look.failed("PowerShell does not answer"));
        world.seconds(1);
        assertThat(now().arming().word()).isEqualTo("blocked");
        world.seconds(300);
        assertThat(now().arming().word()).isEqualTo("armed");
    }

    @Test
    void whatNobodyHasLookedAtForLongDoesNotBlock() {
        world.armed();
        looked(FOUND);
        world.fail();
        world.until(() -> !world.asks.isEmpty(), 1000);
        assertThat(world.now()).isGreaterThanOrEqualTo(900);
    }

    @Test
    void observingServiceTellsWhatWouldBlockIt() {
        world.seconds(2);
        looked(FOUND);
        world.seconds(1);
        assertThat(now().arming().word()).isEqualTo("observing");
        assertThat(now().arming().blockedBy()).anyMatch(b -> b.startsWith("apcupsd"));
    }

    @Test
    void itIsWrittenOnceHoweverOftenItIsSeen() {
        world.armed();
        looked(FOUND);
        looked(FOUND);
        assertThat(notes()).filteredOn(n -> n.contains("apcupsd")).hasSize(1);
    }

    @Test
    void noBatteryIsRunDownOnPurposeWhileSomebodyElseActs() {
        world.armed();
        looked(FOUND);
        DrillRequest full = new DrillRequest(
                DrillRequest.Kind.FULL, null, null, world.time.now().plusSeconds(7200), false, false, "test");
        assertThat(world.engine().drill(full)).extracting(Refusal::fix).containsExactly("stop its service");
    }
}
