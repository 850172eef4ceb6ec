package dev.lastwatt.adapter.host;

import dev.lastwatt.port.HostPower;
import dev.lastwatt.port.Timebase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/**
 * A power switch that is connected to nothing: each request becomes a line of a file. For the demonstration, and for tests, which
 * give it another boot id to be another boot.
 */
public final class RecordedPower implements HostPower {

    private final Path file;
    private final Timebase time;
    private final Supplier<String> bootId;

    private RecordedPower(Path file, Timebase time, Supplier<String> bootId) {
        this.file = file;
        this.time = time;
        this.bootId = bootId;
    }

    /** Records in that file, in a boot of that name. */
    public static RecordedPower inBoot(Path file, Timebase time, String bootId) {
        return new RecordedPower(file, time, () -> bootId);
    }

    /** Records in that file; the boot is what another file says whenever it is asked, {@code unknown} while there is none. */
    public static RecordedPower inBootOfFile(Path file, Timebase time, Path bootIdFile) {
        return new RecordedPower(file, time, () -> read(bootIdFile));
    }

    @Override
    public String name() {
        return "recorded only, nothing is shut down";
    }

    @Override
    public String bootId() {
        return bootId.get();
    }

    @Override
    public Answer shutDown(String reason) {
        String line = time.now() + " " + reason.replaceAll("\\p{Cntrl}+", " ") + "\n";
        try {
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return new Answer.Accepted("recorded in " + file);
        } catch (IOException e) {
            return new Answer.Refused("cannot record in " + file + ": " + e);
        }
    }

    private static String read(Path bootIdFile) {
        try {
            String id = Files.readString(bootIdFile).strip();
            return id.isEmpty() ? BootIds.UNKNOWN : id;
        } catch (IOException e) {
            return BootIds.UNKNOWN;
        }
    }
}
