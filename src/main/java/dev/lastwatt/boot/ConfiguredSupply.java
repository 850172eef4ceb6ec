package dev.lastwatt.boot;

import dev.lastwatt.app.SupplySetup;
import dev.lastwatt.core.power.Battery;
import dev.lastwatt.port.Timebase;
import dev.lastwatt.port.UpsSource;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The UPSes as the settings name them.
 *
 * @param sources those of the setup, in its order
 */
record ConfiguredSupply(SupplySetup setup, List<UpsSource> sources) implements AutoCloseable {

    private static final String ALL = "lastwatt.supply.ups.";

    /** It stands in the journal, in the names of threads and in sentences. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,31}");

    /** Makes a source; its settings' names begin like that. */
    interface Maker {
        UpsSource make(Settings.Ups ups, String prefix);
    }

    /** One UPS and its source. */
    static ConfiguredSupply single(UpsSource source, Battery battery) {
        return new ConfiguredSupply(SupplySetup.of(battery), List.of(source));
    }

    /**
     * Those that the settings name.
     *
     * @throws ConfigurationException naming the setting that is wrong
     */
    static ConfiguredSupply of(Settings settings, Timebase time, Maker maker) {
        Instant now = time.now();
        ZoneId zone = ZoneId.systemDefault();
        Map<String, Settings.NamedUps> named = new TreeMap<>(settings.supply().ups());
        if (named.isEmpty()) {
            return single(maker.make(settings.ups(), "lastwatt.ups."), Batteries.of(settings.battery(), now, zone));
        }
        List<SupplySetup.Unit> units = new ArrayList<>();
        // Those that tell of a UPS before those that tell of it too.
        named.forEach((name, ups) -> {
            if (ups.sameAs().isEmpty()) {
                units.add(new SupplySetup.Unit(checked(name), name, battery(name, ups, now, zone)));
            }
        });
        named.forEach((name, ups) -> ups.sameAs().ifPresent(of -> {
            Battery battery = units.stream()
                    .filter(u -> u.ups().equals(of) && u.source().equals(of))
                    .map(SupplySetup.Unit::battery)
                    .findFirst()
                    .orElseThrow(() -> wrong(ALL + name + ".same-as is " + of
                            + ": name another of lastwatt.supply.ups that has no same-as itself"));
            units.add(new SupplySetup.Unit(checked(name), of, battery));
        }));
        SupplySetup setup;
        try {
            setup = new SupplySetup(units, settings.supply().required());
        } catch (IllegalArgumentException e) {
            throw wrong("lastwatt.supply." + e.getMessage());
        }
        List<UpsSource> sources = new ArrayList<>();
        try {
            for (SupplySetup.Unit unit : units) {
                Settings.NamedUps ups = named.get(unit.source());
                if (ups != null) {
                    String prefix = ALL + unit.source() + ".";
                    sources.add(new NamedSource(unit.source(), prefix, maker.make(ups, prefix)));
                }
            }
        } catch (RuntimeException e) {
            sources.forEach(UpsSource::close);
            throw e;
        }
        return new ConfiguredSupply(setup, sources);
    }

    private static Battery battery(String name, Settings.NamedUps ups, Instant now, ZoneId zone) {
        try {
            return Batteries.of(ups.battery(), now, zone);
        } catch (ConfigurationException e) {
            throw new ConfigurationException(e.problems().stream()
                    .map(p -> p.replace("lastwatt.battery.", ALL + name + ".battery."))
                    .toList());
        }
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw wrong(ALL + name + ": a name of a UPS has letters, digits, '-' and '_', 32 at most");
        }
        return name;
    }

    private static ConfigurationException wrong(String problem) {
        return new ConfigurationException(List.of(problem));
    }

    /** The same with each source wrapped. */
    ConfiguredSupply with(UnaryOperator<UpsSource> wrapped) {
        return new ConfiguredSupply(setup, sources.stream().map(wrapped).toList());
    }

    /** Their names, for people. */
    String name() {
        String names = String.join(", ", sources.stream().map(UpsSource::name).toList());
        return setup.isSingle()
                ? names
                : names + " (" + setup.required() + " of " + setup.upses().size() + " UPSes needed)";
    }

    @Override
    public void close() {
        sources.forEach(UpsSource::close);
    }
}
