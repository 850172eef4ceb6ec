package dev.lastwatt.boot;

import dev.lastwatt.adapter.samples.SampleLines;
import dev.lastwatt.app.SampleExchange;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.stoptime.StopSample;
import dev.lastwatt.port.SampleStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The samples of one store as JSON Lines. */
public final class StoredSamples implements SampleExchange {

    private final SampleStore store;
    private final Supplier<Collection<Guest>> guests;
    private final Runnable changed;

    /**
     * Of that store.
     *
     * @param guests those whose names are known
     * @param changed told after an import
     */
    public StoredSamples(SampleStore store, Supplier<Collection<Guest>> guests, Runnable changed) {
        this.store = store;
        this.guests = guests;
        this.changed = changed;
    }

    @Override
    public String exported(@Nullable String guest) {
        Map<GuestId, String> names = new HashMap<>();
        guests.get().forEach(g -> names.put(g.id(), g.name()));
        return store.all().stream()
                .filter(s -> guest == null
                        || guest.equalsIgnoreCase(names.get(s.guest()))
                        || guest.equalsIgnoreCase(s.guest().toString()))
                .map(s -> SampleLines.line(s, names.get(s.guest())) + "\n")
                .collect(Collectors.joining());
    }

    @Override
    public Imported imported(String lines) {
        List<StopSample> samples = SampleLines.read(lines);
        int added = store.addAll(samples, List.of());
        changed.run();
        return new Imported(added, samples.size() - added);
    }
}
