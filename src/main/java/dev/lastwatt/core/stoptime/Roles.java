package dev.lastwatt.core.stoptime;

import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.GuestId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Reads each guest's role from who depends on whom. */
public final class Roles {

    private final Set<GuestId> carriers;
    private final Set<GuestId> middle;
    private final Set<GuestId> foundations;

    private Roles(Set<GuestId> carriers, Set<GuestId> middle, Set<GuestId> foundations) {
        this.carriers = carriers;
        this.middle = middle;
        this.foundations = foundations;
    }

    /**
     * The roles that these dependencies give.
     *
     * @param last guests that are known to carry others although nothing says which, as those that an administrator stops last
     */
    public static Roles of(Collection<Dependency> dependencies, Set<GuestId> last) {
        Set<GuestId> carriers = new HashSet<>(last);
        dependencies.forEach(d -> carriers.add(d.on()));
        Set<GuestId> middle = new HashSet<>();
        Set<GuestId> foundations = new HashSet<>();
        for (Dependency d : dependencies) {
            if (carriers.contains(d.guest())) {
                middle.add(d.guest());
                foundations.add(d.on());
            }
        }
        return new Roles(carriers, middle, foundations);
    }

    /** The role of that guest; in the middle wins where it is both. */
    public Role of(GuestId guest) {
        if (middle.contains(guest)) {
            return Role.MIDDLE;
        }
        if (foundations.contains(guest)) {
            return Role.FOUNDATION;
        }
        return carriers.contains(guest) ? Role.CARRIER : Role.LEAF;
    }
}
