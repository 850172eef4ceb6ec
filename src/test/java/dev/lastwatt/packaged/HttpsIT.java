package dev.lastwatt.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.adapter.https.SelfSigned;
import dev.lastwatt.adapter.https.ServedName;
import dev.lastwatt.packaged.Program.Ended;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API over HTTPS: with a certificate made by the program, for those with tokens or client certificates and nobody else. */
class HttpsIT {

    private static final String STATUS = "/api/v1/status";

    private final Path folder;
    private final int port = Program.freePort();

    HttpsIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void otherMachinesAreServedOverHttpsAndOnlyWhoIsKnown() throws Exception {
        try (Program program = new Program(folder).simulated()) {
            Ended made = program.run("certificate", "create", "--name", "localhost");
            assertThat(made.code()).as(made.output()).isZero();
            assertThat(made.output()).contains("SHA-256", "lastwatt.https.certificate=");
            assertThat(program.run("certificate", "create").code())
                    .as("clients may know the first one")
                    .isEqualTo(4);
            Path own = folder.resolve("data/https");
            program.with("lastwatt.https.port", String.valueOf(port))
                    .with(
                            "lastwatt.https.certificate",
                            own.resolve("certificate.pem").toString())
                    .with("lastwatt.https.key", own.resolve("key.pem").toString());
            assertThat(program.run("certificate", "show").output()).contains("localhost");

            Path client = SelfSigned.in(folder.resolve("client"), List.of(ServedName.of("kate")), 1)
                    .file();
            assertThat(program.run(
                                    "token",
                                    "create",
                                    "--name",
                                    "kate",
                                    "--role",
                                    "operator",
                                    "--certificate",
                                    client.toString())
                            .code())
                    .isZero();
            String token = program.run("token", "create", "--name", "ann", "--role", "viewer")
                    .output()
                    .strip();
            program.serve();

            HttpClient nobody = https(own, null);
            assertThat(status(nobody, null)).isEqualTo(401);
            assertThat(status(nobody, "lw_wrong")).isEqualTo(401);
            assertThat(status(nobody, token)).isEqualTo(200);

            HttpClient kate = https(own, client);
            assertThat(status(kate, null)).isEqualTo(200);
            assertThat(hold(kate))
                    .as("an operator is stopped by the missing ETag only")
                    .isEqualTo(428);
            assertThat(hold(https(own, folder.resolve("data/https/certificate.pem"))))
                    .as("a certificate that nobody registered")
                    .isEqualTo(401);

            assertThat(answerTo(
                            own, "GET /api/v1/status HTTP/1.1\r\nHost: evil.example\r\nAuthorization: Bearer " + token))
                    .contains(" 421 ");
            assertThat(answerTo(
                            own,
                            "GET /control/state HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                    + Files.readString(folder.resolve("data/control.secret"))))
                    .as("commands of the host itself")
                    .contains(" 404 ");
            assertThat(answerTo(own, "GET /openapi-ui/ HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token))
                    .as("the page to explore with")
                    .contains(" 404 ");
            assertThat(program.get(STATUS).statusCode())
                    .as("on loopback, as ever")
                    .isEqualTo(200);
        }
    }

    private int status(HttpClient client, @Nullable String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(STATUS);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private int hold(HttpClient client) throws IOException, InterruptedException {
        return client.send(
                        request("/api/v1/hold")
                                .header("Content-Type", "application/json")
                                .header("Reason", "a test")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"for\": \"PT1H\"}"))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
                .timeout(Duration.ofSeconds(10));
    }

    /** The head of what is answered to a request that no well-behaved client sends. */
    private String answerTo(Path own, String head) throws IOException, GeneralSecurityException {
        try (SSLSocket socket =
                (SSLSocket) context(own, null).getSocketFactory().createSocket("localhost", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(64), StandardCharsets.US_ASCII);
        }
    }

    private static HttpClient https(Path server, @Nullable Path client) throws IOException, GeneralSecurityException {
        return HttpClient.newBuilder()
                .sslContext(context(server, client))
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    private static SSLContext context(Path server, @Nullable Path client) throws IOException, GeneralSecurityException {
        KeyStore trusted = empty();
        trusted.setCertificateEntry("server", certificate(server.resolve("certificate.pem")));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        KeyStore own = empty();
        if (client != null) {
            own.setKeyEntry(
                    "own", key(client.resolveSibling("key.pem")), new char[0], new Certificate[] {certificate(client)});
        }
        keys.init(own, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Certificate certificate(Path file) throws IOException, GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        String base64 = Files.readString(file).replaceAll("-----.*-----|\\s", "");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }
}
