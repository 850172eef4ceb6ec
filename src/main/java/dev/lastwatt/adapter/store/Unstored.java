package dev.lastwatt.adapter.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The facts that the store has not taken yet, so that they can be read and offered to it again. Bounded: the oldest go first,
 * which by then are in the fallback file unless that fails as well.
 */
final class Unstored {

    static final int LIMIT = 10_000;

    private final TreeMap<Long, StoredFact> facts = new TreeMap<>();
    private final TreeSet<Long> refused = new TreeSet<>();

    /** What stood here at one moment, and the highest place given out by then. */
    record View(List<StoredFact> facts, long highest) {}

    /** Remembers a fact; false if an older one had to go for it. */
    synchronized boolean add(StoredFact fact) {
        facts.put(fact.sequence(), fact);
        if (facts.size() <= LIMIT) {
            return true;
        }
        Long oldest = facts.firstKey();
        facts.remove(oldest);
        refused.remove(oldest);
        return false;
    }

    /** The store has them. */
    synchronized void stored(Collection<StoredFact> taken) {
        for (StoredFact fact : taken) {
            facts.remove(fact.sequence());
            refused.remove(fact.sequence());
        }
    }

    /** The store did not take them and will not without being asked again. */
    synchronized void refused(Collection<StoredFact> given) {
        for (StoredFact fact : given) {
            if (facts.containsKey(fact.sequence())) {
                refused.add(fact.sequence());
            }
        }
    }

    /** Takes some facts that the store refused, to offer them again. */
    synchronized List<StoredFact> toOfferAgain(int limit) {
        List<StoredFact> again = new ArrayList<>();
        while (again.size() < limit && !refused.isEmpty()) {
            StoredFact fact = facts.get(refused.pollFirst());
            if (fact != null) {
                again.add(fact);
            }
        }
        return again;
    }

    synchronized View view(long highest) {
        return new View(List.copyOf(facts.values()), highest);
    }
}
