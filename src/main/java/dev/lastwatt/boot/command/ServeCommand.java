package dev.lastwatt.boot.command;

import dev.lastwatt.adapter.https.CertificateRefused;
import dev.lastwatt.boot.Configuration;
import dev.lastwatt.boot.EncryptedApi;
import dev.lastwatt.boot.Serving;
import dev.lastwatt.boot.Settings;
import io.quarkus.runtime.Quarkus;
import java.nio.file.Files;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the service: watches the UPS and the guests, and keeps the plan current.",
            "It answers on http://127.0.0.1:8380, on other addresses over HTTPS once it has a certificate, and acts when the mains fail once it is armed ('lastwatt arm'). Until then"
                    + " it observes only."
        })
final class ServeCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        encrypt(Configuration.read().settings().https());
        if (Files.exists(Configuration.file())) {
            System.setProperty(
                    "quarkus.config.locations", Configuration.file().toUri().toString());
        }
        int[] code = {ExitCode.OK};
        Quarkus.run(Serving.class, (exit, failure) -> {
            if (failure != null) {
                Throwable root = failure;
                while (root.getCause() != null) {
                    root = root.getCause();
                }
                System.err.println("lastwatt: " + root.getMessage());
                code[0] = ExitCode.CONFIGURATION;
            } else {
                code[0] = exit;
            }
        });
        return code[0];
    }

    /** The battery is watched with or without it. */
    private static void encrypt(Settings.Https https) {
        try {
            EncryptedApi.settings(https, Instant.now()).forEach(System::setProperty);
        } catch (CertificateRefused e) {
            System.err.println("lastwatt: " + e.getMessage());
            System.err.println("lastwatt: the API is therefore served to this host only; all else goes on");
        }
    }
}
