package dev.lastwatt.core.plan;

import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.power.RemainingRuntime;
import java.time.Duration;
import java.util.List;

/**
 * The day on which Lastwatt does not run and Windows alone goes down: Hyper-V's automatic stop actions of all guests at once, then
 * the host. Arithmetic on what is documented and, where nothing is, on {@link #ASSUMPTIONS}.
 *
 * @param guestsExpected until the last guest is down, by the medians
 * @param guestsWorst the same by the upper quantiles
 * @param host the host's own shutdown after that
 * @param runtime how long the battery lasts from now, at least
 * @param likelyRuntime the same by the middle estimate
 * @param endings every guest that is not down, in the inventory's order
 */
public record WithoutUs(
        Duration guestsExpected,
        Duration guestsWorst,
        Duration host,
        Duration runtime,
        Duration likelyRuntime,
        List<Ending> endings) {

    /** How much of the runtime is left when a UPS says low battery, if Windows begins only then: apcupsd's default. */
    public static final Duration LOW_BATTERY = Duration.ofMinutes(3);

    /** How long Hyper-V lets a guest shut down before it is turned off: its usual ShutdownTimeout, from no document. */
    public static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(120);

    /** What the figures rest on, in sentences. */
    public static final List<String> ASSUMPTIONS = List.of(
            "Hyper-V begins with all guests at once and keeps no order; saves on one volume share its pace",
            "a guest that has not shut down after " + SHUTDOWN_LIMIT.toSeconds()
                    + " s is turned off hard (ShutdownTimeout in the"
                    + " registry may say otherwise); a save is waited for without a limit, as long as Hyper-V's service answers",
            "a UPS says low battery " + LOW_BATTERY.toMinutes() + " min before its end, where Windows waits for that");

    /** How likely what the guest has in memory is lost. */
    public enum Loss {
        /** It stops cleanly, as far as can be known. */
        NONE,
        /** It may be turned off hard. */
        POSSIBLE,
        /** It is turned off hard, unless something is better than expected. */
        EXPECTED
    }

    /** Whether the battery carries it. */
    public enum Carried {
        /** Also at worst. */
        YES,
        /** If everything takes what it usually takes. */
        PROBABLY,
        /** Not even then. */
        NO
    }

    /**
     * What becomes of one guest.
     *
     * @param action its automatic stop action
     * @param expected when it is down after Windows begins, by the median
     * @param worst the same by the upper quantile
     * @param why why it is lost, or that it is not
     */
    public record Ending(
            GuestId guest, String name, String action, Loss loss, Duration expected, Duration worst, String why) {}

    /** Copies the list. */
    public WithoutUs {
        endings = List.copyOf(endings);
    }

    /** What becomes of the guests of this request if nobody but Windows acts from now on. */
    public static WithoutUs of(PlanRequest request) {
        List<Ending> endings = new AutomaticStops(request).endings();
        RemainingRuntime remaining = request.remaining();
        return new WithoutUs(
                longest(endings.stream().map(Ending::expected).toList()),
                longest(endings.stream().map(Ending::worst).toList()),
                request.policy().hostShutdown(),
                remaining.lowerBound(),
                remaining.likely(),
                endings);
    }

    /** From when Windows begins until the host is off, by the medians. */
    public Duration neededExpected() {
        return guestsExpected.plus(host);
    }

    /** The same at worst. */
    public Duration neededWorst() {
        return guestsWorst.plus(host);
    }

    /** Whether the battery carries it if Windows begins at the moment of the failure. */
    public Carried ifAtOnce() {
        return carried(runtime, likelyRuntime);
    }

    /** Whether it does if Windows begins only when the UPS says low battery. */
    public Carried ifAtLowBattery() {
        return carried(shorter(runtime, LOW_BATTERY), shorter(likelyRuntime, LOW_BATTERY));
    }

    /** The guests that are or may be turned off hard. */
    public List<Ending> lost() {
        return endings.stream().filter(e -> e.loss() != Loss.NONE).toList();
    }

    private Carried carried(Duration atLeast, Duration likely) {
        if (neededWorst().compareTo(atLeast) <= 0) {
            return Carried.YES;
        }
        return neededExpected().compareTo(likely) <= 0 ? Carried.PROBABLY : Carried.NO;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static Duration longest(List<Duration> times) {
        return times.stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }
}
