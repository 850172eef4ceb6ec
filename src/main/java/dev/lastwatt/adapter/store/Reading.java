package dev.lastwatt.adapter.store;

import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.JournalEntry;
import dev.lastwatt.core.journal.RunId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One look at the journal: the store, and what stood in memory when the look began. Memory is taken first, so that a fact that is
 * stored in between is seen twice rather than never; places given out later are left out, so that none is skipped.
 */
record Reading(JournalTable table, FactCodec codec, Unstored.View memory) {

    List<JournalEntry> after(long sequence, int limit) {
        List<JournalEntry> entries = new ArrayList<>();
        long from = sequence;
        while (entries.size() < limit) {
            int wanted = limit - entries.size();
            long start = from;
            List<StoredFact> page = together(
                            table.after(start, wanted), memory.facts().stream().filter(fact -> fact.sequence() > start))
                    .stream()
                    .limit(wanted)
                    .toList();
            if (page.isEmpty()) {
                break;
            }
            // What cannot be read does not count: an empty answer means that there is no more.
            page.forEach(fact -> codec.decode(fact).ifPresent(entries::add));
            from = page.get(page.size() - 1).sequence();
        }
        return List.copyOf(entries);
    }

    List<JournalEntry> ofRun(RunId run) {
        return together(table.ofRun(run.value()), memory.facts().stream().filter(fact -> run.value()
                        .equals(fact.run())))
                .stream()
                .flatMap(fact -> codec.decode(fact).stream())
                .toList();
    }

    List<RunId> runs(int limit) {
        Map<String, Long> first = new HashMap<>(table.runs());
        for (StoredFact fact : memory.facts()) {
            if (fact.run() != null) {
                first.merge(fact.run(), fact.sequence(), Math::min);
            }
        }
        return first.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(Math.max(0, limit))
                .map(run -> new RunId(run.getKey()))
                .toList();
    }

    <F extends Fact> Optional<F> last(Class<F> kind, Predicate<F> like) {
        Set<String> types = FactCodec.namesOf(kind);
        Function<StoredFact, Optional<JournalEntry>> decode =
                stored -> codec.decode(stored).filter(entry -> like.test(kind.cast(entry.fact())));
        Stream<JournalEntry> inMemory = memory.facts().stream()
                .filter(fact -> types.contains(fact.type()))
                .flatMap(fact -> decode.apply(fact).stream());
        return Stream.concat(inMemory, table.last(types, decode).stream())
                .max(Comparator.comparingLong(JournalEntry::sequence))
                .map(entry -> kind.cast(entry.fact()));
    }

    private Collection<StoredFact> together(List<StoredFact> stored, Stream<StoredFact> unstored) {
        TreeMap<Long, StoredFact> bySequence = new TreeMap<>();
        unstored.forEach(fact -> bySequence.put(fact.sequence(), fact));
        stored.stream()
                .filter(fact -> fact.sequence() <= memory.highest())
                .forEach(fact -> bySequence.put(fact.sequence(), fact));
        return bySequence.values();
    }
}
