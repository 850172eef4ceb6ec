package dev.lastwatt.contract;

import static dev.lastwatt.contract.GuestSpec.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lastwatt.contract.GuestSpec.Fault;
import dev.lastwatt.core.guest.AutomaticSetting;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.GuestStatus;
import dev.lastwatt.core.guest.Heartbeat;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.ShutdownService;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.port.ActionAnswer;
import dev.lastwatt.port.ActionAnswer.Accepted;
import dev.lastwatt.port.ActionAnswer.Already;
import dev.lastwatt.port.ActionAnswer.Cause;
import dev.lastwatt.port.ActionAnswer.Refused;
import dev.lastwatt.port.Hypervisor;
import dev.lastwatt.port.SettingAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every hypervisor must do. Time on the host runs faster than here, by {@link #speed()}; what takes long is chosen to
 * take about a second of real time.
 */
public abstract class HypervisorContract {

    private static final String REASON = "power failure (test)";

    /** A host with these guests, as if nothing had happened on it yet. */
    protected abstract Hypervisor hostWith(List<GuestSpec> guests);

    /** Simulated seconds in a real one. */
    protected double speed() {
        return 50;
    }

    /** How long an answer may take here at most; generous, since the machine may be busy. */
    protected Duration patience() {
        return Duration.ofSeconds(20);
    }

    private Duration real(int simulatedSeconds) {
        return Duration.ofMillis((long) (1_000 * simulatedSeconds / speed()));
    }

    private static GuestState state(Hypervisor host, GuestSpec guest) {
        return host.states(List.of(guest.id())).get(0).state();
    }

    private void awaitState(Hypervisor host, GuestSpec guest, GuestState wanted) {
        await().atMost(patience()).pollInterval(Duration.ofMillis(50)).until(() -> state(host, guest) == wanted);
    }

    private static void assertRefused(ActionAnswer answer, Cause cause) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.cause()).as(r.detail()).isEqualTo(cause));
    }

    @Test
    void theInventoryHasEveryGuestWithWhatThePlannerNeeds() {
        GuestSpec sql = running("sql1").withMemoryMb(8_192);
        GuestSpec twin = running("sql1").on(GuestSpec.TIGHT).withService(ShutdownService.NO_CONTACT);
        GuestSpec off = running("web[1] \"x\" \u96fb\u6e90").in(GuestState.OFF);
        Hypervisor host = hostWith(List.of(sql, twin, off));

        Inventory inventory = host.inventory();

        assertThat(inventory.guests()).extracting(Guest::id).containsExactlyInAnyOrder(sql.id(), twin.id(), off.id());
        Guest first = inventory.guest(sql.id()).orElseThrow();
        assertThat(first.name()).isEqualTo("sql1");
        assertThat(first.state()).isEqualTo(GuestState.RUNNING);
        assertThat(first.memoryBytes()).isEqualTo(8_192L << 20);
        assertThat(first.volume()).isEqualTo(GuestSpec.ROOMY);
        assertThat(first.shutdownService()).isEqualTo(ShutdownService.OK);
        assertThat(first.heartbeat()).isEqualTo(Heartbeat.OK);
        assertThat(first.busyWith()).isNull();
        assertThat(first.cannotSave()).isNull();
        assertThat(first.notes()).isEqualTo(GuestSpec.NOTES);
        assertThat(first.tags()).containsExactly("db", "tier=gold");
        assertThat(inventory.guest(twin.id()).orElseThrow().shutdownService()).isEqualTo(ShutdownService.NO_CONTACT);
        Guest last = inventory.guest(off.id()).orElseThrow();
        assertThat(last.name()).isEqualTo("web[1] \"x\" \u96fb\u6e90");
        assertThat(last.state()).isEqualTo(GuestState.OFF);
        assertThat(last.memoryBytes()).isEqualTo(4_096L << 20);
        assertThat(inventory.volumes())
                .anySatisfy(v -> {
                    assertThat(v.name()).isEqualTo(GuestSpec.TIGHT);
                    assertThat(v.freeBytes()).isEqualTo(1_000L << 20);
                })
                .anySatisfy(v -> assertThat(v.name()).isEqualTo(GuestSpec.ROOMY));
    }

    @Test
    void aHostWithOneGuestAndOneWithNoneAreReadLikeAnyOther() {
        GuestSpec only = running("only");
        assertThat(hostWith(List.of(only)).inventory().guests()).hasSize(1);
        assertThat(hostWith(List.of()).inventory().guests()).isEmpty();
    }

    @Test
    void aShutdownIsAcceptedAtOnceAndEndsOff() {
        GuestSpec guest = running("dc1").downAfter(100);
        Hypervisor host = hostWith(List.of(guest));

        assertThat(host.stop(guest.id(), StopMethod.SHUTDOWN, REASON)).isInstanceOf(Accepted.class);

        assertThat(state(host, guest)).isEqualTo(GuestState.STOPPING);
        awaitState(host, guest, GuestState.OFF);
    }

    @Test
    void aSaveIsAcceptedAtOnceAndEndsSaved() {
        GuestSpec guest = running("files").withMemoryMb(40_000);
        Hypervisor host = hostWith(List.of(guest));

        assertThat(host.stop(guest.id(), StopMethod.SAVE, REASON)).isInstanceOf(Accepted.class);

        assertThat(state(host, guest)).isEqualTo(GuestState.SAVING);
        awaitState(host, guest, GuestState.SAVED);
    }

    @Test
    void aTurnOffOfARunningGuestEndsOff() {
        GuestSpec guest = running("lab");
        Hypervisor host = hostWith(List.of(guest));

        assertThat(host.stop(guest.id(), StopMethod.TURN_OFF, REASON)).isInstanceOf(Accepted.class);

        awaitState(host, guest, GuestState.OFF);
    }

    @Test
    void statesAreReadAfreshAndLeaveOutWhoIsGone() {
        GuestSpec one = running("one").downAfter(25);
        GuestSpec two = running("two");
        GuestId gone = new GuestId(UUID.randomUUID());
        Hypervisor host = hostWith(List.of(one, two));
        List<GuestId> all = List.of(one.id(), gone, two.id());

        assertThat(host.states(all)).extracting(GuestStatus::id).containsExactlyInAnyOrder(one.id(), two.id());
        host.stop(one.id(), StopMethod.SHUTDOWN, REASON);
        awaitState(host, one, GuestState.OFF);
        assertThat(host.states(all))
                .extracting(GuestStatus::state)
                .containsExactlyInAnyOrder(GuestState.OFF, GuestState.RUNNING);
        assertThat(host.states(List.of())).isEmpty();
    }

    @Test
    void statesOfManyGuestsComeTogether() {
        List<GuestSpec> guests =
                IntStream.range(0, 30).mapToObj(i -> running("g" + i)).toList();
        Hypervisor host = hostWith(guests);

        List<GuestId> wanted = guests.stream().limit(20).map(GuestSpec::id).toList();

        assertThat(host.states(wanted)).extracting(GuestStatus::id).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void withoutAShutdownServiceAShutdownIsRefusedAndASaveWorks() {
        GuestSpec bare = running("bare").withService(ShutdownService.NO_CONTACT);
        GuestSpec disabled = running("disabled").withService(ShutdownService.DISABLED);
        GuestSpec lost = running("lost").withService(ShutdownService.LOST);
        Hypervisor host = hostWith(List.of(bare, disabled, lost));

        for (GuestSpec guest : List.of(bare, disabled, lost)) {
            assertRefused(host.stop(guest.id(), StopMethod.SHUTDOWN, REASON), Cause.NO_SHUTDOWN_SERVICE);
        }

        assertThat(host.stop(bare.id(), StopMethod.SAVE, REASON)).isInstanceOf(Accepted.class);
        awaitState(host, bare, GuestState.SAVED);
        assertThat(state(host, lost)).isEqualTo(GuestState.RUNNING);
    }

    @Test
    void aServiceOfAnOlderProtocolObeys() {
        GuestSpec old = running("old").withService(ShutdownService.DEGRADED);
        Hypervisor host = hostWith(List.of(old));

        assertThat(host.stop(old.id(), StopMethod.SHUTDOWN, REASON)).isInstanceOf(Accepted.class);

        awaitState(host, old, GuestState.OFF);
    }

    @Test
    void aSaveWithoutRoomIsRefusedAndTheGuestRunsOn() {
        GuestSpec big = running("big").withMemoryMb(8_192).on(GuestSpec.TIGHT);
        Hypervisor host = hostWith(List.of(big));

        assertRefused(host.stop(big.id(), StopMethod.SAVE, REASON), Cause.NO_ROOM);

        assertThat(state(host, big)).isEqualTo(GuestState.RUNNING);
    }

    @Test
    void aSaveThatFailsHalfWayLeavesTheGuestRunning() {
        GuestSpec guest = running("db").withMemoryMb(40_000).that(Fault.SAVE_FAILS);
        Hypervisor host = hostWith(List.of(guest));

        assertThat(host.stop(guest.id(), StopMethod.SAVE, REASON)).isInstanceOf(Accepted.class);

        assertThat(state(host, guest)).isEqualTo(GuestState.SAVING);
        awaitState(host, guest, GuestState.RUNNING);
    }

    @Test
    void whatIsDownAlreadyIsLeftAlone() {
        GuestSpec off = running("off").in(GuestState.OFF);
        GuestSpec saved = running("saved").in(GuestState.SAVED);
        Hypervisor host = hostWith(List.of(off, saved));

        for (StopMethod method : StopMethod.values()) {
            assertThat(host.stop(off.id(), method, REASON)).isEqualTo(new Already(GuestState.OFF));
            assertThat(host.stop(saved.id(), method, REASON)).isEqualTo(new Already(GuestState.SAVED));
        }

        // A turn-off of a saved guest would throw its memory away.
        assertThat(state(host, saved)).isEqualTo(GuestState.SAVED);
        assertThat(state(host, off)).isEqualTo(GuestState.OFF);
    }

    @Test
    void aGuestThatIsGoneIsGoneForEveryRequest() {
        Hypervisor host = hostWith(List.of(running("other")));
        GuestId gone = new GuestId(UUID.randomUUID());

        for (StopMethod method : StopMethod.values()) {
            assertRefused(host.stop(gone, method, REASON), Cause.GONE);
        }
        assertRefused(host.start(gone), Cause.GONE);
    }

    @Test
    void aGuestThatIsBackedUpIsBusy() {
        GuestSpec guest = running("backup").that(Fault.BACKING_UP);
        Hypervisor host = hostWith(List.of(guest));

        assertThat(host.inventory().guest(guest.id()).orElseThrow().busyWith()).isEqualTo("BackingUpVirtualMachine");
        assertRefused(host.stop(guest.id(), StopMethod.SHUTDOWN, REASON), Cause.BUSY);
        assertRefused(host.stop(guest.id(), StopMethod.SAVE, REASON), Cause.BUSY);
        assertThat(state(host, guest)).isEqualTo(GuestState.RUNNING);
    }

    @Test
    void aPausedGuestCanBeSavedButNotShutDown() {
        GuestSpec guest = running("paused").in(GuestState.PAUSED);
        Hypervisor host = hostWith(List.of(guest));

        assertRefused(host.stop(guest.id(), StopMethod.SHUTDOWN, REASON), Cause.WRONG_STATE);
        assertThat(host.stop(guest.id(), StopMethod.SAVE, REASON)).isInstanceOf(Accepted.class);

        awaitState(host, guest, GuestState.SAVED);
    }

    @Test
    void aGuestThatIgnoresTheRequestRunsOnAndCanBeSaved() {
        GuestSpec guest = running("deaf").that(Fault.IGNORES_SHUTDOWN).downAfter(5);
        Hypervisor host = hostWith(List.of(guest));

        assertThat(host.stop(guest.id(), StopMethod.SHUTDOWN, REASON)).isInstanceOf(Accepted.class);

        await().pollInterval(Duration.ofMillis(100))
                .during(real(40))
                .atMost(patience())
                .until(() -> state(host, guest) == GuestState.RUNNING);
        assertThat(host.stop(guest.id(), StopMethod.SAVE, REASON)).isInstanceOf(Accepted.class);
        awaitState(host, guest, GuestState.SAVED);
    }

    @Test
    void aGuestThatHangsStoppingAcceptsNothingElse() {
        GuestSpec guest = running("hung").that(Fault.HANGS_STOPPING);
        Hypervisor host = hostWith(List.of(guest));

        assertThat(host.stop(guest.id(), StopMethod.SHUTDOWN, REASON)).isInstanceOf(Accepted.class);
        awaitState(host, guest, GuestState.STOPPING);

        assertThat(host.stop(guest.id(), StopMethod.SHUTDOWN, REASON)).isEqualTo(new Already(GuestState.STOPPING));
        assertRefused(host.stop(guest.id(), StopMethod.SAVE, REASON), Cause.WRONG_STATE);
        assertRefused(host.stop(guest.id(), StopMethod.TURN_OFF, REASON), Cause.WRONG_STATE);
        assertRefused(host.start(guest.id()), Cause.WRONG_STATE);
        assertThat(state(host, guest)).isEqualTo(GuestState.STOPPING);
    }

    @Test
    void aGuestStartsFromOffFromSavedAndFromPaused() {
        GuestSpec off = running("off").in(GuestState.OFF);
        GuestSpec saved = running("saved").in(GuestState.SAVED);
        GuestSpec paused = running("paused").in(GuestState.PAUSED);
        GuestSpec up = running("up");
        Hypervisor host = hostWith(List.of(off, saved, paused, up));

        for (GuestSpec guest : List.of(off, saved, paused)) {
            assertThat(host.start(guest.id())).isInstanceOf(Accepted.class);
        }

        assertThat(host.start(up.id())).isEqualTo(new Already(GuestState.RUNNING));
        for (GuestSpec guest : List.of(off, saved, paused)) {
            awaitState(host, guest, GuestState.RUNNING);
        }
    }

    @Test
    void aStartedGuestHasItsHeartbeatOnceItHasBooted() {
        GuestSpec guest = running("booting").in(GuestState.OFF).upAfter(150);
        Hypervisor host = hostWith(List.of(guest));

        host.start(guest.id());
        awaitState(host, guest, GuestState.RUNNING);

        assertThat(host.states(List.of(guest.id())).get(0).heartbeat()).isNotEqualTo(Heartbeat.OK);
        await().atMost(patience())
                .until(() -> host.states(List.of(guest.id())).get(0).heartbeat() == Heartbeat.OK);
    }

    @Test
    void oneAutomaticSettingIsChangedAndTheOthersStayAsTheyAre() {
        GuestSpec guest = running("dc1");
        GuestSpec other = running("web1");
        Hypervisor host = hostWith(List.of(guest, other));

        assertThat(host.settings().change(guest.id(), AutomaticSetting.STOP_ACTION, "ShutDown"))
                .isEqualTo(new SettingAnswer.Changed());
        assertThat(host.settings().change(guest.id(), AutomaticSetting.START_DELAY, "240"))
                .isEqualTo(new SettingAnswer.Changed());

        Inventory inventory = host.inventory();
        Guest changed = inventory.guest(guest.id()).orElseThrow();
        assertThat(changed.stopAction()).isEqualTo("ShutDown");
        assertThat(changed.startAction()).isEqualTo("StartIfRunning");
        assertThat(changed.startDelaySeconds()).isEqualTo(240);
        Guest untouched = inventory.guest(other.id()).orElseThrow();
        assertThat(untouched.stopAction()).isEqualTo("Save");
        assertThat(untouched.startDelaySeconds()).isZero();
    }

    @Test
    void aSettingThatIsRefusedIsAnAnswerAndLeavesTheGuestAsItWas() {
        GuestSpec guest = running("locked").that(Fault.SETTINGS_LOCKED);
        Hypervisor host = hostWith(List.of(guest));

        assertThat(host.settings().change(guest.id(), AutomaticSetting.STOP_ACTION, "ShutDown"))
                .isInstanceOfSatisfying(
                        SettingAnswer.Refused.class,
                        r -> assertThat(r.cause()).as(r.detail()).isEqualTo(Cause.WRONG_STATE));
        assertThat(host.settings().change(guest.id(), AutomaticSetting.START_ACTION, "Nothing"))
                .isEqualTo(new SettingAnswer.Changed());
        assertThat(host.settings().change(new GuestId(UUID.randomUUID()), AutomaticSetting.STOP_ACTION, "Save"))
                .isInstanceOfSatisfying(
                        SettingAnswer.Refused.class, r -> assertThat(r.cause()).isEqualTo(Cause.GONE));

        Guest seen = host.inventory().guest(guest.id()).orElseThrow();
        assertThat(seen.stopAction()).isEqualTo("Save");
        assertThat(seen.startAction()).isEqualTo("Nothing");
        assertThat(seen.state()).isEqualTo(GuestState.RUNNING);
    }

    @Test
    void tenStopsDoNotWaitForEachOther() {
        List<GuestSpec> guests = IntStream.range(0, 10)
                .mapToObj(i -> running("g" + i).downAfter(600))
                .toList();
        Hypervisor host = hostWith(guests);
        host.inventory();
        ExecutorService callers = Executors.newFixedThreadPool(guests.size());
        try {
            long began = System.nanoTime();
            List<CompletableFuture<ActionAnswer>> answers = new ArrayList<>();
            for (GuestSpec guest : guests) {
                answers.add(CompletableFuture.supplyAsync(
                        () -> host.stop(guest.id(), StopMethod.SHUTDOWN, REASON), callers));
            }
            List<ActionAnswer> all =
                    answers.stream().map(CompletableFuture::join).toList();
            Duration took = Duration.ofNanos(System.nanoTime() - began);

            System.out.printf("ten stops asked for at once: %d ms%n", took.toMillis());
            assertThat(all).allSatisfy(a -> assertThat(a).isInstanceOf(Accepted.class));
            // One after another to the end would be ten times this.
            assertThat(took).isLessThan(real(600));
            assertThat(host.states(guests.stream().map(GuestSpec::id).toList()))
                    .allSatisfy(s -> assertThat(s.state()).isEqualTo(GuestState.STOPPING));
        } finally {
            callers.shutdownNow();
        }
    }
}
