package dev.lastwatt.boot;

import dev.lastwatt.adapter.agents.LinuxAgents;
import dev.lastwatt.adapter.agents.WindowsAgents;
import dev.lastwatt.adapter.host.ChildProcesses;
import dev.lastwatt.adapter.host.LinuxPower;
import dev.lastwatt.adapter.host.PretendedPower;
import dev.lastwatt.adapter.host.RecordedPower;
import dev.lastwatt.adapter.host.WindowsBoot;
import dev.lastwatt.adapter.host.WindowsPower;
import dev.lastwatt.adapter.hypervisor.hyperv.HyperVHypervisor;
import dev.lastwatt.adapter.hypervisor.hyperv.shell.ShellSettings;
import dev.lastwatt.adapter.hypervisor.simulated.SimulatedHostPower;
import dev.lastwatt.adapter.time.SystemTimebase;
import dev.lastwatt.adapter.ups.windows.WindowsBatterySource;
import dev.lastwatt.port.HostPower;
import dev.lastwatt.port.Hypervisor;
import dev.lastwatt.port.ShutdownAgents;
import dev.lastwatt.port.Timebase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What a service watches and acts on, as the settings say.
 *
 * @param agents who else acts on the host
 * @param speed simulated seconds in a second, 1 for anything real
 */
record World(
        ConfiguredSupply supply,
        Hypervisor hypervisor,
        HostPower power,
        ShutdownAgents agents,
        Timebase time,
        double speed)
        implements AutoCloseable {

    private static final Duration HOST_PATIENCE = Duration.ofSeconds(10);

    static World of(Settings settings, Path data) {
        boolean simulatedUps = settings.ups().type() == Settings.UpsType.SIMULATED;
        boolean simulatedHost = settings.hypervisor().type() == Settings.HypervisorType.SIMULATED;
        if (simulatedUps || simulatedHost) {
            return simulated(settings, data, simulatedUps, simulatedHost);
        }
        Timebase time = new SystemTimebase();
        // What can be wrong with a source is found before any PowerShell is started.
        AtomicReference<HyperVHypervisor> started = new AtomicReference<>();
        ConfiguredSupply supply = ConfiguredSupply.of(
                settings,
                time,
                (ups, prefix) -> ups.type() == Settings.UpsType.WINDOWS
                        ? new WindowsBatterySource(
                                () -> Objects.requireNonNull(started.get()).batteries(),
                                ups.name().orElse(null),
                                time)
                        : Sources.of(ups, prefix, time));
        HyperVHypervisor hypervisor = hyperV(settings, data);
        started.set(hypervisor);
        if (settings.host().power() != Settings.PowerType.RECORD
                && settings.hypervisor().simulatorFolder().isPresent()) {
            return pretended(settings, data, supply, hypervisor, agents(settings, hypervisor), time, 1);
        }
        return new World(supply, hypervisor, power(settings, data, time), agents(settings, hypervisor), time, 1);
    }

    private static World simulated(Settings settings, Path data, boolean ups, boolean host) {
        if (!(settings.simulated().speed() > 0 && settings.simulated().speed() <= 1000)) {
            throw new ConfigurationException(List.of("lastwatt.simulated.speed must be above 0 and at most 1000"));
        }
        SimulatedWorld world = SimulatedWorld.of(settings.simulated());
        Timebase time = world.time();
        if (ups && !settings.supply().ups().isEmpty()) {
            throw new ConfigurationException(
                    List.of("lastwatt.supply.ups: a simulated UPS is the only one, leave lastwatt.supply away"));
        }
        ConfiguredSupply supply = ups
                ? ConfiguredSupply.single(
                        world.ups(), Batteries.of(settings.battery(), time.now(), ZoneId.systemDefault()))
                : ConfiguredSupply.of(settings, time, (each, prefix) -> Sources.of(each, prefix, time));
        HyperVHypervisor genuine = host ? null : hyperV(settings, data);
        Hypervisor hypervisor = genuine == null ? world.host() : genuine;
        ShutdownAgents agents = genuine == null ? ShutdownAgents.NONE : agents(settings, genuine);
        double speed = settings.simulated().speed();
        // Nothing here may ever be the switch of the machine this runs on.
        if (settings.host().power() == Settings.PowerType.RECORD) {
            return new World(supply, hypervisor, record(settings, data, time), agents, time, speed);
        }
        if (host) {
            SimulatedHostPower power = world.host().power();
            return new World(
                    supply.with(source -> new BootsWithMains(source, power, power::boot)),
                    hypervisor,
                    power,
                    agents,
                    time,
                    speed);
        }
        return pretended(settings, data, supply, hypervisor, agents, time, speed);
    }

    /** A host that files play has no switch: it is pretended to go off and to boot. */
    private static World pretended(
            Settings settings,
            Path data,
            ConfiguredSupply supply,
            Hypervisor hypervisor,
            ShutdownAgents agents,
            Timebase time,
            double speed) {
        PretendedPower power = new PretendedPower(record(settings, data, time), time);
        return new World(
                supply.with(source -> new BootsWithMains(source, power, power::boot)),
                hypervisor,
                power,
                agents,
                time,
                speed);
    }

    /** Who else acts on the host that is watched: a simulated one is not this machine. */
    private static ShutdownAgents agents(Settings settings, HyperVHypervisor hypervisor) {
        return hasWindows(settings) ? new WindowsAgents(hypervisor.host()::shutdownAgents) : new LinuxAgents();
    }

    /** Whether the host that is watched is Windows, genuine or simulated. */
    static boolean hasWindows(Settings settings) {
        return Folders.isWindows() || settings.hypervisor().simulatorFolder().isPresent();
    }

    private static HyperVHypervisor hyperV(Settings settings, Path data) {
        return new HyperVHypervisor(shell(settings, data), Clock.systemUTC());
    }

    /** The PowerShell that the settings mean, with its notes in that folder. */
    static ShellSettings shell(Settings settings, Path data) {
        Settings.HypervisorSettings given = settings.hypervisor();
        Path module = given.moduleFolder()
                .or(Folders::module)
                .orElseThrow(() -> new ConfigurationException(List.of(
                        "lastwatt.hypervisor.module-folder: the module Lastwatt.HyperV is not beside the program;"
                                + " name its folder")));
        ShellSettings shell = ShellSettings.usual(module.toAbsolutePath(), data);
        Optional<String> powershell = given.powershell();
        if (powershell.isPresent()) {
            shell = shell.withExecutable(powershell.get());
        }
        if (given.simulatorFolder().isPresent()) {
            Map<String, String> variables = given.simulatedHost()
                    .map(file -> Map.of(
                            "LASTWATT_SIMULATED_HOST", file.toAbsolutePath().toString()))
                    .orElseGet(Map::of);
            shell = shell.withModules(given.simulatorFolder().get().toAbsolutePath(), variables);
        }
        return shell;
    }

    private static HostPower power(Settings settings, Path data, Timebase time) {
        if (settings.host().power() == Settings.PowerType.RECORD) {
            return record(settings, data, time);
        }
        ChildProcesses processes = new ChildProcesses();
        if (Folders.isWindows()) {
            String root = Optional.ofNullable(System.getenv("SystemRoot")).orElse("C:\\Windows");
            return new WindowsPower(processes, new WindowsBoot(processes, root, HOST_PATIENCE), root, HOST_PATIENCE);
        }
        return new LinuxPower(processes, HOST_PATIENCE);
    }

    private static RecordedPower record(Settings settings, Path data, Timebase time) {
        Path file = settings.host().recordFile().orElseGet(() -> data.resolve("host-power.log"));
        return settings.host()
                .recordBootFile()
                .map(boot -> RecordedPower.inBootOfFile(file, time, boot))
                .orElseGet(() -> RecordedPower.inBoot(file, time, "recorded"));
    }

    @Override
    public void close() {
        supply.close();
        hypervisor.close();
    }
}
