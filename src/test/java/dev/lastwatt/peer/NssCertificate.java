package dev.lastwatt.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A server's certificate and the authority that signed it, in a database of the kind that Debian's NUT reads. */
public final class NssCertificate implements AutoCloseable {

    private static final String PASSWORD = "nsspw";

    private final Scratch scratch = new Scratch("nss");
    private final Path database = scratch.folder("db");
    private final Path passwordFile = scratch.file("password", PASSWORD + "\n");
    private final Path noise = scratch.folder().resolve("noise");
    private final Path answers = scratch.file("answers", "y\n\ny\n");

    private NssCertificate(String subjectNames) {
        byte[] random = new byte[64];
        new SecureRandom().nextBytes(random);
        try {
            Files.write(noise, random);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        certutil("-N");
        certutil("-S", "-z", noise.toString(), "-n", "CA", "-s", "CN=Test CA", "-x", "-t", "CT,,", "-m", "1", "-2");
        certutil(
                "-S",
                "-z",
                noise.toString(),
                "-n",
                nickname(),
                "-s",
                "CN=server",
                "-c",
                "CA",
                "-t",
                ",,",
                "-m",
                "2",
                "--extSAN",
                subjectNames);
        certutil("-L", "-n", "CA", "-a", "-o", authority().toString());
    }

    /** Makes one that holds for these names, such as {@code dns:localhost,ip:127.0.0.1}. Takes about a second. */
    public static NssCertificate of(String subjectNames) {
        return new NssCertificate(subjectNames);
    }

    Path database() {
        return database;
    }

    String nickname() {
        return "upsd";
    }

    String password() {
        return PASSWORD;
    }

    /** The authority's certificate, as PEM. */
    public Path authority() {
        return scratch.folder().resolve("ca.pem");
    }

    private void certutil(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Peer.CERTUTIL.program().orElseThrow().toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-d", "sql:" + database, "-f", passwordFile.toString()));
        ChildProgram.start(command, Map.of(), scratch.folder().resolve("certutil.log"), answers)
                .succeeds();
    }

    @Override
    public void close() {
        scratch.close();
    }
}
