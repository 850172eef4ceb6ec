package dev.lastwatt.app;

import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.power.Battery;
import dev.lastwatt.core.power.Feed;
import dev.lastwatt.core.power.PowerState;
import dev.lastwatt.core.power.PowerWatch;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.Redundancy;
import dev.lastwatt.core.power.RemainingRuntime;
import dev.lastwatt.core.power.RuntimeEstimator;
import dev.lastwatt.core.power.RuntimeTable;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.core.power.UpsDevice;
import dev.lastwatt.core.power.Witnesses;
import dev.lastwatt.port.Journal;
import dev.lastwatt.port.SampleStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the power: each UPS by each of its sources, and what they amount to. With one UPS and one source it is that one's
 * word.
 */
final class Supply {

    /** At the start, the sources have so long to answer before what the others say decides. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SupplySetup setup;
    private final Instant begun;
    private final List<UpsWatch> watches = new ArrayList<>();
    private final Map<String, BatteryRecord> batteries = new LinkedHashMap<>();
    private Instant at;

    /** What the UPSes amounted to at {@link #at}; null where that has to be found out anew. */
    private @Nullable Joint joint;

    /**
     * What there is at one moment.
     *
     * @param whole what the UPSes amount to
     * @param shown by UPS: the place of the source whose reading counts
     */
    private record Joint(Redundancy.Joint whole, List<Feed> feeds, List<Integer> shown, List<String> notes) {}

    /** Goes on with that watch, of an earlier service, where it knows of an outage. */
    Supply(SupplySetup setup, PowerWatch watch, Journal journal, SampleStore store, Policy policy, Instant now) {
        this.setup = setup;
        this.at = now;
        this.begun = now;
        for (SupplySetup.Unit unit : setup.units()) {
            BatteryRecord battery = batteries.computeIfAbsent(
                    unit.ups(),
                    ups -> new BatteryRecord(ups, unit.battery().assuming(policy.assumedRuntime()), journal, store));
            watches.add(new UpsWatch(watch, battery.known(), policy.confidence(), policy.forcedShutdownGrace(), now));
        }
    }

    /** Looks when batteries were last used, by the record of an earlier service. */
    void lookBack(Instant since) {
        batteries.values().forEach(b -> b.lookBack(since));
    }

    /**
     * A source answered, or did not.
     *
     * @param unit its place
     * @param testIsOurs whether a self-test that the UPS claims is one that we began: then nobody has to guess what it may hide
     * @return what the discharge that has ended by it has shown of the battery
     */
    Optional<Fact.BatteryCalibrated> answered(int unit, SourceAnswer answer, boolean testIsOurs) {
        UpsWatch watch = watches.get(unit);
        RuntimeEstimator before = watch.estimator();
        watch.answered(answer, testIsOurs);
        at = answer.at().isAfter(at) ? answer.at() : at;
        joint = null;
        if (!(answer instanceof SourceAnswer.Answered answered) || !isFirstHeard(unit)) {
            return Optional.empty();
        }
        return battery(unit).read(answered.reading(), watch.power(), before, watch.estimator());
    }

    /** One record of each discharge is enough. */
    private boolean isFirstHeard(int unit) {
        String ups = setup.units().get(unit).ups();
        for (int i = 0; i < unit; i++) {
            if (setup.units().get(i).ups().equals(ups) && !(watches.get(i).power() instanceof PowerState.Unknown)) {
                return false;
            }
        }
        return true;
    }

    private BatteryRecord battery(int unit) {
        return batteryOf(setup.units().get(unit).ups());
    }

    private BatteryRecord batteryOf(String ups) {
        BatteryRecord battery = batteries.get(ups);
        if (battery == null) {
            throw new IllegalStateException("no UPS is called '" + ups + "'");
        }
        return battery;
    }

    /** The UPS has said what it is; the table is that of its model, null without one. */
    void upsIs(int unit, UpsDevice device, @Nullable RuntimeTable table, double confidence, Instant now) {
        battery(unit).ofDevice(device, table);
        learn(confidence, now);
    }

    /** A fact about a battery was written. */
    void heard(Fact fact, double confidence, Instant now) {
        batteries.values().forEach(b -> b.heard(fact));
        learn(confidence, now);
    }

    private void learn(double confidence, Instant now) {
        for (int i = 0; i < watches.size(); i++) {
            watches.get(i).learn(battery(i).known(), confidence, now);
        }
        joint = null;
    }

    /** That time has come, whether anybody answered or not. */
    void at(Instant now) {
        watches.forEach(w -> w.at(now));
        at = now;
        joint = null;
    }

    PowerState power() {
        return setup.isSingle() ? watches.get(0).power() : joint(at).whole.power();
    }

    RemainingRuntime remaining(Instant now) {
        return setup.isSingle()
                ? watches.get(0).remaining(now)
                : joint(now).whole.runtime();
    }

    private Joint joint(Instant now) {
        Joint known = joint;
        if (known != null && now.equals(at)) {
            return known;
        }
        List<Feed> feeds = new ArrayList<>();
        List<Integer> shown = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (String ups : setup.upses()) {
            List<Integer> of = unitsOf(ups);
            Witnesses.Verdict verdict =
                    Witnesses.of(ups, of.stream().map(i -> testimony(i, now)).toList(), now);
            feeds.add(verdict.feed());
            shown.add(of.get(verdict.place()));
            notes.addAll(verdict.notes());
        }
        Joint made = new Joint(Redundancy.of(feeds, setup.required(), now), feeds, shown, notes);
        if (now.equals(at)) {
            joint = made;
        }
        return made;
    }

    private List<Integer> unitsOf(String ups) {
        List<Integer> of = new ArrayList<>();
        for (int i = 0; i < watches.size(); i++) {
            if (setup.units().get(i).ups().equals(ups)) {
                of.add(i);
            }
        }
        return of;
    }

    private Witnesses.Testimony testimony(int unit, Instant now) {
        UpsWatch watch = watches.get(unit);
        SupplySetup.Unit of = setup.units().get(unit);
        Feed feed = new Feed(of.ups(), watch.power(), watch.remaining(now), watch.loadWatts());
        return new Witnesses.Testimony(of.source(), feed, watch.reading());
    }

    /** The source whose word counts now. */
    private UpsWatch deciding() {
        if (setup.isSingle()) {
            return watches.get(0);
        }
        Joint now = joint(at);
        return watches.get(now.shown.get(now.whole.deciding()));
    }

    RuntimeEstimator estimator() {
        return deciding().estimator();
    }

    /** The latest reading of the UPS that counts. */
    @Nullable Reading reading() {
        return deciding().reading();
    }

    /** The latest reading as it came, with what the UPS calls a test; null if there never was one. */
    @Nullable Reading told() {
        return deciding().told();
    }

    /** The latest answer of the source that counts, null before the first. */
    @Nullable SourceAnswer latest() {
        SourceAnswer of = deciding().latest();
        return of != null
                ? of
                : watches.stream()
                        .map(UpsWatch::latest)
                        .filter(a -> a != null)
                        .findFirst()
                        .orElse(null);
    }

    /** Whether enough was heard to decide by: each source has answered, or failed to, or has had the time for it. */
    boolean isHeard(Instant now) {
        return watches.stream().allMatch(w -> w.latest() != null)
                || (watches.stream().anyMatch(w -> w.latest() != null) && now.isAfter(begun.plus(PATIENCE)));
    }

    /** The load of all together, null where one does not say. */
    @Nullable Double loadWatts() {
        if (setup.isSingle()) {
            return watches.get(0).loadWatts();
        }
        double sum = 0;
        for (Feed feed : joint(at).feeds) {
            Double watts = feed.loadWatts();
            if (watts == null) {
                return null;
            }
            sum += watts;
        }
        return sum;
    }

    /** The UPS that is the only one, with one source. */
    Optional<BatteryRecord> onlyBattery() {
        return setup.isSingle() ? Optional.of(battery(0)) : Optional.empty();
    }

    /** When a battery last fed the load for more than a minute, null if that is not known. */
    @Nullable Instant dischargedAt() {
        return batteries.values().stream()
                .map(BatteryRecord::dischargedAt)
                .filter(t -> t != null)
                .max(Instant::compareTo)
                .orElse(null);
    }

    /** What is known of the battery of the UPS that counts. */
    Battery known() {
        return setup.isSingle()
                ? battery(0).known()
                : batteryOf(setup.upses().get(joint(at).whole.deciding())).known();
    }

    /** What is known of the batteries, in words, a line each. */
    List<String> describeBatteries(Instant now) {
        List<String> lines = new ArrayList<>();
        batteries.forEach((ups, battery) -> {
            if (!ups.equals(SupplySetup.ONLY)) {
                lines.add("UPS " + ups + ":");
            }
            lines.addAll(battery.describe(now));
        });
        return lines;
    }

    /** What an administrator should know of the power, in plain words. */
    List<String> alarms() {
        List<String> alarms = new ArrayList<>();
        if (setup.isSingle()) {
            alarms.addAll(watches.get(0).alarms("the UPS"));
            return alarms;
        }
        Joint now = joint(at);
        alarms.addAll(now.whole.notes());
        alarms.addAll(now.notes);
        for (int i = 0; i < watches.size(); i++) {
            SupplySetup.Unit unit = setup.units().get(i);
            for (String alarm : watches.get(i).alarms(unit.source())) {
                alarms.add("UPS " + unit.ups() + ": " + alarm);
            }
        }
        return alarms;
    }

    /** Each UPS with its source, as it is now; empty where there is only one. */
    List<UpsSnapshot> each() {
        if (setup.isSingle()) {
            return List.of();
        }
        List<UpsSnapshot> all = new ArrayList<>();
        for (int i = 0; i < watches.size(); i++) {
            UpsWatch watch = watches.get(i);
            SupplySetup.Unit unit = setup.units().get(i);
            all.add(new UpsSnapshot(
                    unit.ups(), unit.source(), watch.power(), watch.reading(), watch.latest(), watch.remaining(at)));
        }
        return all;
    }

    SupplySetup setup() {
        return setup;
    }
}
