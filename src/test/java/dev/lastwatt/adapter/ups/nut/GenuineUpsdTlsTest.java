package dev.lastwatt.adapter.ups.nut;

import static dev.lastwatt.adapter.ups.SourceAnswers.assertMissing;
import static dev.lastwatt.adapter.ups.SourceAnswers.reading;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.adapter.ups.wire.Endpoint;
import dev.lastwatt.core.power.ContactLoss;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.peer.GenuineUpsd;
import dev.lastwatt.peer.NeedsPeer;
import dev.lastwatt.peer.NssCertificate;
import dev.lastwatt.peer.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against NUT's own server, encrypted. */
@NeedsPeer({Peer.UPSD, Peer.CERTUTIL})
class GenuineUpsdTlsTest {

    private final NssCertificate certificate = NssCertificate.of("dns:localhost");
    private final GenuineUpsd upsd = GenuineUpsd.start(certificate);

    @AfterEach
    void stop() {
        upsd.close();
        certificate.close();
    }

    private NutSource source(String host, Path caFile) {
        NutSettings settings = NutSettings.of(new Endpoint(host, upsd.port()))
                .withLogin("prim", "primpw")
                .withTls(new NutTls.Required(caFile));
        return new NutSource(settings, () -> Instant.EPOCH);
    }

    @Test
    void theRightAuthorityAndNameGiveReadings() {
        try (var source = source("localhost", certificate.authority())) {
            assertThat(reading(source.read()).has(StatusFlag.OL)).isTrue();
            upsd.set("ups.status", "OB");
            assertThat(reading(source.read()).has(StatusFlag.OB)).isTrue();
            upsd.restartServer();
            assertThat(reading(source.read()).has(StatusFlag.OB)).isTrue();
        }
    }

    @Test
    void anotherAuthorityIsDenied(@TempDir Path folder) throws IOException {
        Path stray = Files.writeString(folder.resolve("ca.pem"), StrayCertificate.PEM);
        try (var source = source("localhost", stray)) {
            assertMissing(source.read(), ContactLoss.DENIED, "not trusted", "lastwatt.ups.ca-file");
        }
        assertThat(upsd.logins()).isZero();
    }

    @Test
    void anotherNameIsDenied() {
        try (var source = source("127.0.0.1", certificate.authority())) {
            assertMissing(source.read(), ContactLoss.DENIED, "does not fit 127.0.0.1", "lastwatt.ups.address");
        }
        assertThat(upsd.logins()).isZero();
    }
}
