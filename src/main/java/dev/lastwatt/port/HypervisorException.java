package dev.lastwatt.port;

/** The hypervisor could not be asked, or did not answer. The message names the cause and the setting or service to look at. */
public final class HypervisorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Kinds of failure that have different remedies. */
    public enum Cause {
        /** PowerShell cannot be started. */
        NO_POWERSHELL,
        /** PowerShell runs in a language mode, or without the module, that makes work impossible. */
        MISCONFIGURED,
        /** Rights on Hyper-V are missing. */
        DENIED,
        /** The Virtual Machine Management service is not running, or Hyper-V is not installed. */
        NOT_RUNNING,
        /** No answer within the time allowed. */
        TIMEOUT,
        /** An answer that makes no sense. */
        GARBLED
    }

    private final Cause kind;

    /** Says what failed. */
    public HypervisorException(Cause kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Says what failed, and what it came from. */
    public HypervisorException(Cause kind, String message, Throwable from) {
        super(message, from);
        this.kind = kind;
    }

    /** The kind of failure. */
    public Cause kind() {
        return kind;
    }
}
