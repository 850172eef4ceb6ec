package dev.lastwatt.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lastwatt.adapter.hypervisor.hyperv.SimulatedHost;
import dev.lastwatt.adapter.ups.nut.NutScript;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.RunOutcome;
import dev.lastwatt.peer.LoopbackPeer;
import dev.lastwatt.peer.NeedsPeer;
import dev.lastwatt.peer.Peer;
import dev.lastwatt.service.ServiceProcess.Moment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} at a step of a run, and a restart: the run goes on where it was. */
@NeedsPeer(Peer.POWERSHELL)
class KilledServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> GUESTS = List.of("app1", "sql1", "dc1");

    private final NutScript ups = new NutScript();
    private final LoopbackPeer server = new LoopbackPeer(ups);
    private final Path folder;
    private final Path data;
    private final SimulatedHost host;
    private final List<ProcessHandle> left = new ArrayList<>();

    KilledServiceTest(@TempDir Path folder) {
        this.folder = folder;
        data = folder.resolve("data");
        host = new SimulatedHost(folder);
        host.become(House.SPEED, House.few());
        InstalledService.bootsInto(data, "first");
        mains(true);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aRunThatIsKilledAtEachStepEndsAsIfItHadNotBeenAndIsClosedAfterTheNextBoot() {
        killedAt(Moment.AFTER, Fact.RunBegan.class);
        killedAt(Moment.AFTER, Fact.StopRequested.class);
        killedAt(Moment.BEFORE, Fact.StopAnswered.class);
        killedAt(Moment.AFTER, Fact.GuestDown.class);
        killedAt(Moment.AFTER, Fact.HostShutdownAsked.class);
        assertThat(InstalledService.powerOffs(data)).isEmpty();
        goesOnUntil(Fact.HostShutdownAnswered.class);
        everythingIsDown();
        nothingWasRepeatedOrLost(InstalledService.factsIn(data));

        mains(true);
        InstalledService.bootsInto(data, "second");
        goesOnUntil(Fact.BroughtBack.class);
        List<Fact> facts = InstalledService.factsIn(data);
        assertThat(facts)
                .filteredOn(Fact.RunEnded.class::isInstance)
                .singleElement()
                .satisfies(f -> assertThat(((Fact.RunEnded) f).outcome()).isEqualTo(RunOutcome.COMPLETED));
        nothingWasRepeatedOrLost(facts);
        everythingIsBack();
    }

    private void nothingWasRepeatedOrLost(List<Fact> facts) {
        assertThat(facts).filteredOn(Fact.RunBegan.class::isInstance).hasSize(1);
        assertThat(facts)
                .filteredOn(Fact.StopRequested.class::isInstance)
                .extracting(f -> ((Fact.StopRequested) f).name())
                // Of the first request nobody could know whether it had been made.
                .containsExactly("app1", "app1", "sql1", "dc1");
        assertThat(facts)
                .filteredOn(Fact.GuestDown.class::isInstance)
                .extracting(f -> ((Fact.GuestDown) f).name())
                .containsExactlyElementsOf(GUESTS);
        assertThat(InstalledService.powerOffs(data)).hasSize(1);
    }

    @Test
    void aServiceThatIsKilledWhileItStartsGuestsStartsTheRest() {
        try (ServiceProcess first = started(Moment.BEFORE, Fact.StartAnswered.class)) {
            mains(false);
            await().atMost(PATIENCE).until(() -> first.hasWritten(Fact.GuestDown.class));
            mains(true);
            await().atMost(PATIENCE).until(first::stands);
            left.addAll(first.children());
            first.kill();
        }
        goesOnUntil(Fact.RunEnded.class);

        List<Fact> facts = InstalledService.factsIn(data);
        assertThat(facts)
                .filteredOn(Fact.RunEnded.class::isInstance)
                .singleElement()
                .satisfies(f -> assertThat(((Fact.RunEnded) f).outcome()).isEqualTo(RunOutcome.CANCELLED));
        everythingIsBack();
        assertThat(HostLog.of(host).guests(HostLog.STARTED)).doesNotHaveDuplicates();
        assertThat(InstalledService.powerOffs(data)).isEmpty();
    }

    private void killedAt(Moment moment, Class<? extends Fact> at) {
        try (ServiceProcess service = started(moment, at)) {
            mains(false);
            await().atMost(PATIENCE).until(service::stands);
            left.addAll(service.children());
            service.kill();
        }
    }

    private ServiceProcess started(Moment moment, Class<? extends Fact> at) {
        ServiceProcess service = ServiceProcess.start(folder, server.port(), moment, at);
        await().atMost(PATIENCE).until(() -> service.isReady() || service.stands());
        assertThat(left).as("PowerShell of a killed service").noneMatch(ProcessHandle::isAlive);
        return service;
    }

    private void goesOnUntil(Class<? extends Fact> kind) {
        try (ServiceProcess next = started(Moment.NEVER, kind)) {
            await().atMost(PATIENCE).until(() -> next.hasWritten(kind));
        }
    }

    private void everythingIsDown() {
        HostLog truth = HostLog.of(host);
        assertThat(truth.states().values()).hasSize(4).containsOnly("Off");
        assertThat(truth.guests(HostLog.SHUT_DOWN)).containsExactlyElementsOf(GUESTS);
        assertThat(truth.guests(HostLog.TURNED_OFF)).isEmpty();
    }

    private void everythingIsBack() {
        Map<String, String> states = HostLog.of(host).states();
        assertThat(states.remove(House.OFF_BEFORE)).isEqualTo("Off");
        assertThat(states.values()).hasSize(3).containsOnly("Running");
    }

    private void mains(boolean on) {
        ups.variables(
                "ups.status",
                on ? "OL" : "OB LB",
                "battery.charge",
                on ? "100" : "20",
                "battery.runtime",
                on ? "1800" : "600",
                "ups.load",
                "20");
    }
}
