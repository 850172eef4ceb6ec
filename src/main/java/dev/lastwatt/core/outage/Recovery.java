package dev.lastwatt.core.outage;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.Heartbeat;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.core.journal.RunOutcome;
import dev.lastwatt.core.outage.OutageState.OnLine;
import dev.lastwatt.core.outage.OutageState.Recovering;
import dev.lastwatt.core.outage.OutageState.RidingThrough;
import dev.lastwatt.core.outage.OutageState.Stopping;
import dev.lastwatt.core.policy.GuestRule;
import dev.lastwatt.core.power.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Brings back what a run stopped: waits for stored energy, then starts servers before their clients, and gives way at once when
 * the mains fail again.
 */
final class Recovery {

    /** At this charge nothing more is to be gained by waiting. Percent. */
    private static final double FULL = 95;

    /** How long a battery of which nothing is known is left to charge. */
    private static final Duration CHARGE_BLIND = Duration.ofMinutes(15);

    /** A guest without a heartbeat counts as up after this time. */
    private static final Duration BOOT_PATIENCE = Duration.ofMinutes(3);

    private static final Duration ASK_AGAIN = Duration.ofSeconds(10);
    private static final int TRIES = 5;
    private static final int AT_ONCE = 4;

    private Run run;
    private final Situation now;
    private final List<Directive> out;

    private Recovery(Run run, Situation now, List<Directive> out) {
        this.run = run;
        this.now = now;
        this.out = out;
    }

    static OutageState step(Recovering state, Situation now, List<Directive> out) {
        if (now.power().onBatterySince().isPresent()) {
            return mainsFailedAgain(state, now, out);
        }
        Recovery recovery = new Recovery(Observation.of(state.run(), now, out), now, out);
        if (!now.armed()) {
            return recovery.end(state, "disarmed; guests that are still down stay so");
        }
        Instant energyAt = state.energyAt() == null && enoughEnergy(state, now) ? now.now() : state.energyAt();
        if (energyAt != null && now.power().isOnLine() && now.hypervisorLostSince() == null) {
            recovery.startWhatMayStart(energyAt);
        }
        if (recovery.finished()) {
            return recovery.end(state, recovery.summary());
        }
        return new Recovering(recovery.run, state.since(), energyAt, state.closed());
    }

    private static OutageState mainsFailedAgain(Recovering state, Situation now, List<Directive> out) {
        if (state.closed()) {
            // That run belonged to an earlier boot of the host: what is up by now is stopped by a run of its own.
            out.add(new Directive.CheckReadiness());
            return new RidingThrough(
                    now.power().onBatterySince().orElse(now.now()), state.run().withoutStarts());
        }
        Run run = state.run().withoutStarts();
        out.add(OutageMachine.enter(now, run, Phase.STOPPING, "the mains failed again"));
        return new Stopping(run);
    }

    private static boolean enoughEnergy(Recovering state, Situation now) {
        if (!now.power().isOnLine()) {
            return false;
        }
        Reading reading = now.reading();
        Double charge = reading == null ? null : reading.chargePercent();
        if (charge != null && charge >= FULL) {
            return true;
        }
        if (now.remaining().reported() != null) {
            return now.remaining().lowerBound().compareTo(now.restartNeeds()) >= 0;
        }
        return charge == null && !now.now().isBefore(state.since().plus(CHARGE_BLIND));
    }

    private void startWhatMayStart(Instant energyAt) {
        Inventory inventory = now.inventory();
        if (inventory == null) {
            return;
        }
        long starting = run.guests().values().stream()
                .filter(g -> g.startAt() != null && g.upAt() == null && g.startGivenUp() == null)
                .count();
        StartRules rules = new StartRules(run, now, inventory, energyAt);
        for (GuestRun so : List.copyOf(run.guests().values())) {
            if (!so.awaitsStart()) {
                continue;
            }
            Guest guest = inventory.guest(so.guest()).orElse(null);
            if (guest == null) {
                giveUpStart(so, "is not on this host any more");
                continue;
            }
            if (so.startAt() != null) {
                watchStart(so, guest);
                continue;
            }
            Optional<String> refusal = rules.refusal(guest);
            if (refusal.isPresent()) {
                giveUpStart(so, refusal.get());
            } else if (starting < AT_ONCE && rules.mayAsk(run, so, guest)) {
                ask(so, guest);
                starting++;
            }
        }
    }

    private void watchStart(GuestRun so, Guest guest) {
        Instant asked = so.startAt() == null ? now.now() : so.startAt();
        Duration since = Duration.between(asked, now.now());
        boolean heartbeatAwaited = now.policy().ruleFor(guest).start().up() == GuestRule.Up.HEARTBEAT
                && guest.heartbeat() != Heartbeat.OK
                && since.compareTo(BOOT_PATIENCE) < 0;
        if (guest.state() == GuestState.RUNNING && !heartbeatAwaited) {
            out.add(new Directive.Record(new Fact.GuestUp(now.now(), run.id(), so.guest(), so.name(), since)));
            run = run.with(so.up(now.now()));
        } else if (guest.state().isDown() && since.compareTo(ASK_AGAIN) >= 0) {
            if (so.startTries() >= TRIES) {
                giveUpStart(so, "not started after " + TRIES + " requests");
            } else {
                ask(so, guest);
            }
        }
    }

    private void giveUpStart(GuestRun so, String why) {
        out.add(new Directive.Record(new Fact.Noted(now.now(), run.id(), so.name() + ": " + why)));
        run = run.with(so.startGivenUp(why));
    }

    private void ask(GuestRun so, Guest guest) {
        out.add(new Directive.Record(new Fact.StartRequested(now.now(), run.id(), guest.id(), guest.name())));
        out.add(new Directive.AskStart(guest.id()));
        run = run.with(so.startAsked(now.now()));
    }

    private boolean finished() {
        boolean someStillGoDown = run.guests().values().stream().anyMatch(g -> g.isStopping() && goesDown(g));
        return !someStillGoDown && run.guests().values().stream().noneMatch(GuestRun::awaitsStart);
    }

    /** It goes down, or may still begin to: some guests take a moment to obey. */
    private boolean goesDown(GuestRun guest) {
        Inventory inventory = now.inventory();
        boolean mayBegin = run.bootId().equals(now.bootId())
                && guest.lastAttempt()
                        .map(a -> now.now().isBefore(a.worstEnd()))
                        .orElse(false);
        return mayBegin
                || inventory == null
                || inventory
                        .guest(guest.guest())
                        .map(g -> g.state().isGoingDown())
                        .orElse(false);
    }

    private String summary() {
        long back = run.guests().values().stream().filter(g -> g.upAt() != null).count();
        long failed = run.guests().values().stream()
                .filter(g -> g.startGivenUp() != null)
                .count();
        return "the mains are back; " + back + " guests started again" + (failed == 0 ? "" : ", " + failed + " not");
    }

    private OutageState end(Recovering state, String summary) {
        Fact last = state.closed()
                ? new Fact.BroughtBack(now.now(), run.id(), summary)
                : new Fact.RunEnded(now.now(), run.id(), RunOutcome.CANCELLED, summary);
        out.add(new Directive.Record(last));
        return new OnLine();
    }
}
