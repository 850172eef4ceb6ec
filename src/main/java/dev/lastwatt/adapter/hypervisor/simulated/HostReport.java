package dev.lastwatt.adapter.hypervisor.simulated;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What really happened, from a judge who is no part of the product.
 *
 * @param fates one for each guest, in the order of the description
 * @param hostOffAt when the host had shut down, or null
 * @param hostCutOffAt when the power ended with the host on, or null
 */
public record HostReport(
        List<Fate> fates,
        @Nullable Instant hostOffAt,
        @Nullable Instant hostCutOffAt) {

    /** Copies. */
    public HostReport {
        fates = List.copyOf(fates);
    }

    static HostReport of(HostWorld world) {
        List<Fate> fates = world.machines().stream().map(Machine::fate).toList();
        Instant at = world.powerChangedAt();
        return new HostReport(
                fates,
                world.power() == HostWorld.Power.OFF ? at : null,
                world.power() == HostWorld.Power.CUT_OFF ? at : null);
    }

    /** Whether everything is down, the host too, and nothing was lost. */
    public boolean allClean() {
        return hostOffAt != null && fates.stream().allMatch(Fate::clean);
    }

    /** Soft dependencies that were broken. */
    public long orderViolations() {
        return fates.stream()
                .flatMap(f -> f.broken().stream())
                .filter(b -> !b.hard())
                .count();
    }

    /** The fate of the first guest of that name. */
    public Optional<Fate> fate(String name) {
        return fates.stream().filter(f -> f.name().equals(name)).findFirst();
    }
}
