package dev.lastwatt.app;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.outage.Attempt;
import dev.lastwatt.core.outage.GuestRun;
import dev.lastwatt.core.outage.OutageState;
import dev.lastwatt.core.stoptime.StopSample;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns a guest that was seen down into a sample, where what took so long is known. */
final class Measured {

    private Measured() {}

    /**
     * The sample, if there is one.
     *
     * @param watchedSince since when this service runs: nobody saw how a guest went down that was asked before
     */
    static Optional<StopSample> sample(
            Fact.GuestDown down, OutageState state, @Nullable Inventory inventory, Instant watchedSince) {
        if (down.took() == null || inventory == null) {
            return Optional.empty();
        }
        Optional<GuestRun> guest = state.running().flatMap(r -> r.guest(down.guest()));
        // After a refusal or a second request it is not clear which of them the guest obeyed.
        boolean oneRequest = guest.map(g -> g.attempts().size() == 1).orElse(false);
        boolean thereStill = inventory.guest(down.guest()).isPresent();
        if (!oneRequest || !thereStill) {
            return Optional.empty();
        }
        Attempt attempt = guest.flatMap(GuestRun::lastAttempt).orElseThrow();
        boolean asAsked = !attempt.at().isBefore(watchedSince)
                && (attempt.method() == StopMethod.SAVE) == down.state().name().contains("SAVED");
        long memory = inventory.guest(down.guest()).map(Guest::memoryBytes).orElse(0L);
        return asAsked
                ? Optional.of(StopSample.stopped(down.guest(), attempt.method(), attempt.at(), down.took(), memory))
                : Optional.empty();
    }
}
