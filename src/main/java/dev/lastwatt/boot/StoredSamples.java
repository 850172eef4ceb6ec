package dev.lastwatt.boot;

import dev.lastwatt.adapter.samples.SampleLines;
import dev.lastwatt.app.SampleExchange;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.stoptime.HostShutdown;
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
    public String exportedHost() {
        return store.hostShutdowns().stream()
                .map(s -> SampleLines.line(s) + "\n")
                .collect(Collectors.joining());
    }

    @Override
    public Imported imported(String lines) {
        SampleLines.Content content = SampleLines.read(lines);
        int added = store.addAll(content.stops(), List.of());
        List<HostShutdown> known = store.hostShutdowns();
        List<HostShutdown> unknown = content.hostShutdowns().stream()
                .filter(s -> known.stream()
                        .noneMatch(k -> k.source() == s.source() && k.began().equals(s.began())))
                .toList();
        unknown.forEach(store::keep);
        changed.run();
        int all = content.stops().size() + content.hostShutdowns().size();
        return new Imported(added + unknown.size(), all - added - unknown.size());
    }
}
