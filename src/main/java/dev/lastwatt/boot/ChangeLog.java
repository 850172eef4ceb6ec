package dev.lastwatt.boot;

import dev.lastwatt.app.Snapshot;
import dev.lastwatt.app.SupplySetup;
import dev.lastwatt.app.UpsSnapshot;
import dev.lastwatt.core.power.ContactLoss;
import dev.lastwatt.core.power.SourceAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private final SupplySetup supply;
    private final String source;
    private final String hypervisor;
    private final Set<ContactLoss> said = EnumSet.noneOf(ContactLoss.class);
    private final Map<String, String> words = new HashMap<>();
    private @Nullable Instant answersSince;
    private boolean guestsKnown;
    private @Nullable Snapshot before;

    ChangeLog(SupplySetup supply, String source, String hypervisor) {
        this.supply = supply;
        this.source = source;
        this.hypervisor = hypervisor;
    }

    /** Looks at what there is now. Called by one thread. */
    void look(Snapshot now) {
        source(now);
        each(now);
        guests(now);
        Snapshot last = before;
        before = now;
        String word = now.power().word();
        if (now.answer() != null && (last == null || !word.equals(last.power().word()))) {
            say(now.power().isOnLine(), "the power: " + word);
        }
        String arming = now.arming().word();
        List<String> blocked = now.arming().blockedBy();
        if (last == null
                || !arming.equals(last.arming().word())
                || !blocked.equals(last.arming().blockedBy())) {
            LOG.infof("%s%s", arming, blocked.isEmpty() ? "" : ": " + String.join("; ", blocked));
        }
        if (arming.equals("blocked") && onBattery(now) && !(last != null && onBattery(last))) {
            LOG.warnf("on battery, and blocked: %s", String.join("; ", blocked));
        }
        if (last != null && last.state().phase() != now.state().phase()) {
            String run = now.state().running().map(r -> " (run " + r.id() + ")").orElse("");
            say(
                    now.state().running().isEmpty(),
                    "the phase: " + now.state().phase().word() + run + ", before: "
                            + last.state().phase().word());
        }
    }

    private static boolean onBattery(Snapshot now) {
        return now.power().onBatterySince().isPresent();
    }

    /** Each of several sources whose word about the power has changed, and whether it answers. */
    private void each(Snapshot now) {
        for (UpsSnapshot ups : now.upses()) {
            String word = ups.power().word();
            if (ups.answer() != null && !word.equals(words.put(ups.source(), word))) {
                say(
                        ups.power().isOnLine(),
                        "UPS " + ups.ups() + (ups.source().equals(ups.ups()) ? "" : ", by " + ups.source()) + ": "
                                + word);
            }
        }
    }

    private void source(Snapshot now) {
        if (!supply.isSingle()) {
            return;
        }
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

    /** Why the hypervisor does not answer its adapter says, which knows more about it. */
    private void guests(Snapshot now) {
        if (!guestsKnown && now.inventory() != null) {
            guestsKnown = true;
            LOG.infof("%s: %d guests", hypervisor, now.inventory().guests().size());
        }
    }

    private static void say(boolean ordinary, String line) {
        LOG.log(ordinary ? Logger.Level.INFO : Logger.Level.WARN, line);
    }
}
