package dev.lastwatt.adapter.scenario.product;

import dev.lastwatt.adapter.scenario.Known;
import dev.lastwatt.adapter.scenario.Known.Kind;
import dev.lastwatt.adapter.scenario.Known.KnownGuest;
import dev.lastwatt.adapter.scenario.Known.KnownVolume;
import dev.lastwatt.adapter.scenario.Known.Os;
import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.OperatingSystem;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.policy.GuestRule;
import dev.lastwatt.core.policy.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The policy that an administrator would write who knows what the scenario says is known; the defaults elsewhere. */
final class KnownPolicy {

    /** Of the median of the host's past shutdowns: nineteen in twenty end within it, at the spread that hosts show. */
    private static final double HOST_MARGIN = 1.75;

    private KnownPolicy() {}

    static Policy of(Known known) {
        Policy usual = Policy.defaults();
        return new Policy(
                new Policy.Times(
                        usual.reserve(),
                        usual.rideThrough(),
                        usual.mainsHold(),
                        hostShutdown(known, usual),
                        usual.forcedShutdownGrace(),
                        usual.assumedRuntime(),
                        usual.saveWhenItBuys()),
                new Policy.Limits(
                        usual.savesPerVolume(),
                        known.host().maxConcurrentShutdowns(),
                        usual.confidence(),
                        known.volumes().stream()
                                .collect(Collectors.toMap(
                                        KnownVolume::name, v -> v.saveMbPerSecond() * KnownHostSite.MEGABYTE))),
                List.of(),
                rules(known),
                Policy.Windows.NONE,
                known.host().savesWhileStopping(),
                List.of());
    }

    private static Duration hostShutdown(Known known, Policy usual) {
        List<Double> past = known.host().shutdowns().stream().sorted().toList();
        return past.isEmpty() ? usual.hostShutdown() : seconds(HOST_MARGIN * past.get(past.size() / 2));
    }

    /** One rule a guest, by its id. */
    private static List<GuestRule> rules(Known known) {
        Map<String, Integer> numbers = new HashMap<>();
        for (KnownGuest guest : known.guests()) {
            numbers.put(guest.name(), numbers.size());
        }
        Map<String, List<GuestRule.Need>> needs = new HashMap<>();
        for (Known.Dependency d : known.dependencies()) {
            int on = Objects.requireNonNull(numbers.get(d.on()));
            needs.computeIfAbsent(d.guest(), k -> new ArrayList<>())
                    .add(new GuestRule.Need(
                            KnownHostSite.id(on).toString(),
                            d.kind() == Kind.HARD ? Dependency.Kind.HARD : Dependency.Kind.SOFT));
        }
        List<GuestRule> rules = new ArrayList<>();
        for (int i = 0; i < known.guests().size(); i++) {
            KnownGuest guest = known.guests().get(i);
            List<GuestRule.Need> own = needs.getOrDefault(guest.name(), List.of());
            rules.add(new GuestRule(
                    KnownHostSite.id(i).toString(),
                    List.of(StopMethod.SHUTDOWN, StopMethod.SAVE),
                    own,
                    guest.weight(),
                    false,
                    new GuestRule.Told(guest.updatesPending(), guest.watts(), os(guest.os()))));
        }
        return rules;
    }

    private static @Nullable OperatingSystem os(Os os) {
        return switch (os) {
            case WINDOWS -> OperatingSystem.WINDOWS;
            case LINUX -> OperatingSystem.LINUX;
            case OTHER -> null;
        };
    }

    private static Duration seconds(double value) {
        return Duration.ofMillis(Math.round(value * 1000));
    }
}
