package dev.lastwatt.core.plan;

import dev.lastwatt.core.guest.AutomaticSetting;
import dev.lastwatt.core.guest.DependencyGraph;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.policy.GuestRule;
import dev.lastwatt.core.policy.Policy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Hyper-V is told to do with each guest by itself, against what the policy implies. The settings matter on the day when
 * Lastwatt does not run: then Windows stops all guests at once by their stop actions, and starts them again by their start
 * actions. {@link StopActionRule} and {@link StartRule} say what they should be.
 *
 * <p>Nothing is said about guests that others decide over: replicas, guests of a failover cluster, guests that the policy leaves
 * alone, and those about which it is not known yet whether they are any of these.
 *
 * @param guests every guest of the host, in the inventory's order
 */
public record SettingsAudit(List<AuditedGuest> guests) {

    /** What the inventory says of a guest that has not been looked into yet. */
    private static final String DETAILS_PENDING = "details-pending";

    /** Copies the list. */
    public SettingsAudit {
        guests = List.copyOf(guests);
    }

    /** Looks at every guest. */
    public static SettingsAudit of(Inventory inventory, DependencyGraph graph, Policy policy) {
        Map<GuestId, Guest> judged = new LinkedHashMap<>();
        inventory.guests().stream().filter(g -> leftAlone(g, policy) == null).forEach(g -> judged.put(g.id(), g));
        StopActionRule stop = new StopActionRule(inventory, graph, policy);
        StartRule start = new StartRule(inventory, judged.keySet(), graph);
        Map<GuestId, SettingChange> stops = stop.judge(judged.values());
        List<AuditedGuest> lines = new ArrayList<>();
        for (Guest guest : inventory.guests()) {
            SettingChange action = stops.get(guest.id());
            lines.add(new AuditedGuest(
                    guest.id(),
                    guest.name(),
                    leftAlone(guest, policy),
                    action == null ? List.of() : List.of(action, start.action(guest), start.delay(guest))));
        }
        return new SettingsAudit(lines);
    }

    /** Every change that should be made, guest by guest. */
    public List<SettingChange> changes() {
        return guests.stream()
                .flatMap(g -> g.settings().stream())
                .filter(SettingChange::differs)
                .toList();
    }

    /** Why nothing is said about this guest, or null. */
    private static @Nullable String leftAlone(Guest guest, Policy policy) {
        GuestRule rule = policy.ruleFor(guest);
        if (rule.leaveAlone() || rule.methods().isEmpty()) {
            return "the policy leaves it alone";
        }
        if (guest.clustered()) {
            return "a failover cluster decides over it";
        }
        if (guest.replica()) {
            return "it is a replica of a guest elsewhere";
        }
        if (guest.traits().contains(DETAILS_PENDING)) {
            return "it is not known yet whether a failover cluster decides over it: ask again in a minute";
        }
        return null;
    }

    static SettingChange kept(Guest guest, AutomaticSetting setting, String why) {
        return new SettingChange(guest.id(), guest.name(), setting, setting.of(guest), setting.of(guest), why);
    }

    static SettingChange wanted(Guest guest, AutomaticSetting setting, String value, String why) {
        return new SettingChange(guest.id(), guest.name(), setting, setting.of(guest), value, why);
    }
}
