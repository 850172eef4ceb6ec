package dev.lastwatt.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.adapter.agents.LinuxAgents;
import dev.lastwatt.adapter.agents.WindowsAgents;
import dev.lastwatt.port.ShutdownAgents;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose host is asked who else acts on it. */
class WorldTest {

    private final Path folder;

    WorldTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private ShutdownAgents agents(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Map.of(
                "lastwatt.ups.type", "nut",
                "lastwatt.ups.address", "127.0.0.1:1",
                "lastwatt.hypervisor.powershell", folder.resolve("not-there").toString(),
                "lastwatt.hypervisor.module-folder", "hyperv/Lastwatt.HyperV"));
        all.putAll(more);
        Settings settings = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .addDefaultInterceptors()
                .withMapping(Settings.class)
                .withSources(new PropertiesConfigSource(all, "the test", 500))
                .build()
                .getConfigMapping(Settings.class);
        try (World world = World.of(settings, folder)) {
            return world.agents();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"system", "record"})
    void hostThatModulesPlayIsAskedAsWindowsIs(String power) {
        assertThat(agents(Map.of(
                        "lastwatt.hypervisor.simulator-folder", "hyperv/simulator", "lastwatt.host.power", power)))
                .isInstanceOf(WindowsAgents.class);
    }

    @Test
    void thisMachineIsAskedWhereItIsTheHost() {
        assertThat(agents(Map.of())).isInstanceOf(Folders.isWindows() ? WindowsAgents.class : LinuxAgents.class);
    }

    @Test
    void simulatedHostHasNobodyElse() {
        assertThat(agents(Map.of("lastwatt.hypervisor.type", "simulated"))).isSameAs(ShutdownAgents.NONE);
    }
}
