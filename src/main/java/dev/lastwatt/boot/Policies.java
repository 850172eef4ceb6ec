package dev.lastwatt.boot;

import dev.lastwatt.adapter.policy.PolicyFile;
import dev.lastwatt.core.policy.Policy;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which policy is in force. */
final class Policies {

    private Policies() {}

    /** The configured one, else the one in the configuration folder, else the built-in defaults. */
    static Policy of(Settings settings) {
        if (settings.policyFile().isPresent()) {
            return PolicyFile.read(settings.policyFile().get());
        }
        Path usual = Folders.config().resolve("policy.yaml");
        return Files.exists(usual) ? PolicyFile.read(usual) : Policy.defaults();
    }
}
