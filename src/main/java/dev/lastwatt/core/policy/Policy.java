package dev.lastwatt.core.policy;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.StopMethod;
import java.time.Duration;
import java.util.List;

/**
 * What the administrator wants.
 *
 * @param reserve battery that is left when the host is off
 * @param rideThrough nothing irreversible happens for that long after the failure of the mains, unless the battery is low
 * @param mainsHold mains must have been back for that long before anything is undone
 * @param hostShutdown how long the host itself takes from the request until it is off
 * @param forcedShutdownGrace how long the power lasts after its master has announced to cut it
 * @param assumedRuntime runtime of a battery whose device gives none
 * @param saveWhenItBuys save instead of shutdown where a measured shutdown takes longer by this much; zero for never
 * @param savesPerVolume how many saved states are written to one volume at once, at least 1
 * @param concurrentShutdowns how many guests shut down at once, at least 1
 * @param otherServers servers on the same UPS that this host waits for
 * @param rules rules for guests, the first that matches wins
 * @param maintenanceWindows when guests may be drilled without a time given
 * @param patchWindows when updates are installed in the guests: stops may take several times as long
 */
public record Policy(
        Duration reserve,
        Duration rideThrough,
        Duration mainsHold,
        Duration hostShutdown,
        Duration forcedShutdownGrace,
        Duration assumedRuntime,
        Duration saveWhenItBuys,
        int savesPerVolume,
        int concurrentShutdowns,
        List<OtherServer> otherServers,
        List<GuestRule> rules,
        List<Window> maintenanceWindows,
        List<Window> patchWindows) {

    /** Where nothing is said: shut down, else save, never turn off. */
    private static final GuestRule DEFAULT_RULE =
            new GuestRule("*", List.of(StopMethod.SHUTDOWN, StopMethod.SAVE), List.of(), 1, false);

    /** Copies the lists. */
    public Policy {
        otherServers = List.copyOf(otherServers);
        rules = List.copyOf(rules);
        maintenanceWindows = List.copyOf(maintenanceWindows);
        patchWindows = List.copyOf(patchWindows);
    }

    /** Without windows. */
    public Policy(
            Duration reserve,
            Duration rideThrough,
            Duration mainsHold,
            Duration hostShutdown,
            Duration forcedShutdownGrace,
            Duration assumedRuntime,
            Duration saveWhenItBuys,
            int savesPerVolume,
            int concurrentShutdowns,
            List<OtherServer> otherServers,
            List<GuestRule> rules) {
        this(
                reserve,
                rideThrough,
                mainsHold,
                hostShutdown,
                forcedShutdownGrace,
                assumedRuntime,
                saveWhenItBuys,
                savesPerVolume,
                concurrentShutdowns,
                otherServers,
                rules,
                List.of(),
                List.of());
    }

    /** The policy of a new installation. */
    public static Policy defaults() {
        return new Policy(
                Duration.ofSeconds(30),
                Duration.ofSeconds(15),
                Duration.ofSeconds(30),
                Duration.ofSeconds(90),
                Duration.ofMinutes(2),
                Duration.ofMinutes(5),
                Duration.ofMinutes(3),
                1,
                8,
                List.of(),
                List.of());
    }

    /** The same policy with other rules for guests. */
    public Policy withRules(List<GuestRule> others) {
        return new Policy(
                reserve,
                rideThrough,
                mainsHold,
                hostShutdown,
                forcedShutdownGrace,
                assumedRuntime,
                saveWhenItBuys,
                savesPerVolume,
                concurrentShutdowns,
                otherServers,
                others,
                maintenanceWindows,
                patchWindows);
    }

    /** The same policy with these maintenance windows. */
    public Policy withMaintenanceWindows(List<Window> windows) {
        return new Policy(
                reserve,
                rideThrough,
                mainsHold,
                hostShutdown,
                forcedShutdownGrace,
                assumedRuntime,
                saveWhenItBuys,
                savesPerVolume,
                concurrentShutdowns,
                otherServers,
                rules,
                windows,
                patchWindows);
    }

    /** The same policy with these patch windows. */
    public Policy withPatchWindows(List<Window> windows) {
        return new Policy(
                reserve,
                rideThrough,
                mainsHold,
                hostShutdown,
                forcedShutdownGrace,
                assumedRuntime,
                saveWhenItBuys,
                savesPerVolume,
                concurrentShutdowns,
                otherServers,
                rules,
                maintenanceWindows,
                windows);
    }

    /** The same policy for a host that takes another time to go down. */
    public Policy withHostShutdown(Duration time) {
        return new Policy(
                reserve,
                rideThrough,
                mainsHold,
                time,
                forcedShutdownGrace,
                assumedRuntime,
                saveWhenItBuys,
                savesPerVolume,
                concurrentShutdowns,
                otherServers,
                rules,
                maintenanceWindows,
                patchWindows);
    }

    /** The rule for this guest: the first that matches, else the defaults. */
    public GuestRule ruleFor(Guest guest) {
        return rules.stream().filter(r -> r.matches(guest)).findFirst().orElse(DEFAULT_RULE);
    }

    /** The longest time that another server on the UPS needs, zero without one. */
    public Duration othersNeed() {
        return otherServers.stream()
                .map(OtherServer::needs)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
