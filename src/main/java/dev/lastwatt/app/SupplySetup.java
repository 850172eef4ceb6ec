package dev.lastwatt.app;

import dev.lastwatt.core.power.Battery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The UPSes that feed the host together, where their readings come from, and how many of them the host needs.
 *
 * @param units a source each; several may tell of the same UPS
 * @param required how many UPSes the host needs to run, 1 to as many as there are
 */
public record SupplySetup(List<Unit> units, int required) {

    /** The name of a UPS that is the only one. */
    public static final String ONLY = "";

    /**
     * A source, and what it tells of.
     *
     * @param source its name, for people
     * @param ups the name of the UPS, {@link #ONLY} for the only one
     * @param battery what is known of its battery; of a UPS with several sources, that of the first counts
     */
    public record Unit(String source, String ups, Battery battery) {}

    /** Copies, and checks. */
    public SupplySetup {
        units = List.copyOf(units);
        long upses = units.stream().map(Unit::ups).distinct().count();
        if (required < 1 || required > upses) {
            throw new IllegalArgumentException("required is " + required + ", and there are " + upses + " UPSes");
        }
    }

    /** One UPS with one source. */
    public static SupplySetup of(Battery battery) {
        return new SupplySetup(List.of(new Unit(ONLY, ONLY, battery)), 1);
    }

    /** The names of the UPSes, in their order. */
    public List<String> upses() {
        return units.stream().map(Unit::ups).distinct().toList();
    }

    /**
     * The UPS that is meant, for the journal.
     *
     * @param given its name, null where nobody named one
     * @return its name, null where there is only one
     * @throws IllegalArgumentException with a message for people, if there is no such UPS, or none is named of several
     */
    public @Nullable String named(@Nullable String given) {
        List<String> known = upses();
        if (known.size() == 1 && (given == null || given.equals(known.get(0)))) {
            return known.get(0).equals(ONLY) ? null : known.get(0);
        }
        if (given == null) {
            throw new IllegalArgumentException("there are several UPSes: name one of " + String.join(", ", known));
        }
        if (known.size() == 1 || !known.contains(given)) {
            throw new IllegalArgumentException("no UPS is called '" + given + "'"
                    + (known.size() == 1
                            ? ": there is only one, leave the name away"
                            : ": there are " + String.join(", ", known)));
        }
        return given;
    }

    /** Whether there is one UPS with one source. */
    public boolean isSingle() {
        return units.size() == 1;
    }
}
