package dev.lastwatt.app;

import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.stoptime.HostShutdownTime;
import dev.lastwatt.port.Journal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The policy as the administrator gave it, with what this host has shown: how long it takes to go down, and whom it saves. */
final class PolicyInForce {

    private final HostShutdowns hostShutdowns;
    private Policy given;
    private HostShutdownTime hostShutdown;
    private @Nullable Boolean savesWhileStopping;
    private @Nullable Instant heldUntil;
    private Policy policy;

    PolicyInForce(Policy given, HostShutdowns hostShutdowns, Journal journal) {
        this.hostShutdowns = hostShutdowns;
        this.given = given;
        this.hostShutdown = hostShutdowns.time(given);
        this.savesWhileStopping = shown(journal);
        this.policy = composed();
    }

    Policy policy() {
        return policy;
    }

    Policy given() {
        return given;
    }

    /** How long the host's own shutdown is planned with, and why. */
    HostShutdownTime hostShutdown() {
        return hostShutdown;
    }

    /** Another policy is given, or more is known of the host's shutdowns. */
    void changed(Policy other) {
        given = other;
        hostShutdown = hostShutdowns.time(other);
        policy = composed();
    }

    /** An operator holds until then; null for no longer. */
    void hold(@Nullable Instant until) {
        heldUntil = until;
        policy = composed();
    }

    /** A fact was written. */
    void heard(Fact fact) {
        if (fact instanceof Fact.SaveWhileStopping shown) {
            learn(shown.saved());
        } else if (fact instanceof Fact.DrillProbed shown) {
            learn(shown.saved());
        }
    }

    private void learn(boolean saved) {
        savesWhileStopping = saved;
        policy = composed();
    }

    /** What a run or a probe has shown, the later of the two. */
    private static @Nullable Boolean shown(Journal journal) {
        Optional<Fact.SaveWhileStopping> run = journal.last(Fact.SaveWhileStopping.class);
        Optional<Fact.DrillProbed> probe = journal.last(Fact.DrillProbed.class);
        boolean byProbe = probe.isPresent()
                && run.map(r -> r.at().isBefore(probe.get().at())).orElse(true);
        return byProbe
                ? Boolean.valueOf(probe.get().saved())
                : run.map(Fact.SaveWhileStopping::saved).orElse(null);
    }

    private Policy composed() {
        return composed(given, hostShutdown);
    }

    /** What would be planned with if that policy were given. */
    Policy ifGiven(Policy other) {
        return composed(other, hostShutdowns.time(other));
    }

    private Policy composed(Policy by, HostShutdownTime host) {
        Policy measured = by.withHostShutdown(host.time());
        Policy held = heldUntil == null ? measured : measured.withSheddingHeldUntil(heldUntil);
        return by.savesWhileStopping() == null ? held.withSavesWhileStopping(savesWhileStopping) : held;
    }
}
