package dev.lastwatt.app;

import dev.lastwatt.core.drill.DrillCheck;
import dev.lastwatt.core.drill.DrillOrder;
import dev.lastwatt.core.drill.DrillSituation;
import dev.lastwatt.core.drill.Refusal;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.policy.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request made into an order, or refused.
 *
 * @param order null if it is refused
 * @param refusals why; empty if it is not
 */
record DrillOrders(@Nullable DrillOrder order, List<Refusal> refusals) {

    private static final Duration LONGEST = Duration.ofHours(24);

    /** The end of the window that a request is given, or why it has none. */
    record Given(@Nullable Instant until, List<Refusal> refusals) {}

    static Given window(@Nullable Instant asked, Policy policy, Instant now) {
        if (asked != null) {
            String wrong = !asked.isAfter(now)
                    ? "the window's end " + asked + " has passed, it is " + now
                    : asked.isAfter(now.plus(LONGEST)) ? "the window's end " + asked + " is more than 24 h away" : null;
            return wrong == null
                    ? new Given(asked, List.of())
                    : new Given(
                            null,
                            List.of(new Refusal(wrong, "give --until or --within so that it lies in the next 24 h")));
        }
        List<Window> windows = policy.windows().maintenance();
        Optional<Instant> open = openUntil(windows, now);
        if (open.isPresent()) {
            return new Given(joined(windows, open.get(), now.plus(LONGEST)), List.of());
        }
        String none = windows.stream()
                .map(w -> w.nextAfter(now))
                .min(Comparator.naturalOrder())
                .map(next -> "no maintenance window is open; the next one opens at " + next)
                .orElse("no window is given, and the policy has no maintenanceWindows");
        return new Given(
                null, List.of(new Refusal(none, "give the end of the window: --until TIME or --within DURATION")));
    }

    private static Optional<Instant> openUntil(List<Window> windows, Instant at) {
        return windows.stream().flatMap(w -> w.openUntil(at).stream()).max(Comparator.naturalOrder());
    }

    /** Where one window ends as another begins, both are one. */
    private static Instant joined(List<Window> windows, Instant end, Instant latest) {
        Instant until = end;
        Optional<Instant> next = openUntil(windows, until);
        while (next.isPresent() && next.get().isAfter(until) && until.isBefore(latest)) {
            until = next.get();
            next = openUntil(windows, until);
        }
        return until.isAfter(latest) ? latest : until;
    }

    static DrillOrders of(DrillRequest request, DrillSituation now) {
        List<Refusal> refusals = new ArrayList<>(DrillCheck.ofHost(now));
        Given window = window(request.until(), now.policy(), now.now());
        refusals.addAll(window.refusals());
        Inventory inventory = now.inventory();
        Instant until = window.until();
        if (inventory == null || until == null) {
            return new DrillOrders(null, refusals);
        }
        String name = request.guest();
        List<Guest> guests = name == null ? all(inventory, now) : named(name, inventory);
        if (name != null && guests.size() != 1) {
            refusals.add(
                    guests.isEmpty()
                            ? new Refusal(
                                    "there is no guest '" + name + "' on this host", "see the names in 'lastwatt plan'")
                            : new Refusal(
                                    guests.size() + " guests are called '" + name + "'",
                                    "give the id of the one that is meant"));
            return new DrillOrders(null, refusals);
        }
        if (guests.isEmpty()) {
            refusals.add(new Refusal("no guest runs on this host", "start the guests that are to be drilled"));
        }
        DrillOrder order = new DrillOrder(
                guests.stream().map(Guest::id).toList(), request.method(), request.isProbe(), until, request.by());
        if (name != null) {
            refusals.addAll(DrillCheck.ofGuest(guests.get(0).id(), order, now));
        }
        return refusals.isEmpty() ? new DrillOrders(order, refusals) : new DrillOrders(null, refusals);
    }

    private static List<Guest> named(String name, Inventory inventory) {
        return inventory.guests().stream()
                .filter(g ->
                        g.name().equalsIgnoreCase(name) || g.id().toString().equalsIgnoreCase(name))
                .toList();
    }

    /** Guests that nobody depends on first; among them those of which least is known. */
    private static List<Guest> all(Inventory inventory, DrillSituation now) {
        return inventory.guests().stream()
                .filter(g -> g.state() == GuestState.RUNNING)
                .sorted(Comparator.comparing((Guest g) -> isServer(g.id(), now))
                        .thenComparing(g -> now.times()
                                .apply(g, DrillCheck.method(g, null, now))
                                .samples())
                        .thenComparing(Guest::name))
                .toList();
    }

    private static boolean isServer(GuestId guest, DrillSituation now) {
        return !now.graph().clientsOf(guest).isEmpty();
    }
}
