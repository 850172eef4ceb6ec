package dev.lastwatt.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertifiedNamesTest {

    /** For hv1.example, *.lab.example, 10.0.0.5 and fd00::5. */
    private static final String PEM = """
            -----BEGIN CERTIFICATE-----
            MIIBwjCCAWigAwIBAgIUUfcGxobt3VZcX1CVuCopyhxeB4gwCgYIKoZIzj0EAwIw
            FjEUMBIGA1UEAwwLaHYxLmV4YW1wbGUwHhcNMjYxMTIzMTY0MzU5WhcNMzYxMTIw
            MTY0MzU5WjAWMRQwEgYDVQQDDAtodjEuZXhhbXBsZTBZMBMGByqGSM49AgEGCCqG
            SM49AwEHA0IABKkPUgrSwpll4ZugP7Ar+szn27kcV+PoStHjbv6W8GiOsuLdxbzj
            R+JdzfeoeLwJtbnTVEvSDODTijANkD9VWIKjgZMwgZAwHQYDVR0OBBYEFO9OAEdG
            E3M+izy/1alSiS2rzu/4MB8GA1UdIwQYMBaAFO9OAEdGE3M+izy/1alSiS2rzu/4
            MA8GA1UdEwEB/wQFMAMBAf8wPQYDVR0RBDYwNIILaHYxLmV4YW1wbGWCDSoubGFi
            LmV4YW1wbGWHBAoAAAWHEP0AAAAAAAAAAAAAAAAAAAUwCgYIKoZIzj0EAwIDSAAw
            RQIgNSYrGcQh3WzNb78qv1aFxKJOo21OWl5nztnNO8ddQlMCIQC8KNdDMxhA//RP
            7TpZ/XKUo1dB1lXA5t1EU8J3Iln2bg==
            -----END CERTIFICATE-----
            """;

    private final X509Certificate certificate;

    CertifiedNamesTest() throws CertificateException {
        certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(PEM.getBytes(StandardCharsets.US_ASCII)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hv1.example", "HV1.Example.", "a.lab.example", "10.0.0.5", "[fd00::5]", "[fd00:0::5]"})
    void theseAreInIt(String host) {
        assertThat(CertifiedNames.include(certificate, host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evil.example",
                "example",
                "lab.example",
                "a.b.lab.example",
                ".lab.example",
                "10.0.0.50",
                "10.5",
                "[::1]",
                "localhost",
                "127.0.0.1",
                "hv1.example.evil",
                "*.lab.example.x",
                "0.0.0.0.0",
                "[:]"
            })
    void theseAreNot(String host) {
        assertThat(CertifiedNames.include(certificate, host)).isFalse();
    }
}
