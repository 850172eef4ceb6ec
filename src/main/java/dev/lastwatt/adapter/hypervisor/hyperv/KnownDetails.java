package dev.lastwatt.adapter.hypervisor.hyperv;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.Inventory;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What takes a query for each guest is read by each PowerShell session in its own time. What one session has found out is kept
 * here, for inventories taken by another that has not come to it yet.
 */
final class KnownDetails {

    private final Map<GuestId, Detail> known = new ConcurrentHashMap<>();

    private record Detail(boolean clustered, @Nullable String cannotSave) {}

    /** The inventory with what is known about its guests; those that are gone are forgotten. */
    Inventory completed(Inventory inventory) {
        Set<GuestId> present = new HashSet<>();
        inventory.guests().forEach(g -> present.add(g.id()));
        known.keySet().retainAll(present);
        return new Inventory(
                inventory.takenAt(),
                inventory.hostName(),
                inventory.guests().stream().map(this::completed).toList(),
                inventory.volumes());
    }

    private Guest completed(Guest guest) {
        if (!guest.traits().contains(GuestReader.DETAILS_PENDING)) {
            known.put(guest.id(), new Detail(guest.clustered(), guest.cannotSave()));
            return guest;
        }
        Detail detail = known.get(guest.id());
        return detail == null ? guest : with(guest, detail);
    }

    private static Guest with(Guest guest, Detail detail) {
        return guest.with(new Guest.Kind(detail.clustered(), guest.replica(), detail.cannotSave()))
                .with(Set.of());
    }
}
