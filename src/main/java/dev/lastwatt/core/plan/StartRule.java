package dev.lastwatt.core.plan;

import static dev.lastwatt.core.guest.AutomaticSetting.START_ACTION;
import static dev.lastwatt.core.guest.AutomaticSetting.START_DELAY;

import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.DependencyGraph;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.Inventory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which automatic start action and delay the policy implies.
 *
 * <p><b>StartIfRunning</b>, and not Start: after a run of ours a guest was down before Hyper-V's own service stopped, so that Hyper-V
 * leaves it to us, who wait for stored energy and keep the order; after a shutdown without us it was running, and Hyper-V brings it
 * back. <b>Nothing</b> is an administrator's choice and kept, unless a guest that starts by itself needs this one.
 *
 * <p>The <b>delay</b> is all that Hyper-V has to keep an order by: a guest begins at the earliest {@link #BOOT} after each guest that it
 * needs and that starts by itself. A longer delay that is set already is kept.
 */
final class StartRule {

    /** What a server is given to boot before its clients begin. */
    static final Duration BOOT = Duration.ofMinutes(2);

    /** The longest delay that is set, in seconds. */
    private static final int LONGEST = 86_400;

    private static final String NOTHING = "Nothing";
    private static final String IF_RUNNING = "StartIfRunning";

    private final Set<GuestId> judged;
    private final DependencyGraph graph;
    private final Map<GuestId, Guest> guests = new LinkedHashMap<>();
    private final Map<GuestId, SettingChange> actions = new HashMap<>();
    private final Map<GuestId, SettingChange> delays = new HashMap<>();

    /**
     * For these guests of the inventory; the others are as they are.
     *
     * @param judged whom anything may be said about
     */
    StartRule(Inventory inventory, Set<GuestId> judged, DependencyGraph graph) {
        this.judged = judged;
        this.graph = graph;
        inventory.guests().forEach(g -> guests.put(g.id(), g));
        List<Guest> serversFirst = serversFirst();
        List<Guest> clientsFirst = new ArrayList<>(serversFirst);
        Collections.reverse(clientsFirst);
        clientsFirst.forEach(g -> actions.put(g.id(), judgeAction(g)));
        serversFirst.forEach(g -> delays.put(g.id(), judgeDelay(g)));
    }

    SettingChange action(Guest guest) {
        return actions.getOrDefault(guest.id(), SettingsAudit.kept(guest, START_ACTION, ""));
    }

    SettingChange delay(Guest guest) {
        return delays.getOrDefault(guest.id(), SettingsAudit.kept(guest, START_DELAY, ""));
    }

    private SettingChange judgeAction(Guest guest) {
        String now = guest.startAction();
        if (!judged.contains(guest.id()) || now.isEmpty()) {
            return SettingsAudit.kept(guest, START_ACTION, "not known");
        }
        if (!now.equalsIgnoreCase(NOTHING)) {
            return SettingsAudit.wanted(
                    guest,
                    START_ACTION,
                    IF_RUNNING,
                    now.equalsIgnoreCase(IF_RUNNING)
                            ? "Hyper-V brings it back only when it ran until Windows stopped it"
                            : "after a run Hyper-V would start it before the battery is charged and before what it needs");
        }
        for (Dependency d : graph.clientsOf(guest.id())) {
            Guest client = guests.get(d.guest());
            if (client != null && startsByItself(client)) {
                return SettingsAudit.wanted(
                        guest, START_ACTION, IF_RUNNING, client.name() + " starts by itself and needs it");
            }
        }
        return SettingsAudit.kept(
                guest, START_ACTION, "chosen by an administrator; nobody that starts by itself needs it");
    }

    private boolean startsByItself(Guest guest) {
        String action = action(guest).wanted();
        return !action.isEmpty() && !action.equalsIgnoreCase(NOTHING);
    }

    private SettingChange judgeDelay(Guest guest) {
        if (!judged.contains(guest.id()) || !startsByItself(guest)) {
            return SettingsAudit.kept(guest, START_DELAY, "it does not start by itself");
        }
        int least = 0;
        String after = "";
        for (Dependency d : graph.serversOf(guest.id())) {
            Guest server = guests.get(d.on());
            if (server != null && startsByItself(server)) {
                int then = Integer.parseInt(delay(server).wanted()) + (int) BOOT.toSeconds();
                if (then > least) {
                    least = then;
                    after = server.name();
                }
            }
        }
        if (least == 0) {
            return SettingsAudit.kept(guest, START_DELAY, "it needs nobody that starts by itself");
        }
        int wanted = Math.min(LONGEST, Math.max(least, guest.startDelaySeconds()));
        return SettingsAudit.wanted(
                guest,
                START_DELAY,
                Integer.toString(wanted),
                after + " has " + BOOT.toSeconds() + " s to boot before it");
    }

    /** The guests in an order in which each comes after all that it needs; the graph has no circle. */
    private List<Guest> serversFirst() {
        Map<GuestId, Integer> open = new HashMap<>();
        Deque<Guest> ready = new ArrayDeque<>();
        for (Guest guest : guests.values()) {
            int servers = (int) graph.serversOf(guest.id()).stream()
                    .filter(d -> guests.containsKey(d.on()))
                    .count();
            open.put(guest.id(), servers);
            if (servers == 0) {
                ready.add(guest);
            }
        }
        List<Guest> order = new ArrayList<>();
        Guest next;
        while ((next = ready.poll()) != null) {
            order.add(next);
            for (Dependency d : graph.clientsOf(next.id())) {
                Guest client = guests.get(d.guest());
                if (client != null && open.merge(client.id(), -1, Integer::sum) == 0) {
                    ready.add(client);
                }
            }
        }
        return order;
    }
}
