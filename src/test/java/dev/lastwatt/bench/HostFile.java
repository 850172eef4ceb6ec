package dev.lastwatt.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastwatt.core.guest.GuestId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** The description of a simulated host whose guests all run. */
final class HostFile {

    private static final JsonMapper JSON = new JsonMapper();

    private HostFile() {}

    static GuestId id(int number) {
        return GuestId.of(new UUID(0, 0x1000 + number).toString());
    }

    static List<GuestId> ids(int guests) {
        return IntStream.range(0, guests).mapToObj(HostFile::id).toList();
    }

    static String name(int number) {
        return "vm%02d".formatted(number);
    }

    /** Writes it; what became of a host in the same place is forgotten. */
    static Path write(Path folder, int guests, int shutdownSeconds) throws IOException {
        ObjectNode host = JSON.createObjectNode().put("name", "HV1").put("speed", 1);
        host.putArray("volumes")
                .addObject()
                .put("name", "D:")
                .put("saveMbPerSecond", 400)
                .put("freeMb", 900_000);
        ArrayNode vms = host.putArray("vms");
        for (int i = 0; i < guests; i++) {
            vms.addObject()
                    .put("id", id(i).toString())
                    .put("name", name(i))
                    .put("state", "Running")
                    .put("memoryMb", 4096)
                    .put("volume", "D:")
                    .put("shutdownSeconds", shutdownSeconds);
        }
        Path file = folder.resolve("host.json");
        Files.deleteIfExists(folder.resolve("host.json.state.json"));
        Files.writeString(file, host.toString());
        return file;
    }
}
