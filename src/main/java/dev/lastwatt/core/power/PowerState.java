package dev.lastwatt.core.power;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the readings amount to, after plausibility, hold times and staleness. */
public sealed interface PowerState {

    /** Since when. */
    Instant since();

    /** The state in words. */
    String word();

    /** Since when the battery feeds the load, as far as is known; empty on the mains. */
    default Optional<Instant> onBatterySince() {
        return Optional.empty();
    }

    /** The mains feed the load. */
    record OnLine(Instant since) implements PowerState {
        @Override
        public String word() {
            return "on line";
        }
    }

    /** The battery feeds the load. */
    record OnBattery(Instant since) implements PowerState {
        @Override
        public String word() {
            return "on battery";
        }

        @Override
        public Optional<Instant> onBatterySince() {
            return Optional.of(since);
        }
    }

    /** The battery feeds the load and the device says, credibly, that it is nearly empty. Time to act, whatever the estimate. */
    record LowBattery(Instant since, Instant lowSince) implements PowerState {
        @Override
        public String word() {
            return "low battery";
        }

        @Override
        public Optional<Instant> onBatterySince() {
            return Optional.of(since);
        }
    }

    /** Whoever commands the UPS has announced, while we watched, that the power will be cut. */
    record ForcedShutdown(Instant since) implements PowerState {
        @Override
        public String word() {
            return "forced shutdown";
        }

        @Override
        public Optional<Instant> onBatterySince() {
            return Optional.of(since);
        }
    }

    /**
     * An operator has ordered that everything goes down, whatever feeds the load.
     *
     * @param word who and why, in words
     */
    record Ordered(Instant since, String word) implements PowerState {
        @Override
        public Optional<Instant> onBatterySince() {
            return Optional.of(since);
        }
    }

    /**
     * No contact.
     *
     * @param last what was known when contact was lost; null if there never was any. Counts on: lost on battery is on battery.
     */
    record Unknown(Instant since, @Nullable PowerState last) implements PowerState {
        @Override
        public String word() {
            return last == null ? "unknown" : "unknown, last " + last.word();
        }

        @Override
        public Optional<Instant> onBatterySince() {
            return last == null ? Optional.empty() : last.onBatterySince();
        }
    }

    /** Whether the mains are known, now, to feed the load. */
    default boolean isOnLine() {
        return this instanceof OnLine;
    }

    /** Whether stops must begin at once, whatever the estimate of the runtime says. */
    default boolean demandsActionNow() {
        PowerState known = this instanceof Unknown lost && lost.last() != null ? lost.last() : this;
        return known instanceof LowBattery || known instanceof ForcedShutdown || known instanceof Ordered;
    }
}
