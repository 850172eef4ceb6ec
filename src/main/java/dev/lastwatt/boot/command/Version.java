package dev.lastwatt.boot.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that was built. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        Properties built = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("/lastwatt-build.properties")) {
            if (in != null) {
                built.load(in);
            }
        }
        return new String[] {
            "lastwatt " + built.getProperty("version", "unknown"), "Java " + System.getProperty("java.version")
        };
    }
}
