package dev.lastwatt.adapter.ups.usb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The dumps of real units that the emulated unit plays. */
final class Units {

    static final Path FOLDER = Path.of("native", "usb-lab", "ups");

    private Units() {}

    static UnitDump read(String name) {
        return UnitDump.read(text(name));
    }

    static String text(String name) {
        try {
            return Files.readString(FOLDER.resolve(name + ".ups"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
