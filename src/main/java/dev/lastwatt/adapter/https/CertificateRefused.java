package dev.lastwatt.adapter.https;

/** A certificate or its key cannot be used. The message names the file and the fix, never a secret. */
public final class CertificateRefused extends Exception {

    private static final long serialVersionUID = 1L;

    /** With what is wrong, where, and what is to be done. */
    public CertificateRefused(String message) {
        super(message);
    }

    /** The same, with what it came from. */
    public CertificateRefused(String message, Throwable from) {
        super(message, from);
    }
}
