package dev.lastwatt.boot;

import dev.lastwatt.adapter.hypervisor.simulated.HostDescription;
import dev.lastwatt.adapter.hypervisor.simulated.SimulatedHypervisor;
import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.adapter.scenario.ScenarioFile;
import dev.lastwatt.adapter.time.ScaledTimebase;
import dev.lastwatt.adapter.time.SystemTimebase;
import dev.lastwatt.adapter.ups.simulated.SimulatedUps;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.port.ForwardingSource;
import dev.lastwatt.port.Timebase;
import dev.lastwatt.port.UpsSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A simulated UPS that feeds a simulated host, with a clock that may run faster.
 *
 * @param scenario what is played
 */
record SimulatedWorld(Scenario scenario, Timebase time, UpsSource ups, SimulatedHypervisor host) {

    private static final Duration NEVER = Duration.ofDays(3650);

    static SimulatedWorld of(Settings.Simulated settings) {
        Timebase time = new ScaledTimebase(new SystemTimebase(), settings.speed());
        Instant failsAt = time.now().plus(settings.failsAfter().orElse(NEVER));
        Optional<Path> own = settings.scenario();
        Scenario scenario = own.isPresent() ? first(ScenarioFile.read(own.get())) : demoScenario();
        SimulatedHypervisor host = own.isPresent()
                ? SimulatedHypervisor.of(scenario, time, SimulatedWorld::pass)
                : SimulatedHypervisor.of(scenario, demoHost(), time, SimulatedWorld::pass);
        SimulatedUps ups = SimulatedUps.of(scenario, time, host, failsAt).build();
        return new SimulatedWorld(
                scenario,
                time,
                settings.mainsFile()
                        .<UpsSource>map(f -> new SwitchedByFile(ups, f))
                        .orElse(ups),
                host);
    }

    /** The built-in scenario, whose mains stay until {@link #failMains()}. */
    static SimulatedWorld demo(Timebase time) {
        Scenario scenario = demoScenario();
        SimulatedHypervisor host = SimulatedHypervisor.of(scenario, demoHost(), time, SimulatedWorld::pass);
        Instant never = time.now().plus(NEVER);
        return new SimulatedWorld(
                scenario, time, SimulatedUps.of(scenario, time, host, never).build(), host);
    }

    /** The mains fail now, for good. */
    void failMains() {
        if (ups instanceof SimulatedUps simulated) {
            simulated.fail();
        }
    }

    private static Scenario demoScenario() {
        try (Reader text = new InputStreamReader(resource("/demo/scenario.jsonl"), StandardCharsets.UTF_8)) {
            return first(ScenarioFile.read(text, "the built-in scenario"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HostDescription demoHost() {
        try (InputStream text = resource("/demo/host.json")) {
            return HostDescription.of(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(SimulatedWorld.class.getResourceAsStream(name), name);
    }

    private static Scenario first(List<Scenario> scenarios) {
        if (scenarios.isEmpty()) {
            throw new ConfigurationException(List.of("lastwatt.simulated.scenario: the file holds no scenario"));
        }
        return scenarios.get(0);
    }

    /** A slow host is slow for the thread that asks it. */
    private static void pass(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    /** Pulls and restores the simulated mains as a file says, looked at before each reading. */
    private static final class SwitchedByFile extends ForwardingSource {

        private final SimulatedUps ups;
        private final Path file;

        SwitchedByFile(SimulatedUps ups, Path file) {
            super(ups);
            this.ups = ups;
            this.file = file;
        }

        @Override
        public SourceAnswer read() {
            try {
                boolean off =
                        Files.exists(file) && Files.readString(file).strip().equalsIgnoreCase("off");
                if (off && ups.onMains()) {
                    ups.fail();
                } else if (!off && !ups.onMains()) {
                    ups.restore();
                }
            } catch (IOException e) {
                // Being written at this moment: the next reading sees it.
                return ups.read();
            }
            return ups.read();
        }
    }
}
