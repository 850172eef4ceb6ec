package dev.lastwatt.adapter.hypervisor.hyperv;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastwatt.adapter.hypervisor.hyperv.shell.ShellSettings;
import dev.lastwatt.contract.GuestSpec;
import dev.lastwatt.core.guest.ShutdownService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** The file that describes the host to the simulated Hyper-V modules, and settings that make PowerShell use those. */
public final class SimulatedHost {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path HYPERV =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("hyperv");

    private final Path folder;

    /** Keeps its files in that folder. */
    public SimulatedHost(Path folder) {
        this.folder = folder;
    }

    /** The description. */
    public Path file() {
        return folder.resolve("host.json");
    }

    /** What makes PowerShell see this host. */
    public ShellSettings settings() {
        return ShellSettings.usual(HYPERV.resolve("Lastwatt.HyperV"), folder.resolve("data"))
                .withModules(HYPERV.resolve("simulator"), Map.of("LASTWATT_SIMULATED_HOST", file().toString()))
                .withSessions(2, 0)
                .withDeadlines(Duration.ofSeconds(90), Duration.ofSeconds(20), Duration.ofSeconds(20))
                // Nobody but the test shall ask this host anything.
                .withCare(Duration.ofHours(1), 1_000_000, Duration.ofHours(12));
    }

    /** A new host in the same place: what became of the one before is forgotten. */
    public void become(double speed, List<GuestSpec> guests) {
        become(speed, guests, host -> {});
    }

    /** The same, with something more in its description. */
    public void become(double speed, List<GuestSpec> guests, Consumer<ObjectNode> more) {
        ObjectNode host = JSON.createObjectNode();
        host.put("name", "HV1").put("speed", speed);
        ArrayNode volumes = host.putArray("volumes");
        volumes.addObject()
                .put("name", GuestSpec.ROOMY)
                .put("saveMbPerSecond", 400)
                .put("freeMb", 200_000);
        volumes.addObject()
                .put("name", GuestSpec.TIGHT)
                .put("saveMbPerSecond", 400)
                .put("freeMb", 1_000);
        ArrayNode vms = host.putArray("vms");
        guests.forEach(guest -> describe(guest, vms.addObject()));
        more.accept(host);
        try {
            Path next = folder.resolve("host.json.next");
            Files.writeString(next, host.toPrettyString());
            Files.move(next, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Files.deleteIfExists(folder.resolve("host.json.state.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void describe(GuestSpec guest, ObjectNode vm) {
        vm.put("id", guest.id().toString());
        vm.put("name", guest.name()).put("notes", GuestSpec.NOTES);
        vm.put("state", capitalized(guest.state().name()));
        vm.put("memoryMb", guest.memoryMb());
        vm.put("volume", guest.volume());
        vm.put("shutdownSeconds", guest.shutdownSeconds());
        vm.put("bootSeconds", guest.bootSeconds());
        vm.put("shutdownService", service(guest.shutdownService()));
        ArrayNode faults = vm.putArray("faults");
        guest.faults().forEach(f -> faults.add(f.name().toLowerCase(Locale.ROOT).replace('_', '-')));
    }

    private static String service(ShutdownService service) {
        return switch (service) {
            case OK -> "Ok";
            case DEGRADED -> "Degraded";
            case DISABLED -> "Disabled";
            case LOST -> "LostCommunication";
            case NO_CONTACT, UNKNOWN -> "NoContact";
        };
    }

    private static String capitalized(String constant) {
        return constant.charAt(0) + constant.substring(1).toLowerCase(Locale.ROOT);
    }
}
