package dev.lastwatt.adapter.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token or a client certificate as it is kept: never itself, only what it is recognised by.
 *
 * @param name what it was made for; no two have the same
 * @param role viewer, operator or admin
 * @param kind what is shown
 * @param sha256 of the token, or of the certificate in DER, in hexadecimal digits
 * @param made when it was made
 * @param expires from when it counts no more, null for never
 * @param used when it was last shown, to the minute; null if it never was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenEntry(
        String name,
        String role,
        @Nullable Kind kind,
        String sha256,
        Instant made,
        @Nullable Instant expires,
        @Nullable Instant used) {

    /** What somebody shows. */
    public enum Kind {
        TOKEN,
        CERTIFICATE
    }

    /** Those that were made before there were others are tokens. */
    public TokenEntry {
        kind = kind == null ? Kind.TOKEN : kind;
    }

    boolean counts(Instant now) {
        return expires == null || now.isBefore(expires);
    }

    TokenEntry usedAt(Instant at) {
        return new TokenEntry(name, role, kind, sha256, made, expires, at);
    }
}
