package dev.lastwatt.adapter.control;

import dev.lastwatt.port.AuditLog;
import dev.lastwatt.port.Timebase;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Who may use the control channel: a peer on loopback that knows the secret. */
@Singleton
public class ControlGate {

    private static final Logger LOG = System.getLogger(ControlGate.class.getName());
    private static final String HOST = "host";
    private static final String LOOPBACK = "this host";
    private static final String SCHEME = "Bearer ";

    private final SecretFile file;
    private final AuditLog audit;
    private final Timebase time;
    private volatile @Nullable String secret;

    /** With that secret, which is made where there is none, and that log. */
    public ControlGate(SecretFile file, AuditLog audit, Timebase time) {
        this.file = file;
        this.audit = audit;
        this.time = time;
    }

    /**
     * Makes sure that there is a secret, so that a command finds one. A service without one still watches: failing is logged, and
     * tried again at the next request.
     */
    public void open() {
        try {
            secret();
        } catch (SecretException e) {
            LOG.log(Level.ERROR, "commands are refused: {0}", e.getMessage());
        }
    }

    /**
     * Lets a request in.
     *
     * @throws ControlRefusal otherwise
     */
    void admit(@Nullable String peer, @Nullable String authorization) {
        if (!isLoopback(peer)) {
            throw ControlRefusal.of(403, "Forbidden", "commands are taken from this host only");
        }
        String expected;
        try {
            expected = secret();
        } catch (SecretException e) {
            LOG.log(Level.ERROR, "commands are refused: {0}", e.getMessage());
            throw ControlRefusal.of(
                    503,
                    "Service Unavailable",
                    "the service has no usable secret to know commands by; its log says why");
        }
        String presented = authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? authorization.substring(SCHEME.length()).strip()
                : "";
        if (!SecretFile.matches(expected, presented)) {
            throw ControlRefusal.of(401, "Unauthorized", "the secret of the service's data folder is needed");
        }
    }

    /**
     * Writes down what somebody at this host's command line is about to do. They could do it without us: a log that cannot be written
     * does not keep them from it.
     */
    void note(String by, String act, String reason) {
        try {
            audit.append(new AuditLog.Act(time.now(), by, HOST, LOOPBACK, act, reason, "asked"));
        } catch (IllegalStateException e) {
            LOG.log(Level.ERROR, "not in the audit log: {0} by {1}: {2}", act, by, e.getMessage());
        }
    }

    private String secret() {
        String known = secret;
        if (known == null) {
            known = file.createOrRead();
            secret = known;
        }
        return known;
    }

    /** Only literal addresses: a peer's address is never looked up. */
    static boolean isLoopback(@Nullable String address) {
        if (address == null || !address.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%\\w+)?")) {
            return false;
        }
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
