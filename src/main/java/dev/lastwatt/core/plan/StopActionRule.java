package dev.lastwatt.core.plan;

import static dev.lastwatt.core.guest.AutomaticSetting.STOP_ACTION;

import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.DependencyGraph;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.guest.Volume;
import dev.lastwatt.core.policy.Policy;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which automatic stop action the policy implies. In this order, the first that applies:
 *
 * <ol>
 *   <li>a guest with an assigned device keeps what it has: Hyper-V takes nothing but TurnOff there (Microsoft's page on discrete
 *       device assignment);
 *   <li><b>Save</b> where the policy allows it and the guest can be saved, its disk is on this host, no other guest's disk lives on
 *       it, and its volume has room: a save needs nothing of the guest's own system, and Windows stops it at no time limit that is
 *       known of. A shutdown of this kind is forced, and one that fails or is late is turned off hard;
 *   <li><b>ShutDown</b> where the policy allows that: the guest's disk lives on another (restored later, it would write where others
 *       have written since), others' disks live on it (a save freezes their disks at once), it cannot be saved, must not be, or has
 *       no room;
 *   <li>what is left of the policy: Save, or TurnOff where it is allowed by name; ShutDown rather than a TurnOff that is not.
 * </ol>
 *
 * <p>The room counts because Hyper-V reserves a guest's memory on its volume as soon as the action is Save, and a guest whose room
 * cannot be reserved does not start.
 */
final class StopActionRule {

    static final String SAVE = "Save";
    static final String SHUT_DOWN = "ShutDown";
    static final String TURN_OFF = "TurnOff";

    private final DependencyGraph graph;
    private final Policy policy;
    private final Inventory inventory;
    private final Map<String, Long> free = new HashMap<>();

    StopActionRule(Inventory inventory, DependencyGraph graph, Policy policy) {
        this.inventory = inventory;
        this.graph = graph;
        this.policy = policy;
        for (Volume volume : inventory.volumes()) {
            if (volume.freeBytes() >= 0) {
                free.put(volume.name(), volume.freeBytes());
            }
        }
    }

    /** Guests that run get what room there is before those that do not. */
    Map<GuestId, SettingChange> judge(Collection<Guest> guests) {
        Map<GuestId, SettingChange> wanted = new LinkedHashMap<>();
        guests.stream()
                .sorted(Comparator.comparing(g -> g.state().isDown()))
                .forEach(g -> wanted.put(g.id(), judge(g)));
        return wanted;
    }

    private SettingChange judge(Guest guest) {
        String now = guest.stopAction();
        if (now.isEmpty()) {
            return SettingsAudit.kept(guest, STOP_ACTION, "Hyper-V did not say what is set");
        }
        String obstacle = guest.cannotSave();
        if (obstacle != null && obstacle.contains("assigned-device")) {
            return SettingsAudit.kept(
                    guest,
                    STOP_ACTION,
                    "it has an assigned device: Hyper-V allows only TurnOff, so Windows alone would turn it off hard");
        }
        List<StopMethod> methods = policy.ruleFor(guest).methods();
        boolean mayShutDown = methods.contains(StopMethod.SHUTDOWN);
        boolean mayTurnOff = methods.contains(StopMethod.TURN_OFF);
        String against = againstSave(guest, methods);
        if (against.isEmpty() && hasRoom(guest)) {
            return want(guest, SAVE, "a save loses nothing and needs nothing of the guest's own system");
        }
        String reason = against.isEmpty() ? "no room on " + guest.volume() + " to reserve its memory" : against;
        if (mayShutDown) {
            return want(guest, SHUT_DOWN, reason + mute(guest));
        }
        if (methods.contains(StopMethod.SAVE) && obstacle == null && hasRoom(guest)) {
            return want(guest, SAVE, "the policy allows nothing else, although " + reason);
        }
        if (mayTurnOff) {
            return want(guest, TURN_OFF, "the policy allows nothing else that is possible: " + reason);
        }
        return now.equalsIgnoreCase(TURN_OFF)
                ? want(guest, SHUT_DOWN, reason + ", and the policy does not allow turning it off" + mute(guest))
                : SettingsAudit.kept(guest, STOP_ACTION, reason + "; nothing better is allowed by the policy");
    }

    /** Why this guest should not be saved, empty if it should. */
    private String againstSave(Guest guest, List<StopMethod> methods) {
        if (!methods.contains(StopMethod.SAVE)) {
            return "the policy does not allow saving it";
        }
        if (guest.cannotSave() != null) {
            return "it cannot be saved (" + guest.cannotSave() + ")";
        }
        if (guest.traits().contains("iscsi-initiator")) {
            return "its disk is not on this host";
        }
        String servers = names(graph.serversOf(guest.id()), true);
        if (!servers.isEmpty()) {
            return "its disk lives on " + servers;
        }
        String clients = names(graph.clientsOf(guest.id()), false);
        return clients.isEmpty() || !methods.contains(StopMethod.SHUTDOWN)
                ? ""
                : "the disk of " + clients + " lives on it, and a save would freeze that at once";
    }

    private String names(List<Dependency> dependencies, boolean servers) {
        return dependencies.stream()
                .filter(d -> d.kind() == Dependency.Kind.HARD)
                .map(d -> servers ? d.on() : d.guest())
                .map(id -> inventory.guest(id).map(Guest::name).orElse(id.toString()))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** Whether its memory can be reserved, with a tenth to spare; if so it is taken. What is on Save already has its room. */
    private boolean hasRoom(Guest guest) {
        Long room = free.get(guest.volume());
        if (guest.stopAction().equalsIgnoreCase(SAVE) || room == null) {
            return true;
        }
        long needs = guest.memoryBytes() + guest.memoryBytes() / 10;
        if (needs > room) {
            return false;
        }
        free.put(guest.volume(), room - needs);
        return true;
    }

    /** Only of a guest that runs: any other has no such service to ask. */
    private static String mute(Guest guest) {
        return guest.state() == GuestState.RUNNING && !guest.shutdownService().obeys()
                ? "; its shutdown service does not answer now: until it does, Windows would turn it off hard"
                : "";
    }

    private static SettingChange want(Guest guest, String action, String why) {
        return SettingsAudit.wanted(guest, STOP_ACTION, action, why);
    }
}
