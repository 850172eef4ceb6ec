package dev.lastwatt.core.policy;

import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.OperatingSystem;
import dev.lastwatt.core.guest.StopMethod;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the policy says about some guests.
 *
 * @param match which guests, as {@link Groups} reads it
 * @param methods the methods that are allowed, the preferred one first; empty means that the guest is left alone
 * @param dependsOn what these guests need
 * @param priority worth of a minute of such a guest, above 0; the dearer stops later where there is a choice
 * @param leaveAlone the guest is never touched: someone else decides over it
 * @param told what the administrator knows of them
 * @param never methods that nothing may use on them: not the plan, no drill, no suggestion; none of {@code methods}
 * @param start how they come back after a run
 */
public record GuestRule(
        String match,
        List<StopMethod> methods,
        List<Need> dependsOn,
        double priority,
        boolean leaveAlone,
        Told told,
        Set<StopMethod> never,
        Start start) {

    /**
     * What cannot be seen from outside of a guest; each null where nobody said.
     *
     * @param updatesPending whether their next stop has to install updates
     * @param watts what the load of the UPS falls by when such a guest is down, not negative
     * @param os their operating system
     */
    public record Told(
            @Nullable Boolean updatesPending,
            @Nullable Double watts,
            @Nullable OperatingSystem os) {

        /** Nobody said anything. */
        public static final Told NOTHING = new Told(null, null, null);
    }

    /**
     * How guests come back after a run.
     *
     * @param order guests of a higher place are asked when all of lower places are up, 0 or more; who needs whom comes first
     * @param delay how long to wait when a guest could start, not negative
     * @param up when such a guest counts as up for those that wait for it
     */
    public record Start(int order, Duration delay, Up up) {

        /** At once, and up with its heartbeat. */
        public static final Start USUAL = new Start(0, Duration.ZERO, Up.HEARTBEAT);
    }

    /** When a guest counts as up. */
    public enum Up {
        /** Its operating system answers, or it has run for some minutes. */
        HEARTBEAT("heartbeat"),
        /** The hypervisor runs it. */
        RUNNING("running"),
        /** It was asked to start. */
        ASKED("asked");

        private final String word;

        Up(String word) {
            this.word = word;
        }

        /** The word used in policies. */
        public String word() {
            return word;
        }
    }

    /** Where nobody said anything of these guests. */
    public GuestRule(
            String match, List<StopMethod> methods, List<Need> dependsOn, double priority, boolean leaveAlone) {
        this(match, methods, dependsOn, priority, leaveAlone, Told.NOTHING);
    }

    /** Where nothing is forbidden beyond what is not allowed. */
    public GuestRule(
            String match,
            List<StopMethod> methods,
            List<Need> dependsOn,
            double priority,
            boolean leaveAlone,
            Told told) {
        this(match, methods, dependsOn, priority, leaveAlone, told, Set.of(), Start.USUAL);
    }

    /** Copies the lists. */
    public GuestRule {
        methods = List.copyOf(methods);
        dependsOn = List.copyOf(dependsOn);
        never = Set.copyOf(never);
    }

    /**
     * A dependency as it is written in a policy.
     *
     * @param on the guests that are needed, as {@link Groups} reads it
     */
    public record Need(String on, Dependency.Kind kind) {}

    /** What the rule says, of one guest alone. */
    public GuestRule of(GuestId guest) {
        return new GuestRule(guest.toString(), methods, dependsOn, priority, leaveAlone, told, never, start);
    }

    /** The same rule with other methods. */
    public GuestRule withMethods(List<StopMethod> others) {
        return new GuestRule(match, others, dependsOn, priority, leaveAlone, told, never, start);
    }

    /** The same rule with other needs. */
    public GuestRule withDependsOn(List<Need> others) {
        return new GuestRule(match, methods, others, priority, leaveAlone, told, never, start);
    }

    /** The same rule with other knowledge. */
    public GuestRule withTold(Told other) {
        return new GuestRule(match, methods, dependsOn, priority, leaveAlone, other, never, start);
    }

    /** The same rule with other methods that nothing may use. */
    public GuestRule withNever(Set<StopMethod> others) {
        return new GuestRule(match, methods, dependsOn, priority, leaveAlone, told, others, start);
    }

    /** The same rule with another way back. */
    public GuestRule withStart(Start other) {
        return new GuestRule(match, methods, dependsOn, priority, leaveAlone, told, never, other);
    }

    /** {@link Told#updatesPending}. */
    public @Nullable Boolean updatesPending() {
        return told.updatesPending();
    }

    /** {@link Told#watts}. */
    public @Nullable Double watts() {
        return told.watts();
    }

    /** {@link Told#os}. */
    public @Nullable OperatingSystem os() {
        return told.os();
    }
}
