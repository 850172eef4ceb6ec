package dev.lastwatt.adapter.ups.simulated;

import dev.lastwatt.adapter.scenario.Demand;
import dev.lastwatt.adapter.scenario.HostLoad;
import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.adapter.scenario.Truth;
import dev.lastwatt.adapter.scenario.Truth.Gauge;
import dev.lastwatt.port.Timebase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Describes a {@link SimulatedUps}. */
public final class SimulatedUpsBuilder {

    final Timebase time;
    final HostLoad host;
    String name = "simulated://ups";
    Duration period = Duration.ofSeconds(5);
    Duration recharge = Duration.ofHours(4);
    Consumer<Instant> powerGone = at -> {};

    @Nullable Double capacityWatts;

    private final List<SimulatedUps.MainsChange> changes = new ArrayList<>();
    private Duration lasts = Duration.ofMinutes(15);
    private @Nullable Double ratedWatts;
    private double exponent = 1.15;
    private @Nullable Duration asNew;
    private double startCharge = 1;
    private Gauge gauge = Gauge.honest();

    SimulatedUpsBuilder(Timebase time, HostLoad host) {
        this.time = time;
        this.host = host;
    }

    SimulatedUpsBuilder playing(Scenario scenario, Instant failsAt) {
        Truth truth = scenario.truth();
        Truth.Battery battery = truth.battery();
        return named("simulated://" + scenario.id())
                .battery(duration(battery.seconds()), scenario.wattsAtFailure())
                .exponent(battery.exponent())
                .asNew(duration(battery.asNewSeconds()), battery.startCharge())
                .gauge(truth.gauge())
                .readingEvery(duration(scenario.known().readingSeconds()))
                .outage(failsAt, duration(truth.outageSeconds()));
    }

    /** What it calls itself. */
    public SimulatedUpsBuilder named(String newName) {
        name = newName;
        return this;
    }

    /** How long the battery lasts, as it stands, at which load. */
    public SimulatedUpsBuilder battery(Duration newLasts, double atWatts) {
        lasts = above0("battery", newLasts);
        ratedWatts = atWatts;
        return this;
    }

    /** How much faster a higher load empties it: at least 1; 1.15 unless told otherwise. */
    public SimulatedUpsBuilder exponent(double newExponent) {
        exponent = newExponent;
        return this;
    }

    /** How long a new battery would last at that load when full, and the charge (above 0 to 1) that this one begins with. */
    public SimulatedUpsBuilder asNew(Duration newAsNew, double newStartCharge) {
        asNew = above0("asNew", newAsNew);
        Demand.that(
                newStartCharge > 0 && newStartCharge <= 1,
                "startCharge must be above 0 and at most 1, is " + newStartCharge);
        startCharge = newStartCharge;
        return this;
    }

    /** What it says about its battery. */
    public SimulatedUpsBuilder gauge(Gauge newGauge) {
        gauge = newGauge;
        return this;
    }

    /** How often its numbers change. */
    public SimulatedUpsBuilder readingEvery(Duration newPeriod) {
        period = above0("readingEvery", newPeriod);
        return this;
    }

    /** What it can feed at most, in watts; without it the load is shown in watts alone. */
    public SimulatedUpsBuilder capacity(double watts) {
        Demand.positive("capacity", watts);
        capacityWatts = watts;
        return this;
    }

    /**
     * How long the mains take to fill an empty battery, at an even pace: 4 h unless told otherwise. It is filled up to what it
     * held before the first outage.
     */
    public SimulatedUpsBuilder rechargesIn(Duration whole) {
        recharge = above0("rechargesIn", whole);
        return this;
    }

    /** The mains are away from then on, for this long. Outages follow each other in time and do not overlap. */
    public SimulatedUpsBuilder outage(Instant from, Duration length) {
        Instant free = changes.isEmpty()
                ? Instant.MIN
                : changes.get(changes.size() - 1).at();
        Demand.that(!from.isBefore(free), "outage: begins at " + from + ", the one before ends at " + free);
        changes.add(new SimulatedUps.MainsChange(from, false));
        changes.add(new SimulatedUps.MainsChange(from.plus(above0("outage", length)), true));
        return this;
    }

    /** Told when the battery is empty and the mains are away. Called in the middle of things: must not call back. */
    public SimulatedUpsBuilder whenPowerIsGone(Consumer<Instant> listener) {
        powerGone = listener;
        return this;
    }

    /** Connects it to its host, now. */
    public SimulatedUps build() {
        double watts = ratedWatts == null ? host.watts() : ratedWatts;
        return new SimulatedUps(this, SimulatedBattery.full(lasts, watts, exponent));
    }

    List<SimulatedUps.MainsChange> changes() {
        return List.copyOf(changes);
    }

    GaugeLaw law(SimulatedBattery battery) {
        double whole = asNew == null ? battery.fullSeconds() / startCharge : asNew.toNanos() / 1e9;
        return new GaugeLaw(gauge, whole * startCharge, startCharge);
    }

    private static Duration above0(String what, Duration value) {
        Demand.that(value.compareTo(Duration.ZERO) > 0, what + " must be above 0, is " + value);
        return value;
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
