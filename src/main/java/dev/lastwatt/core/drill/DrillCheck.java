package dev.lastwatt.core.drill;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.guest.Volume;
import dev.lastwatt.core.policy.GuestRule;
import dev.lastwatt.core.stoptime.StopTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What speaks against a drill. Nothing here touches anything. */
public final class DrillCheck {

    /** What a guest is given to boot before the window ends. */
    public static final Duration BOOT = Duration.ofMinutes(5);

    /** A saved state needs this much of the guest's memory: the memory and its description. */
    private static final double ROOM = 1.1;

    private DrillCheck() {}

    /** What speaks against any drill now. */
    public static List<Refusal> ofHost(DrillSituation now) {
        List<Refusal> refusals = new ArrayList<>();
        if (now.power().onBatterySince().isPresent()) {
            refusals.add(new Refusal("the host is on battery", "wait until the mains are back"));
        } else if (!now.power().isOnLine()) {
            refusals.add(new Refusal(
                    "the power state is " + now.power().word(), "mend the contact with the UPS; see lastwatt.ups.*"));
        } else if (!now.calm()) {
            refusals.add(new Refusal(
                    "an outage is not over (" + now.outage().word() + ")", "wait until the phase is 'on line'"));
        }
        if (now.inventory() == null || now.hypervisorLostSince() != null) {
            refusals.add(new Refusal(
                    "the hypervisor does not answer", "see the alarms of 'lastwatt status' and lastwatt.hypervisor.*"));
        }
        return refusals;
    }

    /**
     * How the guest would be stopped: as asked, else as the plan would stop it, else by the first method of the policy that is possible.
     */
    public static StopMethod method(Guest guest, @Nullable StopMethod asked, DrillSituation now) {
        if (asked != null) {
            return asked;
        }
        List<StopMethod> allowed = now.policy().ruleFor(guest).methods().stream()
                .filter(m -> m != StopMethod.TURN_OFF)
                .toList();
        return Stream.concat(now.planned().apply(guest.id()).stream().filter(allowed::contains), allowed.stream())
                .filter(m -> impossible(guest, m, now).isEmpty())
                .findFirst()
                .or(() -> allowed.stream().findFirst())
                .orElse(StopMethod.SHUTDOWN);
    }

    /** What speaks against drilling this guest now. */
    public static List<Refusal> ofGuest(GuestId id, DrillOrder order, DrillSituation now) {
        Guest guest = now.guest(id).orElse(null);
        if (guest == null) {
            return List.of(new Refusal("the guest is not on this host", "see its name in 'lastwatt plan'"));
        }
        List<Refusal> refusals = new ArrayList<>();
        GuestRule rule = now.policy().ruleFor(guest);
        if (guest.state() != GuestState.RUNNING) {
            refusals.add(new Refusal(
                    "it is not running but " + words(guest.state()),
                    "a drill leaves a guest as found: start it first"));
        }
        if (rule.leaveAlone()) {
            refusals.add(new Refusal("the policy leaves it alone", "take leaveAlone from its rule if that is wrong"));
        }
        if (guest.clustered()) {
            refusals.add(new Refusal(
                    "a failover cluster decides over it",
                    "drill it by draining the node, with the cluster's own tools"));
        }
        if (guest.replica()) {
            refusals.add(new Refusal("it is a replica of a guest elsewhere", "drill the guest where it runs"));
        }
        if (guest.busyWith() != null) {
            refusals.add(new Refusal(
                    "another operation is under way on it (" + guest.busyWith() + ")", "wait until that has ended"));
        }
        runningClients(guest, now).ifPresent(refusals::add);
        Optional.ofNullable(now.inventory()).stream()
                .flatMap(all -> now.policy().apartFrom(guest, all.guests()).stream())
                .filter(other -> !other.state().isDown())
                .findFirst()
                .map(other -> new Refusal(
                        other.name() + " is up, and the two must never run together",
                        "shut the one down that is not to run, or take it out of neverTogether"))
                .ifPresent(refusals::add);
        StopMethod method = method(guest, order.method(), now);
        if (order.probe()) {
            impossible(guest, StopMethod.SAVE, now).ifPresent(refusals::add);
        }
        if (rule.never().contains(StopMethod.SAVE) && (order.probe() || method == StopMethod.SAVE)) {
            refusals.add(new Refusal(
                    "the policy never has it saved", "drill --method shutdown, or take neverSave from its rule"));
        }
        if (method == StopMethod.TURN_OFF) {
            refusals.add(new Refusal("a drill never turns a guest off", "choose save or shutdown"));
        } else {
            impossible(guest, method, now).ifPresent(refusals::add);
        }
        tooShort(guest, method, order, now).ifPresent(refusals::add);
        return refusals;
    }

    private static Optional<Refusal> runningClients(Guest guest, DrillSituation now) {
        List<String> running = now.graph().clientsOf(guest.id()).stream()
                .flatMap(d -> now.guest(d.guest()).stream())
                .filter(g -> !g.state().isDown())
                .map(Guest::name)
                .sorted()
                .toList();
        return running.isEmpty()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        "guests that depend on it run: " + String.join(", ", running),
                        "shut these down first, and start them afterwards"));
    }

    private static Optional<Refusal> impossible(Guest guest, StopMethod method, DrillSituation now) {
        if (method == StopMethod.SHUTDOWN && !guest.shutdownService().obeys()) {
            return Optional.of(new Refusal(
                    "its shutdown integration service does not answer ("
                            + guest.shutdownService()
                                    .name()
                                    .toLowerCase(Locale.ROOT)
                                    .replace('_', ' ') + ")",
                    "mend the integration services in the guest, or drill --method save"));
        }
        if (method == StopMethod.SAVE && guest.cannotSave() != null) {
            return Optional.of(new Refusal("it cannot be saved: " + guest.cannotSave(), "drill --method shutdown"));
        }
        return method == StopMethod.SAVE ? noRoom(guest, now.inventory()) : Optional.empty();
    }

    /**
     * As in the plan, room that Hyper-V may have reserved for a guest whose automatic stop action is Save does not count: whether it
     * has cannot be read, and a save that finds none fails only after it was asked for.
     */
    private static Optional<Refusal> noRoom(Guest guest, @Nullable Inventory inventory) {
        if (inventory == null) {
            return Optional.empty();
        }
        long needed = Math.round(guest.memoryBytes() * ROOM);
        return inventory.volumes().stream()
                .filter(v -> v.name().equals(guest.volume()))
                .map(Volume::freeBytes)
                .filter(free -> free >= 0 && free < needed)
                .findFirst()
                .map(free -> new Refusal(
                        "volume " + guest.volume() + " is too small for its saved state: " + mib(free) + " MiB free, "
                                + mib(needed) + " MiB needed",
                        "make room, or drill --method shutdown"));
    }

    private static Optional<Refusal> tooShort(Guest guest, StopMethod method, DrillOrder order, DrillSituation now) {
        StopTime time = now.times().apply(guest, method);
        Duration needed = time.upper().plus(BOOT);
        return now.now().plus(needed).isAfter(order.until())
                ? Optional.of(new Refusal(
                        "the window is too short: its stop may take " + seconds(time.upper()) + " (" + time.because()
                                + ") and a boot is given " + seconds(BOOT),
                        "give a window that lasts " + seconds(needed) + " from now at least"))
                : Optional.empty();
    }

    private static String words(GuestState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String seconds(Duration time) {
        long s = time.plusMillis(999).toSeconds();
        return s < 120 ? s + " s" : s / 60 + " min" + (s % 60 == 0 ? "" : " " + s % 60 + " s");
    }

    private static long mib(long bytes) {
        return bytes >> 20;
    }
}
