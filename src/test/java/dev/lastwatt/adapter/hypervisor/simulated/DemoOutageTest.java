package dev.lastwatt.adapter.hypervisor.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastwatt.adapter.hypervisor.simulated.Fate.End;
import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.adapter.scenario.ScenarioFile;
import dev.lastwatt.adapter.ups.simulated.SimulatedUps;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.ShutdownService;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.fake.VirtualTime;
import dev.lastwatt.port.ActionAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The demo's host and UPS together, stopped by hand. */
class DemoOutageTest {

    private static final Instant FAILS = VirtualTime.START.plusSeconds(20);

    private final VirtualTime time = new VirtualTime();
    private final Scenario scenario = scenario();
    private final SimulatedHypervisor host =
            SimulatedHypervisor.of(scenario, HostDescription.of(text("/demo/host.json")), time, time::advance);
    private final SimulatedUps ups =
            SimulatedUps.of(scenario, time, host, FAILS).build();

    private static String text(String resource) {
        try (InputStream in = Objects.requireNonNull(DemoOutageTest.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Scenario scenario() {
        try {
            return ScenarioFile.read(new StringReader(text("/demo/scenario.jsonl")), "demo")
                    .get(0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void after(int seconds) {
        time.advance(Duration.between(time.now(), FAILS.plusSeconds(seconds)));
    }

    private ActionAnswer ask(String name, StopMethod method) {
        GuestId id = host.guest(name).orElseThrow();
        return host.stop(id, method, "power failure");
    }

    @Test
    void leftAloneTheBatteryLastsFourteenMinutesAndEverythingIsCutOff() {
        after(1200);

        assertThat(ups.powerGoneAt()).contains(FAILS.plusSeconds(840));
        assertThat(host.report().hostCutOffAt()).isEqualTo(FAILS.plusSeconds(840));
        assertThat(host.report().fates()).extracting(Fate::end).containsOnly(End.CUT_OFF_WHILE_RUNNING);
        assertThat(ups.read()).isInstanceOf(SourceAnswer.Missing.class);
        assertThatThrownBy(host::inventory).hasMessageContaining("is off");
    }

    @Test
    void begunAfterEightMinutesInTheRightOrderEverythingIsDownInTime() {
        after(480);
        for (String name : List.of("app1", "app2", "files1", "init1", "init2", "web1", "web2", "stuck1")) {
            assertThat(ask(name, StopMethod.SHUTDOWN)).isEqualTo(new ActionAnswer.Accepted());
        }
        assertThat(host.inventory()
                        .guest(host.guest("legacy1").orElseThrow())
                        .orElseThrow()
                        .shutdownService())
                .isEqualTo(ShutdownService.NO_CONTACT);
        assertThat(ask("legacy1", StopMethod.SHUTDOWN)).isInstanceOf(ActionAnswer.Refused.class);
        assertThat(ask("legacy1", StopMethod.SAVE)).isEqualTo(new ActionAnswer.Accepted());
        after(535);
        assertThat(ask("sql1", StopMethod.SHUTDOWN)).isEqualTo(new ActionAnswer.Accepted());
        assertThat(ask("san1", StopMethod.SHUTDOWN)).isEqualTo(new ActionAnswer.Accepted());
        assertThat(ask("stuck1", StopMethod.SAVE)).as("it ignored the request").isEqualTo(new ActionAnswer.Accepted());
        after(642);
        assertThat(ask("dc1", StopMethod.SHUTDOWN)).isEqualTo(new ActionAnswer.Accepted());
        after(682);
        host.power().shutDown("power failure");
        after(1200);

        HostReport report = host.report();
        assertThat(report.allClean()).as("%s", report.fates()).isTrue();
        assertThat(report.orderViolations()).isZero();
        assertThat(report.fate("stuck1").orElseThrow().end()).isEqualTo(End.SAVED);
        assertThat(report.hostOffAt()).isEqualTo(FAILS.plusSeconds(682 + 48));
        assertThat(ups.battery().leftSeconds()).isPositive();
        assertThat(ups.powerGoneAt()).isEmpty();
    }

    /** Seen from the UPS or from the host, often or once: the power ends at the instant the format's referee computes. */
    @Test
    void whenThePowerEndsDoesNotDependOnWhoLooks() {
        List<Instant> ends = new ArrayList<>();
        for (int look : List.of(1, 7, 1000)) {
            VirtualTime virtual = new VirtualTime();
            SimulatedHypervisor one = SimulatedHypervisor.of(scenario, virtual, virtual::advance);
            SimulatedUps its = SimulatedUps.of(scenario, virtual, one, FAILS).build();
            for (int second = 0; second < 3000; second++) {
                if (second == 300) {
                    one.stop(one.guest("sql1").orElseThrow(), StopMethod.SHUTDOWN, "test");
                    one.stop(one.guest("dc1").orElseThrow(), StopMethod.SAVE, "test");
                }
                if (second % look == 0) {
                    one.settle();
                }
                if (second % (3 * look) == 0) {
                    its.read();
                }
                virtual.advanceSeconds(1);
            }
            assertThat(its.powerGoneAt())
                    .contains(Objects.requireNonNull(one.report().hostCutOffAt()));
            ends.add(its.powerGoneAt().orElseThrow());
        }
        Instant byTheReferee = FAILS.plusNanos(930_602_616_380L);
        assertThat(Duration.between(byTheReferee, ends.get(0)).abs()).isLessThan(Duration.ofMillis(1));
        assertThat(Duration.between(ends.get(0), ends.get(1)).abs()).isLessThan(Duration.ofMillis(1));
        assertThat(Duration.between(ends.get(0), ends.get(2)).abs()).isLessThan(Duration.ofMillis(1));
    }

    @Test
    void aDescriptionOfAnotherHostIsRefusedByName() {
        String json = text("/demo/host.json");

        assertThatThrownBy(() -> SimulatedHypervisor.of(
                        scenario, HostDescription.of(json.replace("\"web1\"", "\"web9\"")), time, time::advance))
                .hasMessage("vms: no web1, which the scenario has");
        assertThatThrownBy(() -> SimulatedHypervisor.of(
                        scenario, HostDescription.of(json.replace("32768", "16384")), time, time::advance))
                .hasMessage("vms: memoryMb of sql1 is 16384.0, in the scenario 32768.0");
    }
}
