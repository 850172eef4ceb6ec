package dev.lastwatt.boot;

import dev.lastwatt.adapter.hypervisor.hyperv.HyperVHypervisor;
import dev.lastwatt.adapter.ups.usb.UsbUnit;
import dev.lastwatt.adapter.ups.usb.WindowsDriver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** Which drivers of Windows hold UPSes on USB, asked without a service. */
public final class UsbDrivers {

    private UsbDrivers() {}

    /**
     * Those of the units that are attached, and of the vendors that make UPSes; none where there is no Windows to ask.
     *
     * @throws dev.lastwatt.port.HypervisorException if Windows does not say
     */
    public static List<WindowsDriver> of(Settings settings, List<UsbUnit> units) {
        if (!World.hasWindows(settings)) {
            return List.of();
        }
        List<String> vendors = Stream.concat(
                        WindowsDriver.vendors().stream(), units.stream().map(u -> String.format("%04x", u.vendor())))
                .distinct()
                .toList();
        // Not the service's folder: what is noted there of its PowerShell is not to be tidied by a command.
        Path notes = notes();
        try (HyperVHypervisor windows =
                new HyperVHypervisor(World.shell(settings, notes).withSessions(1, 0), Clock.systemUTC())) {
            return WindowsDriver.of(windows.host().usbDrivers(vendors));
        } finally {
            tidy(notes);
        }
    }

    private static Path notes() {
        try {
            return Files.createTempDirectory("lastwatt-ups");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void tidy(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // An empty folder among temporary ones stays, which hurts nobody.
            folder.toFile().deleteOnExit();
        }
    }
}
