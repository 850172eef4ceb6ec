package dev.lastwatt.boot;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** What was built. */
public final class Build {

    private Build() {}

    /** The version, as the build wrote it down. */
    public static String version() {
        Properties built = new Properties();
        try (InputStream in = Build.class.getResourceAsStream("/lastwatt-build.properties")) {
            if (in != null) {
                built.load(in);
            }
        } catch (IOException e) {
            return "unknown";
        }
        return built.getProperty("version", "unknown");
    }
}
