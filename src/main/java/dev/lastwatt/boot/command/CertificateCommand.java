package dev.lastwatt.boot.command;

import dev.lastwatt.adapter.https.CertificateRefused;
import dev.lastwatt.adapter.https.Certificates;
import dev.lastwatt.adapter.https.SelfSigned;
import dev.lastwatt.adapter.https.ServedName;
import dev.lastwatt.boot.Configuration;
import dev.lastwatt.boot.EncryptedApi;
import dev.lastwatt.boot.Folders;
import dev.lastwatt.boot.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the API shows of itself to other machines. */
@Command(
        name = "certificate",
        mixinStandardHelpOptions = true,
        description = "The certificate with which the API is served to other machines.",
        subcommands = {CertificateCommand.Create.class, CertificateCommand.Show.class})
final class CertificateCommand implements Callable<Integer> {

    @Override
    public Integer call() throws CertificateRefused {
        return new Show().call();
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = {
                "Makes a certificate that no authority vouches for, and its key, in the data folder, and prints its fingerprint.",
                "Clients are given the certificate, or compare the fingerprint."
            })
    static final class Create implements Callable<Integer> {

        @Spec
        @Nullable CommandSpec spec;

        @Option(
                names = "--name",
                paramLabel = "NAME",
                description =
                        "A name or an address under which clients reach this host. May be repeated. Default: all it knows.")
        List<String> names = new ArrayList<>();

        @Option(names = "--days", paramLabel = "DAYS", defaultValue = "825", description = "How long it counts (825).")
        int days;

        @Option(names = "--replace", description = "Even if there is one already.")
        boolean replace;

        @Override
        public Integer call() throws CertificateRefused {
            if (days < 1 || days > 3660) {
                throw wrong("--days " + days + ": give a number from 1 to 3660");
            }
            List<ServedName> served = served();
            Settings settings = Configuration.read().settings();
            Path folder = settings.dataFolder()
                    .orElseGet(Folders::data)
                    .toAbsolutePath()
                    .resolve("https");
            if (!replace && Files.exists(folder.resolve("key.pem"))) {
                throw new CommandException(
                        ExitCode.REFUSED,
                        "there is a certificate in " + folder
                                + " already, that clients may know: --replace makes a new one");
            }
            SelfSigned made = SelfSigned.in(folder, served, days);
            tell(made.certificate());
            System.out.println("certificate  " + made.file());
            if (settings.https().certificate().isEmpty()) {
                System.out.println();
                System.out.println(
                        "To serve with it, put this into " + Configuration.file() + " and restart the service:");
                System.out.println("lastwatt.https.certificate=" + slashes(made.file()));
                System.out.println("lastwatt.https.key=" + slashes(made.key()));
            }
            return ExitCode.OK;
        }

        private List<ServedName> served() {
            if (names.isEmpty()) {
                return ServedName.ofThisMachine();
            }
            List<ServedName> served = new ArrayList<>();
            for (String name : names) {
                try {
                    served.add(ServedName.of(name));
                } catch (IllegalArgumentException e) {
                    throw wrong("--name: " + e.getMessage());
                }
            }
            return served;
        }

        /** A properties file takes a backslash for itself; Windows takes either. */
        private static String slashes(Path path) {
            return path.toString().replace('\\', '/');
        }

        private CommandLine.ParameterException wrong(String message) {
            CommandSpec is = spec;
            if (is == null) {
                throw new IllegalStateException("run by picocli only");
            }
            return new CommandLine.ParameterException(is.commandLine(), message);
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Checks the certificate that is configured, and says what clients see of it.")
    static final class Show implements Callable<Integer> {

        @Override
        public Integer call() throws CertificateRefused {
            Settings.Https https = Configuration.read().settings().https();
            if (https.certificate().isEmpty()) {
                System.out.println("No certificate is configured: the API is served to this host only.");
                return ExitCode.NO;
            }
            tell(EncryptedApi.certificate(https, Instant.now()));
            System.out.println("certificate  " + https.certificate().get().toAbsolutePath());
            return ExitCode.OK;
        }
    }

    private static void tell(X509Certificate certificate) {
        System.out.println("for          " + names(certificate));
        System.out.println("from, until  " + certificate.getNotBefore().toInstant() + ", "
                + certificate.getNotAfter().toInstant());
        System.out.println("SHA-256      " + Certificates.fingerprint(certificate));
    }

    private static String names(X509Certificate certificate) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? "no name: clients will refuse it"
                    : names.stream().map(entry -> String.valueOf(entry.get(1))).collect(Collectors.joining(", "));
        } catch (CertificateParsingException e) {
            return "names that cannot be read";
        }
    }
}
