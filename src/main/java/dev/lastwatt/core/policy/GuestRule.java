package dev.lastwatt.core.policy;

import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.StopMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the policy says about the guests that a pattern names.
 *
 * @param match a guest's name with {@code *} and {@code ?} as wildcards, any case, or its id
 * @param methods the methods that are allowed, the preferred one first; empty means that the guest is left alone
 * @param dependsOn what these guests need
 * @param priority worth of a minute of such a guest, above 0; the dearer stops later where there is a choice
 * @param leaveAlone the guest is never touched: someone else decides over it
 * @param updatesPending whether their next stop has to install updates, null where nobody said
 * @param watts what the load of the UPS falls by when such a guest is down, not negative; null where nobody said
 */
public record GuestRule(
        String match,
        List<StopMethod> methods,
        List<Need> dependsOn,
        double priority,
        boolean leaveAlone,
        @Nullable Boolean updatesPending,
        @Nullable Double watts) {

    /** Where nobody said anything of updates or watts. */
    public GuestRule(
            String match, List<StopMethod> methods, List<Need> dependsOn, double priority, boolean leaveAlone) {
        this(match, methods, dependsOn, priority, leaveAlone, null, null);
    }

    /** Copies the lists. */
    public GuestRule {
        methods = List.copyOf(methods);
        dependsOn = List.copyOf(dependsOn);
    }

    /**
     * A dependency as it is written in a policy.
     *
     * @param on pattern of the guests that are needed
     */
    public record Need(String on, Dependency.Kind kind) {}

    /** Whether the rule is about this guest. */
    public boolean matches(Guest guest) {
        return Pattern.of(match).matches(guest);
    }
}
