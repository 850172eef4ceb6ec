package dev.lastwatt.boot;

import dev.lastwatt.app.Snapshot;
import dev.lastwatt.core.power.ContactLoss;
import dev.lastwatt.core.power.SourceAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Says in the log what has changed: one line for each change, and one for each cause of a loss, however often it shows. A source
 * that comes and goes counts as lost until it has answered for a while.
 */
final class ChangeLog {

    private static final Logger LOG = Logger.getLogger(ChangeLog.class);
    private static final Duration STEADY = Duration.ofSeconds(10);

    private final String source;
    private final String hypervisor;
    private final Set<ContactLoss> said = EnumSet.noneOf(ContactLoss.class);
    private @Nullable Instant answersSince;
    private @Nullable Instant hypervisorLostSince;
    private boolean guestsKnown;
    private @Nullable Snapshot before;

    ChangeLog(String source, String hypervisor) {
        this.source = source;
        this.hypervisor = hypervisor;
    }

    /** Looks at what there is now. Called by one thread. */
    void look(Snapshot now) {
        source(now);
        hypervisor(now);
        Snapshot last = before;
        before = now;
        String word = now.power().word();
        if (now.answer() != null && (last == null || !word.equals(last.power().word()))) {
            say(now.power().isOnLine(), "the power: " + word);
        }
        String arming = now.arming().word();
        if (last == null || !arming.equals(last.arming().word())) {
            LOG.infof(
                    "%s%s",
                    arming,
                    now.arming().blockedBy().isEmpty()
                            ? ""
                            : ": " + now.arming().blockedBy());
        }
        if (last != null && last.state().phase() != now.state().phase()) {
            String run = now.state().running().map(r -> " (run " + r.id() + ")").orElse("");
            say(
                    now.state().running().isEmpty(),
                    "the phase: " + now.state().phase().word() + run + ", before: "
                            + last.state().phase().word());
        }
    }

    private void source(Snapshot now) {
        if (now.answer() instanceof SourceAnswer.Missing missing) {
            answersSince = null;
            if (said.add(missing.cause())) {
                LOG.warnf("no reading from %s (%s): %s", source, missing.cause(), missing.detail());
            }
        } else if (now.answer() instanceof SourceAnswer.Answered answered) {
            Instant since = answersSince == null ? answered.at() : answersSince;
            answersSince = since;
            if (!said.isEmpty() && Duration.between(since, now.at()).compareTo(STEADY) >= 0) {
                said.clear();
                LOG.infof("%s answers again, since %s", source, since);
            }
        }
    }

    private void hypervisor(Snapshot now) {
        Instant lost = now.hypervisorLostSince();
        if (!guestsKnown) {
            guestsKnown = lost == null && now.inventory() != null;
            if (guestsKnown && now.inventory() != null) {
                LOG.infof("%s: %d guests", hypervisor, now.inventory().guests().size());
            }
        } else if (lost != null && hypervisorLostSince == null) {
            LOG.warnf("%s is not to be had since %s; what is known of the guests stays", hypervisor, lost);
        } else if (lost == null && hypervisorLostSince != null) {
            LOG.infof("%s is back; it was lost since %s", hypervisor, hypervisorLostSince);
        }
        hypervisorLostSince = lost;
    }

    private static void say(boolean ordinary, String line) {
        LOG.log(ordinary ? Logger.Level.INFO : Logger.Level.WARN, line);
    }
}
