package dev.lastwatt.app;

import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.core.plan.SettingChange;
import dev.lastwatt.core.plan.SettingsAudit;
import dev.lastwatt.core.policy.Dependencies;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.power.PowerState;
import dev.lastwatt.port.Hypervisor;
import dev.lastwatt.port.HypervisorException;
import dev.lastwatt.port.Journal;
import dev.lastwatt.port.SettingAnswer;
import dev.lastwatt.port.Timebase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Looks at the guests' automatic settings in the hypervisor, and changes those that differ from what the policy implies. */
public final class SettingsReview {

    private final Watching watching;
    private final Hypervisor hypervisor;
    private final Journal journal;
    private final Timebase time;
    private final Runnable refresh;
    private final AtomicBoolean applying = new AtomicBoolean();

    /**
     * Of a running service.
     *
     * @param refresh has the service read its inventory afresh
     */
    public SettingsReview(Watching watching, Hypervisor hypervisor, Journal journal, Timebase time, Runnable refresh) {
        this.watching = watching;
        this.hypervisor = hypervisor;
        this.journal = journal;
        this.time = time;
        this.refresh = refresh;
    }

    /**
     * One change and what came of it.
     *
     * @param answer {@code changed}, {@code refused}, {@code unanswered}, or {@code not-asked} where the mains failed meanwhile
     * @param detail why, or empty
     */
    public record Outcome(SettingChange change, String answer, String detail) {

        /** Whether it is set now. */
        public boolean done() {
            return answer.equals("changed");
        }
    }

    /** The audit of what was read last; empty before the first inventory. */
    public Optional<SettingsAudit> audit() {
        return audit(watching.snapshot());
    }

    /** The audit of what this snapshot holds; empty before the first inventory. */
    public static Optional<SettingsAudit> audit(Snapshot now) {
        return Optional.ofNullable(now.inventory())
                .map(inventory -> SettingsAudit.of(inventory, now.graph(), now.policy()));
    }

    /**
     * Reads the inventory afresh and makes every change that it calls for, one after another, each written down with what was before.
     * Takes some tenths of a second for each change; ends early, with the rest not asked for, when the mains fail.
     *
     * @param by who asks
     * @param reason why, in their words
     * @throws SettingsRefused if now is not the time for it, or the inventory cannot be read
     */
    public List<Outcome> apply(String by, String reason) {
        if (!applying.compareAndSet(false, true)) {
            throw new SettingsRefused("settings are being applied already: wait for that to end");
        }
        try {
            Snapshot now = watching.snapshot();
            obstacle(now).ifPresent(o -> {
                throw new SettingsRefused(o);
            });
            return carryOut(freshAudit(now.policy()).changes(), by, reason);
        } finally {
            applying.set(false);
            refresh.run();
        }
    }

    private SettingsAudit freshAudit(Policy policy) {
        try {
            Inventory fresh = hypervisor.inventory();
            return SettingsAudit.of(
                    fresh, Dependencies.resolve(policy, fresh.guests()).graph(), policy);
        } catch (HypervisorException e) {
            throw new SettingsRefused("nothing was changed, the guests cannot be read: " + e.getMessage());
        }
    }

    private List<Outcome> carryOut(List<SettingChange> changes, String by, String reason) {
        List<Outcome> outcomes = new ArrayList<>();
        for (SettingChange change : changes) {
            Optional<String> obstacle = obstacle(watching.snapshot());
            outcomes.add(
                    obstacle.isPresent()
                            ? new Outcome(change, "not-asked", obstacle.get())
                            : carryOut(change, by, reason));
        }
        return outcomes;
    }

    private Outcome carryOut(SettingChange change, String by, String reason) {
        String setting = change.setting().property();
        journal.append(new Fact.SettingChanged(
                time.now(), change.guest(), change.name(), setting, change.now(), change.wanted(), by, reason));
        Outcome outcome = outcome(change, ask(change));
        journal.append(new Fact.SettingAnswered(
                time.now(), change.guest(), change.name(), setting, outcome.answer(), outcome.detail()));
        return outcome;
    }

    private SettingAnswer ask(SettingChange change) {
        try {
            return hypervisor.settings().change(change.guest(), change.setting(), change.wanted());
        } catch (HypervisorException e) {
            return new SettingAnswer.Unanswered(String.valueOf(e.getMessage()));
        }
    }

    private static Outcome outcome(SettingChange change, SettingAnswer answer) {
        if (answer instanceof SettingAnswer.Refused refused) {
            String cause = refused.cause().name().toLowerCase(Locale.ROOT).replace('_', '-');
            return new Outcome(change, "refused", cause + (refused.detail().isEmpty() ? "" : ": " + refused.detail()));
        }
        return answer instanceof SettingAnswer.Unanswered unanswered
                ? new Outcome(change, "unanswered", unanswered.detail())
                : new Outcome(change, "changed", "");
    }

    /** Why nothing may be changed now. Guests must not be written to while anything else may be about to stop them. */
    private static Optional<String> obstacle(Snapshot now) {
        Phase phase = now.state().phase();
        if (phase != Phase.ON_LINE) {
            return Optional.of("an outage or a run is going on (" + phase.word() + "): wait until it is over");
        }
        if (!(now.power() instanceof PowerState.OnLine)) {
            return Optional.of(
                    "the power is not known to be on (" + now.power().word() + "): settings are changed on the mains");
        }
        if (now.drill().running()) {
            return Optional.of("a drill is going on (" + now.drill().standing() + "): wait until it is over");
        }
        return Optional.empty();
    }
}
