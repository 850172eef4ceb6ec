package dev.lastwatt.boot.command;

import dev.lastwatt.boot.Build;
import picocli.CommandLine.IVersionProvider;

/** The version that was built. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"lastwatt " + Build.version(), "Java " + System.getProperty("java.version")};
    }
}
