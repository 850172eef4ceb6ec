package dev.lastwatt.adapter.hypervisor.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastwatt.adapter.hypervisor.simulated.Fate.End;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.Heartbeat;
import dev.lastwatt.core.guest.ShutdownService;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.fake.VirtualTime;
import dev.lastwatt.port.ActionAnswer;
import dev.lastwatt.port.ActionAnswer.Accepted;
import dev.lastwatt.port.ActionAnswer.Already;
import dev.lastwatt.port.ActionAnswer.Cause;
import dev.lastwatt.port.ActionAnswer.Refused;
import dev.lastwatt.port.HostPower;
import dev.lastwatt.port.HypervisorException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A described host, under a real host's laws: guests of 4096 MB on a volume of 400 MB/s. */
class SimulatedHypervisorTest {

    private static final GuestId VM = GuestId.of("00000000-0000-0000-0000-000000000001");
    private static final GuestId OTHER = GuestId.of("00000000-0000-0000-0000-000000000002");

    private final VirtualTime time = new VirtualTime();

    private static String vm(GuestId id, String more) {
        return "{\"id\": \"" + id + "\", \"name\": \"vm-" + id.value().getLeastSignificantBits()
                + "\", \"state\": \"Running\"" + (more.isEmpty() ? "" : ", " + more) + "}";
    }

    private SimulatedHypervisor host(String... vms) {
        HostDescription description = HostDescription.of("{\"vms\": [" + String.join(",", vms) + "]}");
        return SimulatedHypervisor.of(description, time, time::advance);
    }

    private SimulatedHypervisor one(String more) {
        return host(vm(VM, more));
    }

    private static ActionAnswer ask(SimulatedHypervisor host, StopMethod method) {
        return host.stop(VM, method, "test");
    }

    private static GuestState state(SimulatedHypervisor host) {
        return host.states(List.of(VM)).get(0).state();
    }

    private static Cause cause(ActionAnswer answer) {
        return ((Refused) answer).cause();
    }

    @Test
    void theInventoryShowsWhatTheDescriptionSaysAndItsDefaults() {
        SimulatedHypervisor host =
                one("\"notes\": \"two words\", \"clustered\": true, \"replicationMode\": \"Replica\","
                        + " \"automaticStopAction\": \"ShutDown\", \"automaticStartDelay\": 90");

        Guest guest = host.inventory().guest(VM).orElseThrow();
        assertThat(guest.memoryBytes()).isEqualTo(4096L * 1024 * 1024);
        assertThat(guest.shutdownService()).isEqualTo(ShutdownService.OK);
        assertThat(guest.heartbeat()).isEqualTo(Heartbeat.OK);
        assertThat(guest.notes()).isEqualTo("two words");
        assertThat(guest.clustered()).isTrue();
        assertThat(guest.replica()).isTrue();
        assertThat(guest.stopAction()).isEqualTo("ShutDown");
        assertThat(guest.startAction()).isEqualTo("StartIfRunning");
        assertThat(guest.startDelaySeconds()).isEqualTo(90);
        assertThat(host.inventory().hostName()).isEqualTo("HV1");
        assertThat(host.inventory().volumes().get(0).name()).isEqualTo("C:");
    }

    @Test
    void aShutdownGoesThroughStoppingToOff() {
        SimulatedHypervisor host = one("\"shutdownSeconds\": 20");

        assertThat(ask(host, StopMethod.SHUTDOWN)).isEqualTo(new Accepted());
        time.toSecond(19.9);
        assertThat(state(host)).isEqualTo(GuestState.STOPPING);
        assertThat(ask(host, StopMethod.SHUTDOWN)).isEqualTo(new Already(GuestState.STOPPING));
        time.toSecond(20.1);
        assertThat(state(host)).isEqualTo(GuestState.OFF);
        assertThat(ask(host, StopMethod.SHUTDOWN)).isEqualTo(new Already(GuestState.OFF));
    }

    @Test
    void whileStoppingNeitherSaveNorTurnOffIsAccepted() {
        SimulatedHypervisor host = one("\"faults\": [\"hangs-stopping\"]");
        ask(host, StopMethod.SHUTDOWN);
        time.toSecond(10_000);

        assertThat(state(host)).isEqualTo(GuestState.STOPPING);
        assertThat(cause(ask(host, StopMethod.SAVE))).isEqualTo(Cause.WRONG_STATE);
        assertThat(cause(ask(host, StopMethod.TURN_OFF))).isEqualTo(Cause.WRONG_STATE);
        assertThat(cause(host.start(VM))).isEqualTo(Cause.WRONG_STATE);
    }

    @Test
    void aSaveTakesMemoryOverRateAndRoomUntilTheGuestRunsAgain() {
        SimulatedHypervisor host = one("\"memoryMb\": 4000");
        long before = host.inventory().volumes().get(0).freeBytes();

        assertThat(ask(host, StopMethod.SAVE)).isEqualTo(new Accepted());
        time.toSecond(9.9);
        assertThat(state(host)).isEqualTo(GuestState.SAVING);
        time.toSecond(10.1);
        assertThat(state(host)).isEqualTo(GuestState.SAVED);
        assertThat(host.inventory().volumes().get(0).freeBytes()).isEqualTo(before - 4000L * 1024 * 1024);
        host.start(VM);
        time.toSecond(20);
        assertThat(state(host)).isEqualTo(GuestState.RUNNING);
        assertThat(host.inventory().volumes().get(0).freeBytes()).isEqualTo(before);
    }

    @Test
    void aSaveWithoutRoomIsRefusedAndTheSecondSeesTheRoomTheFirstTook() {
        HostDescription description = HostDescription.of(
                "{\"volumes\": [{\"freeMb\": 6000}], \"vms\": [" + vm(VM, "") + "," + vm(OTHER, "") + "]}");
        SimulatedHypervisor host = SimulatedHypervisor.of(description, time, time::advance);

        assertThat(ask(host, StopMethod.SAVE)).isEqualTo(new Accepted());
        assertThat(cause(host.stop(OTHER, StopMethod.SAVE, "test"))).isEqualTo(Cause.NO_ROOM);
    }

    @Test
    void aSaveThatFailsHalfWayLeavesTheGuestRunningAndTheRoomFree() {
        SimulatedHypervisor host = one("\"memoryMb\": 8000, \"faults\": [\"save-fails\"]");
        long before = host.inventory().volumes().get(0).freeBytes();
        ask(host, StopMethod.SAVE);
        time.toSecond(9.9);
        assertThat(state(host)).isEqualTo(GuestState.SAVING);
        time.toSecond(10.1);

        assertThat(state(host)).isEqualTo(GuestState.RUNNING);
        assertThat(host.inventory().volumes().get(0).freeBytes()).isEqualTo(before);
        assertThat(host.report().fate("vm-1").orElseThrow().end()).isEqualTo(End.STILL_UP);
    }

    @Test
    void turnOffNeverTouchesASavedGuest() {
        SimulatedHypervisor host = host(vm(VM, "").replace("Running", "Saved"));

        assertThat(ask(host, StopMethod.TURN_OFF)).isEqualTo(new Already(GuestState.SAVED));
        assertThat(state(host)).isEqualTo(GuestState.SAVED);
        assertThat(host.report().fate("vm-1").orElseThrow().end()).isEqualTo(End.NEVER_UP);
    }

    @ParameterizedTest
    @CsvSource({
        "NoContact, NO_CONTACT, false",
        "Disabled, DISABLED, false",
        "LostCommunication, LOST, false",
        "Degraded, DEGRADED, true",
        "Ok, OK, true"
    })
    void onlyAServiceThatAnswersObeys(String word, ShutdownService seen, boolean obeys) {
        SimulatedHypervisor host = one("\"shutdownService\": \"" + word + "\"");

        assertThat(host.inventory().guests().get(0).shutdownService()).isEqualTo(seen);
        ActionAnswer answer = ask(host, StopMethod.SHUTDOWN);
        if (obeys) {
            assertThat(answer).isEqualTo(new Accepted());
        } else {
            assertThat(cause(answer)).isEqualTo(Cause.NO_SHUTDOWN_SERVICE);
            assertThat(state(host)).isEqualTo(GuestState.RUNNING);
        }
    }

    @Test
    void aGuestThatIgnoresTheRequestStaysRunningAndCanBeSaved() {
        SimulatedHypervisor host = one("\"faults\": [\"ignores-shutdown\"]");

        assertThat(ask(host, StopMethod.SHUTDOWN)).isEqualTo(new Accepted());
        time.toSecond(500);
        assertThat(state(host)).isEqualTo(GuestState.RUNNING);
        assertThat(ask(host, StopMethod.SAVE)).isEqualTo(new Accepted());
        time.toSecond(520);
        assertThat(state(host)).isEqualTo(GuestState.SAVED);
    }

    @Test
    void aLockedGuestObeysBecauseThePortAsksWithForce() {
        SimulatedHypervisor host = one("\"faults\": [\"locked\"]");

        assertThat(ask(host, StopMethod.SHUTDOWN)).isEqualTo(new Accepted());
    }

    @ParameterizedTest
    @EnumSource(StopMethod.class)
    void aGuestThatIsBackedUpIsBusy(StopMethod method) {
        SimulatedHypervisor host = one("\"faults\": [\"backing-up\"]");

        assertThat(cause(ask(host, method))).isEqualTo(Cause.BUSY);
        assertThat(host.inventory().guests().get(0).busyWith()).isEqualTo("BackingUpVirtualMachine");
        assertThat(state(host)).isEqualTo(GuestState.RUNNING);
    }

    @Test
    void aPausedGuestCanBeSavedButNotShutDown() {
        SimulatedHypervisor host = host(vm(VM, "").replace("Running", "Paused"));

        assertThat(cause(ask(host, StopMethod.SHUTDOWN))).isEqualTo(Cause.WRONG_STATE);
        assertThat(ask(host, StopMethod.SAVE)).isEqualTo(new Accepted());
    }

    @Test
    void aStartedGuestIsAliveOnlyAfterItsBoot() {
        SimulatedHypervisor host = host(vm(VM, "\"bootSeconds\": 60").replace("Running", "Off"));

        assertThat(host.start(VM)).isEqualTo(new Accepted());
        assertThat(state(host)).isEqualTo(GuestState.STARTING);
        time.toSecond(5);
        assertThat(host.states(List.of(VM)).get(0).heartbeat()).isEqualTo(Heartbeat.NONE);
        assertThat(host.start(VM)).isEqualTo(new Already(GuestState.RUNNING));
        time.toSecond(61.5);
        assertThat(host.states(List.of(VM)).get(0).heartbeat()).isEqualTo(Heartbeat.OK);
    }

    @Test
    void whatDoesNotExistIsGoneAndLeftOut() {
        SimulatedHypervisor host = one("");

        assertThat(cause(host.stop(OTHER, StopMethod.SAVE, "test"))).isEqualTo(Cause.GONE);
        assertThat(cause(host.start(OTHER))).isEqualTo(Cause.GONE);
        assertThat(host.states(List.of(OTHER, VM))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"VMMS_DOWN, NOT_RUNNING, FAILED", "NOT_INSTALLED, NOT_RUNNING, FAILED", "NO_PERMISSION, DENIED, DENIED"
    })
    void aHostThatDoesNotAnswerSaysWhy(HostFault fault, HypervisorException.Cause kind, Cause refusal) {
        SimulatedHypervisor host = one("");
        host.fault(fault, true);

        Stream.<Runnable>of(host::inventory, () -> host.states(List.of(VM)))
                .forEach(call -> assertThatThrownBy(call::run)
                        .isInstanceOfSatisfying(HypervisorException.class, e -> assertThat(e.kind())
                                .isEqualTo(kind)));
        assertThat(cause(ask(host, StopMethod.SHUTDOWN))).isEqualTo(refusal);
        host.fault(fault, false);
        assertThat(state(host)).isEqualTo(GuestState.RUNNING);
    }

    @Test
    void aSlowHostTakesThreeSecondsMoreForEachCall() {
        SimulatedHypervisor host = one("\"shutdownSeconds\": 4");
        host.fault(HostFault.SLOW, true);

        ask(host, StopMethod.SHUTDOWN);
        assertThat(time.now()).isEqualTo(VirtualTime.START.plusSeconds(3));
        assertThat(state(host)).isEqualTo(GuestState.STOPPING);
        assertThat(state(host)).isEqualTo(GuestState.OFF);
    }

    @Test
    void aHostThatShutsDownDoesWhatTheAutomaticStopActionSays() {
        GuestId third = GuestId.of("00000000-0000-0000-0000-000000000003");
        GuestId hung = GuestId.of("00000000-0000-0000-0000-000000000004");
        SimulatedHypervisor host = host(
                vm(VM, "\"automaticStopAction\": \"Save\""),
                vm(OTHER, "\"automaticStopAction\": \"ShutDown\""),
                vm(third, "\"automaticStopAction\": \"TurnOff\""),
                vm(hung, "\"automaticStopAction\": \"ShutDown\", \"faults\": [\"hangs-stopping\"]"));
        assertThat(host.power().shutDown("test")).isInstanceOf(HostPower.Answer.Accepted.class);
        time.toSecond(400);

        HostReport report = host.report();
        assertThat(report.fates())
                .extracting(Fate::end)
                .containsExactly(End.SAVED, End.SHUT_DOWN, End.CUT_OFF_WHILE_RUNNING, End.CUT_OFF_WHILE_STOPPING);
        assertThat(report.hostOffAt()).isEqualTo(VirtualTime.START.plusSeconds(120 + 45));
        assertThat(report.allClean()).isFalse();
        assertThatThrownBy(host::inventory).hasMessage("simulated host HV1 is off");
    }

    @Test
    void aHostSwitchedOnAgainHasAnotherBootAndItsGuestsAsTheyWere() {
        SimulatedHypervisor host = one("");
        String before = host.power().bootId();
        ask(host, StopMethod.SAVE);
        time.toSecond(30);
        host.power().shutDown("test");
        time.toSecond(100);
        assertThat(host.power().shutDown("test")).isInstanceOf(HostPower.Answer.Refused.class);
        host.power().boot();

        assertThat(host.power().bootId()).isNotEqualTo(before);
        assertThat(state(host)).isEqualTo(GuestState.SAVED);
        assertThat(host.start(VM)).isEqualTo(new Accepted());
    }
}
