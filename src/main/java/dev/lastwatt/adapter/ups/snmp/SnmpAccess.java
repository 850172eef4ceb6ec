package dev.lastwatt.adapter.ups.snmp;

import org.jspecify.annotations.Nullable;

/** As whom an agent is asked. */
public sealed interface SnmpAccess {

    /** The versions that know no users: the community is sent in the clear, and so is everything else. */
    enum OpenVersion {
        /** Version 1: a variable that is not there fails the whole request. */
        V1,
        /** Version 2c. */
        V2C
    }

    /** How answers of version 3 are proved to be the agent's. */
    enum Authentication {
        /** HMAC-MD5-96 (RFC 3414), for cards that know nothing better. */
        MD5,
        /** HMAC-SHA-96 (RFC 3414). */
        SHA1,
        /** RFC 7860. */
        SHA224,
        /** RFC 7860. */
        SHA256,
        /** RFC 7860. */
        SHA384,
        /** RFC 7860. */
        SHA512
    }

    /** How version 3 encrypts. */
    enum Privacy {
        /** CBC-DES (RFC 3414), for cards that know nothing better. */
        DES,
        /** CFB128-AES-128 (RFC 3826). */
        AES128,
        /** AES-192 by the Blumenthal draft, which is what most cards mean by it. */
        AES192,
        /** AES-256 by the same draft. */
        AES256
    }

    /**
     * Version 1 or 2c.
     *
     * @param community not blank
     */
    record Community(OpenVersion version, String community) implements SnmpAccess {

        /** Checks the community. */
        public Community {
            if (community.isBlank()) {
                throw new IllegalArgumentException("lastwatt.ups.snmp.community: is empty; most agents know 'public'");
            }
        }

        @Override
        public String toString() {
            return version + " with a community";
        }
    }

    /**
     * Version 3. Without a password nothing is proved; without a privacy password nothing is hidden.
     *
     * @param name the user, not blank
     * @param password at least 8 characters (RFC 3414, section 11.2), or {@code null}
     * @param privacyPassword at least 8 characters, or {@code null}; needs the other
     */
    record User(
            String name,
            Authentication authentication,
            @Nullable String password,
            Privacy privacy,
            @Nullable String privacyPassword)
            implements SnmpAccess {

        private static final int SHORTEST = 8;

        /** Checks the lengths, and that encryption does not go without authentication. */
        public User {
            if (name.isBlank()) {
                throw new IllegalArgumentException("lastwatt.ups.username is missing, and version v3 needs a user");
            }
            check("lastwatt.ups.password-file", password);
            check("lastwatt.ups.snmp.privacy-password-file", privacyPassword);
            if (privacyPassword != null && password == null) {
                throw new IllegalArgumentException("lastwatt.ups.password-file is missing, and"
                        + " lastwatt.ups.snmp.privacy-password-file is set: SNMP encrypts only what it authenticates");
            }
        }

        private static void check(String setting, @Nullable String password) {
            if (password != null && password.length() < SHORTEST) {
                throw new IllegalArgumentException(setting + ": the password is shorter than the " + SHORTEST
                        + " characters that SNMP v3 asks for");
            }
        }

        @Override
        public String toString() {
            return "V3 as " + name;
        }
    }
}
