package dev.lastwatt.adapter.ups.simulated;

import dev.lastwatt.adapter.scenario.HostLoad;
import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.core.power.ContactLoss;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.port.ActionAnswer;
import dev.lastwatt.port.BatteryTest;
import dev.lastwatt.port.Timebase;
import dev.lastwatt.port.UpsSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A UPS that lives in the injected time. Its numbers change on a grid (every 5 s unless told otherwise, counted from each power
 * failure), its flags at once; who asks between sees the numbers of the last grid point. What it shows depends on time and load
 * alone and never on how often it is asked. Safe for use by several threads.
 */
public final class SimulatedUps implements UpsSource, BatteryTest {

    private final String name;
    private final HostLoad host;
    private final GaugeLaw gauge;
    private final Duration period;
    private final Duration recharge;
    private final @Nullable Double capacityWatts;
    private final Queue<MainsChange> planned;
    private final Consumer<Instant> powerGone;

    private Instant cursor;
    private SimulatedBattery battery;
    private boolean mains = true;

    /** It runs on its battery because it was told to; never with the mains away. */
    private boolean testing;

    private @Nullable Instant failedAt;
    private @Nullable Instant silentAt;
    private @Nullable Instant powerGoneAt;
    private Instant gridStart;
    private long gridIndex;
    private GaugeLaw.Shown shown;

    record MainsChange(Instant at, boolean on) {}

    SimulatedUps(SimulatedUpsBuilder from, SimulatedBattery battery) {
        name = from.name;
        host = from.host;
        gauge = from.law(battery);
        period = from.period;
        recharge = from.recharge;
        capacityWatts = from.capacityWatts;
        planned = new ArrayDeque<>(from.changes());
        powerGone = from.powerGone;
        this.battery = battery;
        cursor = host.connect(this::drawn);
        gridStart = cursor;
        shown = gauge.reading(0, 0, battery, host.watts());
        advance(cursor, host.watts(), host.watts());
    }

    /** A UPS for this host: a good battery of 15 minutes at the host's present load, an honest gauge, and no outage. */
    public static SimulatedUpsBuilder builder(Timebase time, HostLoad host) {
        return new SimulatedUpsBuilder(time, host);
    }

    /** The UPS of a scenario, whose mains fail at {@code failsAt}. */
    public static SimulatedUpsBuilder of(Scenario scenario, Timebase time, HostLoad host, Instant failsAt) {
        return new SimulatedUpsBuilder(time, host).playing(scenario, failsAt);
    }

    @Override
    public String name() {
        return name;
    }

    /** Answers at once. */
    @Override
    public SourceAnswer read() {
        host.settle();
        synchronized (this) {
            Instant silent = silentAt;
            if (silent != null && !cursor.isBefore(silent)) {
                return new SourceAnswer.Missing(cursor, ContactLoss.SILENT, name + ": no answer");
            }
            if (outputIsDead()) {
                return new SourceAnswer.Missing(cursor, ContactLoss.SILENT, name + ": no answer, battery empty");
            }
            return new SourceAnswer.Answered(reading());
        }
    }

    @Override
    public void close() {
        // Holds nothing.
    }

    /** The mains fail now; nothing happens if they are away already. */
    public void fail() {
        host.settle();
        synchronized (this) {
            switchMains(false, host.watts());
        }
    }

    /** The mains return now; nothing happens if they are there. */
    public void restore() {
        host.settle();
        synchronized (this) {
            switchMains(true, host.watts());
        }
    }

    @Override
    public Optional<BatteryTest> batteryTest() {
        return Optional.of(this);
    }

    @Override
    public ActionAnswer start() {
        return test(true);
    }

    @Override
    public ActionAnswer stop() {
        return test(false);
    }

    private ActionAnswer test(boolean on) {
        host.settle();
        synchronized (this) {
            if (on && !mains) {
                return new ActionAnswer.Refused(ActionAnswer.Cause.WRONG_STATE, "the mains are away");
            }
            feed(mains, on && mains, host.watts());
            return new ActionAnswer.Accepted();
        }
    }

    /** It stops answering now, for good. */
    public synchronized void fallSilent() {
        silentAt = cursor;
    }

    /** The true state of the battery, now. */
    public SimulatedBattery battery() {
        host.settle();
        synchronized (this) {
            return battery;
        }
    }

    /** Whether the mains are there, now. */
    public boolean onMains() {
        host.settle();
        synchronized (this) {
            return mains;
        }
    }

    /** When the battery last ended with the mains away. */
    public Optional<Instant> powerGoneAt() {
        host.settle();
        synchronized (this) {
            return Optional.ofNullable(powerGoneAt);
        }
    }

    private synchronized @Nullable Instant drawn(Instant from, Instant to, double watts, double then) {
        if (from.isAfter(cursor)) {
            throw new IllegalStateException("the host left out the time from " + cursor + " to " + from);
        }
        return advance(to, watts, then);
    }

    private @Nullable Instant advance(Instant to, double watts, double then) {
        Instant ended = null;
        double load = watts;
        double last = then;
        while (true) {
            Instant next = earliest(to, nextGrid());
            MainsChange change = planned.peek();
            if (change != null) {
                next = earliest(next, change.at());
            }
            if (next.isAfter(cursor)) {
                Instant empty = feeds() || outputIsDead() ? null : emptyWithin(next, load);
                if (empty != null && testing) {
                    battery = battery.empty();
                    cursor = empty;
                    feed(true, false, load);
                    continue;
                }
                if (empty != null) {
                    ended = empty;
                    load = 0;
                    last = 0;
                    goDead(empty);
                    continue;
                }
                Duration stretch = Duration.between(cursor, next);
                battery = feeds() ? battery.recharged(stretch, recharge) : battery.discharged(stretch, load);
                cursor = next;
            }
            double now = cursor.isBefore(to) ? load : last;
            if (change != null && !change.at().isAfter(cursor)) {
                planned.remove();
                switchMains(change.on(), now);
            }
            if (!nextGrid().isAfter(cursor)) {
                shown = gauge.reading(gridIndex, secondsOnBattery(), battery, now);
                gridIndex++;
            }
            MainsChange following = planned.peek();
            if (!cursor.isBefore(to) && (following == null || following.at().isAfter(cursor))) {
                return ended;
            }
        }
    }

    private void switchMains(boolean on, double watts) {
        feed(on, testing && on, watts);
    }

    /** Whether the mains feed the load. */
    private boolean feeds() {
        return mains && !testing;
    }

    private void feed(boolean wall, boolean test, double watts) {
        boolean fed = feeds();
        mains = wall;
        testing = test;
        if (feeds() == fed) {
            return;
        }
        if (feeds()) {
            failedAt = null;
            return;
        }
        Double silentFrom = gauge.gauge().silentFromSeconds();
        if (silentAt == null && silentFrom != null) {
            silentAt = cursor.plusNanos((long) (silentFrom * 1e9));
        }
        failedAt = cursor;
        powerGoneAt = null;
        gridStart = cursor;
        shown = gauge.reading(0, 0, battery, watts);
        gridIndex = 1;
    }

    private @Nullable Instant emptyWithin(Instant next, double watts) {
        Duration lasts = battery.lasts(watts);
        return lasts == null || cursor.plus(lasts).isAfter(next) ? null : cursor.plus(lasts);
    }

    private void goDead(Instant at) {
        battery = battery.empty();
        cursor = at;
        powerGoneAt = at;
        powerGone.accept(at);
    }

    /** An empty battery with the mains away; the card that answers is dead with it. */
    private boolean outputIsDead() {
        return !feeds() && powerGoneAt != null;
    }

    private Reading reading() {
        Set<StatusFlag> flags = EnumSet.noneOf(StatusFlag.class);
        if (feeds()) {
            flags.add(StatusFlag.OL);
            if (battery.leftSeconds() < battery.fullSeconds()) {
                flags.add(StatusFlag.CHRG);
            }
        } else {
            flags.add(StatusFlag.OB);
            flags.add(StatusFlag.DISCHRG);
            if (testing) {
                flags.add(StatusFlag.CAL);
            }
            if (shown.low() || gauge.lowRegardless(secondsOnBattery())) {
                flags.add(StatusFlag.LB);
            }
        }
        Double runtime = shown.runtimeSeconds();
        return new Reading(
                cursor,
                flags,
                shown.chargePercent(),
                runtime == null ? null : Duration.ofSeconds(runtime.longValue()),
                capacityWatts == null ? null : 100 * shown.watts() / capacityWatts,
                shown.watts(),
                null,
                null);
    }

    private double secondsOnBattery() {
        return failedAt == null ? 0 : Duration.between(failedAt, cursor).toNanos() / 1e9;
    }

    private Instant nextGrid() {
        return gridStart.plus(period.multipliedBy(gridIndex));
    }

    private static Instant earliest(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
