package dev.lastwatt.peer;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** Programs that some tests need beside them. */
public enum Peer {
    /** PowerShell 7, named by LASTWATT_PWSH or on the path as pwsh. */
    POWERSHELL {
        @Override
        public boolean isHere() {
            String named = System.getenv("LASTWATT_PWSH");
            if (named != null && !named.isBlank()) {
                return Files.isExecutable(Path.of(named));
            }
            String path = System.getenv("PATH");
            return Arrays.stream((path == null ? "" : path).split(File.pathSeparator))
                    .flatMap(p -> Stream.of(Path.of(p, "pwsh"), Path.of(p, "pwsh.exe")))
                    .anyMatch(Files::isExecutable);
        }
    };

    /** Whether it can be used on this machine. */
    public abstract boolean isHere();
}
