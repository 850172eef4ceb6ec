package dev.lastwatt.core.policy;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.StopMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the administrator wants.
 *
 * @param times how long this and that may take
 * @param limits what may go on at once
 * @param otherServers servers on the same UPS that this host waits for
 * @param rules rules for guests, the first that matches wins
 * @param windows when guests may be drilled, and when they are patched
 * @param savesWhileStopping whether this host saves a guest that hangs in its shutdown; null where nobody knows yet
 * @param shedding guests that may be stopped early so that the others run longer
 * @param groups named lists of guests
 * @param apart guests that must never run together
 * @param whenRuntimeUnknown what is done where nothing tells how long the battery lasts
 */
public record Policy(
        Times times,
        Limits limits,
        List<OtherServer> otherServers,
        List<GuestRule> rules,
        Windows windows,
        @Nullable Boolean savesWhileStopping,
        List<ShedTier> shedding,
        Groups groups,
        Apart apart,
        RuntimeUnknown whenRuntimeUnknown) {

    /** Where nothing is said: shut down, else save, never turn off. */
    private static final GuestRule DEFAULT_RULE =
            new GuestRule("*", List.of(StopMethod.SHUTDOWN, StopMethod.SAVE), List.of(), 1, false);

    private static final Policy DEFAULTS = new Policy(
            new Times(
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(90),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(3)),
            new Limits(1, 8),
            List.of(),
            List.of(),
            Windows.NONE,
            null,
            List.of());

    /** Without named lists of guests. */
    public Policy(
            Times times,
            Limits limits,
            List<OtherServer> otherServers,
            List<GuestRule> rules,
            Windows windows,
            @Nullable Boolean savesWhileStopping,
            List<ShedTier> shedding) {
        this(
                times,
                limits,
                otherServers,
                rules,
                windows,
                savesWhileStopping,
                shedding,
                Groups.NONE,
                Apart.NONE,
                RuntimeUnknown.ASSUME);
    }

    /** Copies the lists. */
    public Policy {
        otherServers = List.copyOf(otherServers);
        rules = List.copyOf(rules);
        shedding = List.copyOf(shedding);
    }

    /**
     * Durations, none negative.
     *
     * @param reserve battery that is left when the host is off
     * @param rideThrough nothing irreversible happens for that long after the failure of the mains, unless the battery is low
     * @param mainsHold mains must have been back for that long before anything is undone
     * @param hostShutdown how long the host itself takes from the request until it is off
     * @param forcedShutdownGrace how long the power lasts after its master has announced to cut it
     * @param assumedRuntime runtime of a battery whose device gives none
     * @param saveWhenItBuys save instead of shutdown where a measured shutdown takes longer by this much; zero for never
     */
    public record Times(
            Duration reserve,
            Duration rideThrough,
            Duration mainsHold,
            Duration hostShutdown,
            Duration forcedShutdownGrace,
            Duration assumedRuntime,
            Duration saveWhenItBuys) {}

    /**
     * What may go on at once, and at which risk.
     *
     * @param savesPerVolume how many saved states are written to one volume where nothing else is said of it, at least 1
     * @param concurrentShutdowns how many guests shut down, at least 1
     * @param confidence how sure it has to be that the battery lasts as long as is planned with, 0.8 to 0.999
     * @param savePaces how fast volumes take saved states, as a data sheet or a test says: bytes a second by the volume's name
     * @param savesOnVolume how many saved states are written to these volumes, at least 1, by the volume's name in any case
     */
    public record Limits(
            int savesPerVolume,
            int concurrentShutdowns,
            double confidence,
            Map<String, Double> savePaces,
            Map<String, Integer> savesOnVolume) {

        /** Nineteen in twenty: worth it where an unclean stop costs some days of a guest's service. */
        public static final double USUAL_CONFIDENCE = 0.95;

        /** With the usual confidence. */
        public Limits(int savesPerVolume, int concurrentShutdowns) {
            this(savesPerVolume, concurrentShutdowns, USUAL_CONFIDENCE, Map.of());
        }

        /** The same number of saves on every volume. */
        public Limits(int savesPerVolume, int concurrentShutdowns, double confidence, Map<String, Double> savePaces) {
            this(savesPerVolume, concurrentShutdowns, confidence, savePaces, Map.of());
        }

        /** Copies the maps. */
        public Limits {
            savePaces = Map.copyOf(savePaces);
            Map<String, Integer> lower = new HashMap<>();
            savesOnVolume.forEach((volume, saves) -> lower.put(volume.toLowerCase(Locale.ROOT), saves));
            savesOnVolume = Map.copyOf(lower);
        }

        /** The same with other numbers of stops at once. */
        public Limits atOnce(int saves, int shutdowns) {
            return new Limits(saves, shutdowns, confidence, savePaces, savesOnVolume);
        }
    }

    /**
     * Windows of the week.
     *
     * @param maintenance when guests may be drilled without a time given
     * @param patch when updates are installed in the guests: stops may take several times as long
     */
    public record Windows(List<Window> maintenance, List<Window> patch) {

        /** No window at all. */
        public static final Windows NONE = new Windows(List.of(), List.of());

        /** Copies the lists. */
        public Windows {
            maintenance = List.copyOf(maintenance);
            patch = List.copyOf(patch);
        }
    }

    /** The policy of a new installation. */
    public static Policy defaults() {
        return DEFAULTS;
    }

    /** The same policy with other rules for guests. */
    public Policy withRules(List<GuestRule> others) {
        return new Policy(
                times,
                limits,
                otherServers,
                others,
                windows,
                savesWhileStopping,
                shedding,
                groups,
                apart,
                whenRuntimeUnknown);
    }

    /** The same policy with a rule before all others. */
    public Policy withRuleBefore(GuestRule rule) {
        return withRules(Stream.concat(Stream.of(rule), rules.stream()).toList());
    }

    /** The same policy with other windows. */
    public Policy withWindows(Windows others) {
        return new Policy(
                times,
                limits,
                otherServers,
                rules,
                others,
                savesWhileStopping,
                shedding,
                groups,
                apart,
                whenRuntimeUnknown);
    }

    /** The same policy with other limits of what stops at once. */
    public Policy withLimits(Limits others) {
        return new Policy(
                times,
                others,
                otherServers,
                rules,
                windows,
                savesWhileStopping,
                shedding,
                groups,
                apart,
                whenRuntimeUnknown);
    }

    /** The same policy for a host that takes another time to go down. */
    public Policy withHostShutdown(Duration time) {
        Times changed = new Times(
                times.reserve,
                times.rideThrough,
                times.mainsHold,
                time,
                times.forcedShutdownGrace,
                times.assumedRuntime,
                times.saveWhenItBuys);
        return new Policy(
                changed,
                limits,
                otherServers,
                rules,
                windows,
                savesWhileStopping,
                shedding,
                groups,
                apart,
                whenRuntimeUnknown);
    }

    /** The same policy with this knowledge of the host. */
    public Policy withSavesWhileStopping(@Nullable Boolean known) {
        return new Policy(
                times, limits, otherServers, rules, windows, known, shedding, groups, apart, whenRuntimeUnknown);
    }

    /** The same policy with other named lists of guests. */
    public Policy withGroups(Groups others) {
        return new Policy(
                times,
                limits,
                otherServers,
                rules,
                windows,
                savesWhileStopping,
                shedding,
                others,
                apart,
                whenRuntimeUnknown);
    }

    /** The same policy, no tier of it shed before then. */
    public Policy withSheddingHeldUntil(Instant until) {
        return withShedding(shedding.stream().map(t -> t.heldUntil(until)).toList());
    }

    /** The same policy, doing something else where nothing tells how long the battery lasts. */
    public Policy withWhenRuntimeUnknown(RuntimeUnknown other) {
        return new Policy(
                times, limits, otherServers, rules, windows, savesWhileStopping, shedding, groups, apart, other);
    }

    /** The same policy with other guests that must never run together. */
    public Policy withApart(Apart others) {
        return new Policy(
                times,
                limits,
                otherServers,
                rules,
                windows,
                savesWhileStopping,
                shedding,
                groups,
                others,
                whenRuntimeUnknown);
    }

    /** The same policy with other tiers to be shed. */
    public Policy withShedding(List<ShedTier> others) {
        return new Policy(
                times,
                limits,
                otherServers,
                rules,
                windows,
                savesWhileStopping,
                others,
                groups,
                apart,
                whenRuntimeUnknown);
    }

    /** {@link Times#reserve}. */
    public Duration reserve() {
        return times.reserve;
    }

    /** {@link Times#rideThrough}. */
    public Duration rideThrough() {
        return times.rideThrough;
    }

    /** {@link Times#mainsHold}. */
    public Duration mainsHold() {
        return times.mainsHold;
    }

    /** {@link Times#hostShutdown}. */
    public Duration hostShutdown() {
        return times.hostShutdown;
    }

    /** {@link Times#forcedShutdownGrace}. */
    public Duration forcedShutdownGrace() {
        return times.forcedShutdownGrace;
    }

    /** {@link Times#assumedRuntime}. */
    public Duration assumedRuntime() {
        return times.assumedRuntime;
    }

    /** {@link Times#saveWhenItBuys}. */
    public Duration saveWhenItBuys() {
        return times.saveWhenItBuys;
    }

    /** {@link Limits#savesPerVolume}. */
    public int savesPerVolume() {
        return limits.savesPerVolume;
    }

    /** How many saved states are written to this volume at once. */
    public int savesOn(String volume) {
        return limits.savesOnVolume.isEmpty()
                ? limits.savesPerVolume
                : limits.savesOnVolume.getOrDefault(volume.toLowerCase(Locale.ROOT), limits.savesPerVolume);
    }

    /** {@link Limits#confidence}. */
    public double confidence() {
        return limits.confidence;
    }

    /** {@link Limits#concurrentShutdowns}. */
    public int concurrentShutdowns() {
        return limits.concurrentShutdowns;
    }

    /** The rule for this guest: the first that matches, else the defaults. */
    public GuestRule ruleFor(Guest guest) {
        return rules.stream()
                .filter(r -> groups.name(r.match(), guest))
                .findFirst()
                .orElse(DEFAULT_RULE);
    }

    /** What holds for a guest without a rule. */
    public GuestRule ruleForAnyOther() {
        return DEFAULT_RULE;
    }

    /** Whether the tier is about this guest. */
    public boolean isAbout(ShedTier tier, Guest guest) {
        return tier.guests().stream().anyMatch(t -> groups.name(t, guest));
    }

    /** The guests that must not run while this one does. */
    public List<Guest> apartFrom(Guest guest, Collection<Guest> all) {
        return apart.others(guest, groups, all);
    }

    /** Every guest that must not run together with some other, the preferred ones first. */
    public List<Guest> keptApart(Collection<Guest> all) {
        return apart.preference(groups, all);
    }

    /** The longest time that another server on the UPS needs, zero without one. */
    public Duration othersNeed() {
        return otherServers.stream()
                .map(OtherServer::needs)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
