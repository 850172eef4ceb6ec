package dev.lastwatt.adapter.hypervisor.hyperv.shell;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** One line when something begins to be wrong, one when it is right again, and none in between. */
public final class CauseLog {

    private final Logger log;
    private final Map<String, String> standing = new ConcurrentHashMap<>();

    /** Writes to that log. */
    public CauseLog(Logger log) {
        this.log = log;
    }

    /** Something is wrong with the subject; the key tells causes apart, the line is for people. */
    public void wrong(String subject, String key, String line) {
        if (!key.equals(standing.put(subject, key))) {
            log.warn(line);
        } else {
            log.debug(line);
        }
    }

    /** The subject is as it should be. */
    public void right(String subject, String line) {
        if (standing.remove(subject) != null) {
            log.info(line);
        }
    }
}
