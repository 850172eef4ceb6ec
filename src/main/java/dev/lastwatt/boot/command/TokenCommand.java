package dev.lastwatt.boot.command;

import dev.lastwatt.adapter.control.TokenEntry;
import dev.lastwatt.adapter.control.TokenFile;
import dev.lastwatt.adapter.https.CertificateRefused;
import dev.lastwatt.adapter.https.Certificates;
import dev.lastwatt.boot.Configuration;
import dev.lastwatt.boot.Folders;
import dev.lastwatt.port.Role;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Who may use the API. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Who may use the API besides looking at it from this host.",
        subcommands = {TokenCommand.Create.class, TokenCommand.ListAll.class, TokenCommand.Revoke.class})
final class TokenCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        return new ListAll().call();
    }

    private static TokenFile file() {
        return TokenFile.in(Configuration.read().settings().dataFolder().orElseGet(Folders::data));
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = {
                "Makes a token and prints it, once: only its SHA-256 is kept. It counts at once, also with a running service.",
                "With --certificate, lets in who has the private key of that client certificate instead; over HTTPS only.",
                "viewer looks; operator also arms, disarms, drills, runs and cancels; admin also changes the policy."
            })
    static final class Create implements Callable<Integer> {

        @Spec
        @Nullable CommandSpec spec;

        @Option(names = "--name", required = true, paramLabel = "NAME", description = "Who or what it is for.")
        String name = "";

        @Option(names = "--role", required = true, paramLabel = "ROLE", description = "viewer, operator or admin.")
        String role = "";

        @Option(names = "--expires", paramLabel = "DAYS", description = "After so many days it counts no more.")
        @Nullable Integer days;

        @Option(
                names = "--certificate",
                paramLabel = "FILE",
                description = "A client certificate, PEM or DER, in place of a token.")
        @Nullable Path certificate;

        @Override
        public Integer call() throws CertificateRefused {
            Role asked = Role.of(role.toLowerCase(Locale.ROOT))
                    .orElseThrow(() -> wrong("--role " + role + ": give viewer, operator or admin"));
            if (!name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._@-]{0,63}")) {
                throw wrong("--name: give 1 to 64 letters, digits, spaces or . _ @ -");
            }
            Integer length = days;
            if (length != null && (length < 1 || length > 3660)) {
                throw wrong("--expires " + length + ": give a number of days from 1 to 3660");
            }
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            Instant expires = length == null ? null : now.plus(Duration.ofDays(length));
            Path shown = certificate;
            if (shown == null) {
                System.out.println(file().create(name, asked, expires, now));
            } else {
                allow(Certificates.in(shown).get(0), asked, expires, now);
            }
            return ExitCode.OK;
        }

        private void allow(X509Certificate shown, Role asked, @Nullable Instant expires, Instant now)
                throws CertificateRefused {
            Instant end = shown.getNotAfter().toInstant();
            if (!now.isBefore(end)) {
                throw new CertificateRefused("the certificate expired at " + end + ": give a new one");
            }
            try {
                file().allow(
                                name,
                                asked,
                                shown.getEncoded(),
                                expires == null || end.isBefore(expires) ? end : expires,
                                now);
            } catch (CertificateEncodingException e) {
                throw new CertificateRefused("the certificate cannot be read: give another", e);
            }
            System.out.println(
                    "lets in who has the key of the certificate with SHA-256 " + Certificates.fingerprint(shown));
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
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Every token: its name, its role, when it ends and when it was last used.")
    static final class ListAll implements Callable<Integer> {

        @Override
        public Integer call() {
            List<TokenEntry> all = file().list();
            if (all.isEmpty()) {
                System.out.println("There is no token: over REST nobody may do more than look, from this host.");
            }
            all.forEach(t -> System.out.printf(
                    Locale.ROOT,
                    "%-24s %-8s %s, made %s, %s, %s%n",
                    t.name(),
                    t.role(),
                    t.kind() == TokenEntry.Kind.CERTIFICATE ? "client certificate" : "token",
                    t.made(),
                    t.expires() == null ? "does not expire" : "expires " + t.expires(),
                    t.used() == null ? "never used" : "last used " + t.used()));
            return ExitCode.OK;
        }
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Ends a token; it counts no more at once, also with a running service.")
    static final class Revoke implements Callable<Integer> {

        @Parameters(paramLabel = "NAME", description = "Which.")
        String name = "";

        @Override
        public Integer call() {
            if (!file().revoke(name)) {
                throw new CommandException(ExitCode.REFUSED, "there is no token of that name: see 'token list'");
            }
            System.out.println("revoked");
            return ExitCode.OK;
        }
    }
}
