package dev.lastwatt.adapter.rest;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * The names that a server's certificate gives it (subjectAltName, RFC 9525): a request that names another host came here by a
 * name server's lie.
 */
final class CertifiedNames {

    private static final int DNS = 2;
    private static final int ADDRESS = 7;

    private CertifiedNames() {}

    /**
     * Whether the certificate is for that host.
     *
     * @param host as in a Host header, without the port
     */
    static boolean include(X509Certificate certificate, String host) {
        Collection<List<?>> names;
        try {
            names = certificate.getSubjectAlternativeNames();
        } catch (CertificateParsingException e) {
            return false;
        }
        if (names == null) {
            return false;
        }
        String asked = host.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "").replaceAll("\\.$", "");
        boolean address = asked.contains(":") || asked.matches("[0-9.]+");
        return names.stream()
                .anyMatch(entry -> entry.get(0) instanceof Integer kind
                        && entry.get(1) instanceof String name
                        && (address
                                ? kind == ADDRESS && sameAddress(name, asked)
                                : kind == DNS && sameName(name, asked)));
    }

    /** A star stands for one label, the first (RFC 9525, 6.3). */
    private static boolean sameName(String certified, String asked) {
        String name = certified.toLowerCase(Locale.ROOT);
        int dot = asked.indexOf('.');
        return name.equals(asked)
                || name.startsWith("*.") && dot > 0 && name.substring(1).equals(asked.substring(dot));
    }

    /** Both are literals: nobody is asked for them. */
    private static boolean sameAddress(String certified, String asked) {
        try {
            return asked.matches("[0-9a-f:.]*:[0-9a-f:.]*|\\d+(\\.\\d+){3}")
                    && InetAddress.getByName(certified).equals(InetAddress.getByName(asked));
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
