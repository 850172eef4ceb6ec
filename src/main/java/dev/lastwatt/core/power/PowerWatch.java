package dev.lastwatt.core.power;

import dev.lastwatt.core.power.PowerState.ForcedShutdown;
import dev.lastwatt.core.power.PowerState.LowBattery;
import dev.lastwatt.core.power.PowerState.OnBattery;
import dev.lastwatt.core.power.PowerState.OnLine;
import dev.lastwatt.core.power.PowerState.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the answers of one source into a power state. Immutable: each answer gives the next watch.
 *
 * <p>The rules and the cases behind them: a low battery flag at a high charge is common and must hold before it counts; a
 * self-test and a calibration run on battery and are no outage, but such a claim expires and a falling charge overrules it; a
 * forced shutdown that stands already at first contact is a leftover (it is sticky in upsd until that restarts), one that begins
 * while we watch means that the power is about to be cut; {@code OL} beside {@code OB} is a stale flag, and which of the two is
 * stale shows only with time; {@code OL} of a unit that discharges without any mains, where it has measured mains before, is none
 * (CyberPower UT: networkupstools/nut pull request 811).
 */
public final class PowerWatch {

    /** After that long without a reading, or without one that says what feeds the load, the source counts as lost. */
    public static final Duration CONTACT_LOST_AFTER = Duration.ofSeconds(5);

    /** At or below this charge a low battery flag is believed at once. Percent. */
    public static final double BELIEVED_LOW_CHARGE = 50;

    /** How long a doubtful flag must stand before it counts. */
    public static final Duration DOUBTFUL_FLAG_HOLDS = Duration.ofSeconds(10);

    /** A self-test or calibration longer than this is taken for what it may hide: an outage. */
    public static final Duration TEST_EXPIRES_AFTER = Duration.ofMinutes(15);

    /** At and above this voltage an input is one that is measured; below {@link #NO_MAINS} nothing feeds it. */
    private static final double MAINS = 80;

    private static final double NO_MAINS = 20;

    private enum Feed {
        MAINS,
        BATTERY,
        BOTH,
        NOT_SAID
    }

    private final PowerState state;
    private final @Nullable Reading last;
    /** The latest reading that said what feeds the load. */
    private final @Nullable Instant lastSaid;

    private final boolean ignoresForcedShutdown;
    private final @Nullable Instant lowSince;
    private final @Nullable Instant bothSince;
    private final @Nullable Instant testSince;
    private final boolean measuresMains;

    private PowerWatch(
            PowerState state,
            @Nullable Reading last,
            @Nullable Instant lastSaid,
            boolean ignoresForcedShutdown,
            @Nullable Instant lowSince,
            @Nullable Instant bothSince,
            @Nullable Instant testSince,
            boolean measuresMains) {
        this.state = state;
        this.last = last;
        this.lastSaid = lastSaid;
        this.ignoresForcedShutdown = ignoresForcedShutdown;
        this.lowSince = lowSince;
        this.bothSince = bothSince;
        this.testSince = testSince;
        this.measuresMains = measuresMains;
    }

    /** A watch that has not seen anything yet. */
    public static PowerWatch begin(Instant now) {
        return new PowerWatch(new Unknown(now, null), null, null, false, null, null, null, false);
    }

    /**
     * A watch that goes on after a restart of the service in the middle of an outage.
     *
     * @param failedAt when the mains failed
     */
    public static PowerWatch resume(Instant failedAt) {
        return new PowerWatch(
                new Unknown(failedAt, new OnBattery(failedAt)), null, null, false, null, null, null, true);
    }

    /** The power state now. */
    public PowerState state() {
        return state;
    }

    /** The latest reading, however old; null if there never was one. */
    public @Nullable Reading last() {
        return last;
    }

    /** What an administrator should be told about the source, in plain words; empty when all is well. */
    public List<String> alarms() {
        List<String> alarms = new ArrayList<>();
        if (ignoresForcedShutdown) {
            alarms.add(
                    "the UPS server already announced a forced shutdown (FSD) at first contact: ignored as a leftover;"
                            + " restart the server that set it");
        }
        if (bothSince != null) {
            alarms.add("the UPS reports on line and on battery at once");
        }
        if (last != null && measuresMains && isMistakenForMains(last)) {
            alarms.add("the UPS says that it is on line, but discharges and has no mains: taken for on battery");
        }
        if (testSince != null) {
            alarms.add("the UPS runs on battery for a self-test or calibration since " + testSince);
        }
        if (last != null && !(state instanceof ForcedShutdown) && feed(last) == Feed.NOT_SAID) {
            alarms.add("the UPS answers, but does not say whether mains or battery feed the load");
        }
        if (last != null && last.has(StatusFlag.RB)) {
            alarms.add("the UPS says that its battery needs to be replaced");
        }
        if (last != null && last.has(StatusFlag.OVER)) {
            alarms.add("the UPS is overloaded");
        }
        return alarms;
    }

    /** The watch after this answer, at this time. */
    public PowerWatch next(SourceAnswer answer) {
        if (answer instanceof SourceAnswer.Answered answered) {
            return read(answered.reading());
        }
        return at(answer.at());
    }

    /** The watch when time has passed without an answer. */
    public PowerWatch at(Instant now) {
        if (state instanceof Unknown || lastSaid == null) {
            return this;
        }
        if (!isOld(lastSaid, now)) {
            return this;
        }
        return new PowerWatch(
                new Unknown(now, state), last, lastSaid, ignoresForcedShutdown, lowSince, null, null, measuresMains);
    }

    private PowerWatch read(Reading reading) {
        Instant now = reading.takenAt();
        boolean first = last == null;
        boolean forced = reading.has(StatusFlag.FSD);
        boolean ignore = forced && (ignoresForcedShutdown || (first && !(known() instanceof OnBattery)));
        Double volts = reading.inputVolts();
        boolean measures = measuresMains || (volts != null && volts >= MAINS);
        Feed feed = measures && isMistakenForMains(reading) ? Feed.BATTERY : feed(reading);

        Instant test = feed == Feed.BATTERY && claimsTest(reading) ? earlier(testSince, now) : null;
        if (test != null && testIsCredible(reading, test, now)) {
            feed = Feed.MAINS;
        } else {
            test = null;
        }

        Instant both = feed == Feed.BOTH ? earlier(bothSince, now) : null;
        if (both != null) {
            feed = held(both, now) ? Feed.MAINS : Feed.BATTERY;
        }

        // Beside OL the flag is as doubtful as OB is; by the time that it has held, OL has won.
        boolean low = reading.has(StatusFlag.LB) && feed != Feed.MAINS && both == null;
        Instant lowFrom = low ? earlier(lowSince, now) : null;

        Instant said = feed == Feed.NOT_SAID && !forced ? lastSaid : now;
        PowerState next;
        if (forced && !ignore) {
            next = known() instanceof ForcedShutdown standing ? standing : new ForcedShutdown(now);
        } else if (feed == Feed.NOT_SAID && (said == null || isOld(said, now))) {
            next = state instanceof Unknown ? state : new Unknown(now, state);
        } else {
            next = fed(feed, reading, lowFrom, now);
        }
        return new PowerWatch(next, reading, said, ignore, lowFrom, both, test, measures);
    }

    private static boolean isOld(Instant said, Instant now) {
        return Duration.between(said, now).compareTo(CONTACT_LOST_AFTER) > 0;
    }

    private PowerState fed(Feed feed, Reading reading, @Nullable Instant lowFrom, Instant now) {
        PowerState known = known();
        switch (feed) {
            case MAINS:
                return known instanceof OnLine ? known : new OnLine(now);
            case BATTERY:
                Instant since = known == null
                        ? now
                        : known instanceof ForcedShutdown
                                ? now
                                : known.onBatterySince().orElse(now);
                if (lowFrom == null || !lowCounts(reading, lowFrom, now)) {
                    return known instanceof OnBattery ? known : new OnBattery(since);
                }
                return known instanceof LowBattery ? known : new LowBattery(since, now);
            default:
                return known == null
                        ? new Unknown(now, null)
                        : known instanceof ForcedShutdown ? new OnLine(now) : known;
        }
    }

    private @Nullable PowerState known() {
        return state instanceof Unknown lost ? lost.last() : state;
    }

    /** Says that it is on line, but gives out what no mains bring in. */
    private static boolean isMistakenForMains(Reading reading) {
        Double volts = reading.inputVolts();
        return reading.has(StatusFlag.OL) && reading.has(StatusFlag.DISCHRG) && volts != null && volts < NO_MAINS;
    }

    private static Feed feed(Reading reading) {
        boolean mains = reading.has(StatusFlag.OL);
        boolean battery = reading.has(StatusFlag.OB);
        if (mains && battery) {
            return Feed.BOTH;
        }
        if (mains) {
            return Feed.MAINS;
        }
        if (battery) {
            return Feed.BATTERY;
        }
        if (reading.has(StatusFlag.TRIM)
                || reading.has(StatusFlag.BOOST)
                || reading.has(StatusFlag.BYPASS)
                || reading.has(StatusFlag.CHRG)) {
            return Feed.MAINS;
        }
        return reading.has(StatusFlag.DISCHRG) ? Feed.BATTERY : Feed.NOT_SAID;
    }

    private static boolean claimsTest(Reading reading) {
        return reading.has(StatusFlag.CAL) || reading.has(StatusFlag.TEST);
    }

    private static boolean testIsCredible(Reading reading, Instant since, Instant now) {
        Double charge = reading.chargePercent();
        return Duration.between(since, now).compareTo(TEST_EXPIRES_AFTER) < 0
                && (charge == null ? !reading.has(StatusFlag.LB) : charge > BELIEVED_LOW_CHARGE);
    }

    private static boolean lowCounts(Reading reading, Instant lowFrom, Instant now) {
        Double charge = reading.chargePercent();
        return charge == null || charge <= BELIEVED_LOW_CHARGE || held(lowFrom, now);
    }

    private static boolean held(Instant since, Instant now) {
        return Duration.between(since, now).compareTo(DOUBTFUL_FLAG_HOLDS) >= 0;
    }

    private static Instant earlier(@Nullable Instant since, Instant now) {
        return since == null ? now : since;
    }
}
