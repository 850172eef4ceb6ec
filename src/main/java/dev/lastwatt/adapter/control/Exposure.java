package dev.lastwatt.adapter.control;

import dev.lastwatt.core.drill.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files that somebody else can write: who writes the settings, the policy or the store decides what the service does. */
public final class Exposure {

    private Exposure() {}

    /** Those of these files and folders, each with the command that mends it; one that is not there is nobody's. */
    public static List<Refusal> of(List<Path> files) {
        List<Refusal> exposed = new ArrayList<>();
        for (Path file : files) {
            Path absolute = file.toAbsolutePath();
            if (Files.notExists(absolute)) {
                continue;
            }
            FileAccess access = FileAccess.of(absolute);
            try {
                String others = access.whoElseWrites(absolute);
                if (!others.isEmpty()) {
                    exposed.add(new Refusal(absolute + " can be written by " + others, access.fix(absolute)));
                }
            } catch (IOException e) {
                exposed.add(new Refusal(
                        "it cannot be seen who may write " + absolute + " (" + e + ")",
                        "give the service's account the right to read its permissions"));
            }
        }
        return exposed;
    }
}
