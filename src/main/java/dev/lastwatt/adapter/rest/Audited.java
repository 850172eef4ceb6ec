package dev.lastwatt.adapter.rest;

import dev.lastwatt.port.AuditLog;
import dev.lastwatt.port.Timebase;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/** Writes down each change before it is made, and then what came of it. What cannot be written down is not done. */
@Singleton
public class Audited {

    private static final Logger LOG = System.getLogger(Audited.class.getName());
    private static final int LONGEST = 500;

    private final AuditLog audit;
    private final Timebase time;

    /** In that log. */
    public Audited(AuditLog audit, Timebase time) {
        this.audit = audit;
        this.time = time;
    }

    /** What the change is answered. */
    Response answer(Change change, Supplier<Response> act) {
        String reason = change.reason();
        try {
            append(change, reason, "asked");
        } catch (IllegalStateException e) {
            throw ProblemException.of(
                    ProblemType.NOT_WRITTEN_DOWN,
                    String.valueOf(e.getMessage()),
                    "look at the disk of the data folder");
        }
        try {
            Response done = act.get();
            Object tag = done.getHeaderString(HttpHeaders.ETAG);
            later(change, reason, "done: " + done.getStatus() + (tag == null ? "" : " " + tag));
            return done;
        } catch (ProblemException e) {
            later(change, reason, e.inShort());
            throw e;
        } catch (RuntimeException e) {
            later(change, reason, "failed");
            throw e;
        }
    }

    private void append(Change change, String reason, String outcome) {
        String bounded = outcome.length() > LONGEST ? outcome.substring(0, LONGEST) + "..." : outcome;
        audit.append(new AuditLog.Act(
                time.now(), change.by(), change.role(), change.address(), change.request(), reason, bounded));
    }

    /** It is done: that its outcome cannot be written down changes nothing of that. */
    private void later(Change change, String reason, String outcome) {
        try {
            append(change, reason, outcome);
        } catch (IllegalStateException e) {
            LOG.log(Level.ERROR, "the outcome of {0} is not written down: {1}", change.request(), e.getMessage());
        }
    }
}
