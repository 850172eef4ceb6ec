package dev.lastwatt.adapter.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy may know of a site before the power fails. Numbers are in the units of the file format: seconds, megabytes of
 * memory, watts.
 *
 * @param readingSeconds period of the readings, above 0
 * @param guests at least one, names unique
 * @param dependencies who should be down before whom
 * @param volumes where saved states go
 * @param host the host itself
 * @param ups what is known of the battery
 */
public record Known(
        double readingSeconds,
        List<KnownGuest> guests,
        List<Dependency> dependencies,
        List<KnownVolume> volumes,
        KnownHost host,
        KnownUps ups) {

    /** Checks and copies. */
    public Known {
        Demand.positive("readingSeconds", readingSeconds);
        Demand.that(!guests.isEmpty(), "guests must not be empty");
        guests = List.copyOf(guests);
        dependencies = List.copyOf(dependencies);
        volumes = List.copyOf(volumes);
    }

    /** Family of a guest's operating system. */
    public enum Os {
        @JsonProperty("windows")
        WINDOWS,
        @JsonProperty("linux")
        LINUX,
        @JsonProperty("other")
        OTHER
    }

    /** How a past stop was done. */
    public enum Method {
        @JsonProperty("shutdown")
        SHUTDOWN,
        @JsonProperty("save")
        SAVE
    }

    /** What came of a past stop. */
    public enum Outcome {
        @JsonProperty("stopped")
        STOPPED,
        /** Not off after these seconds. */
        @JsonProperty("cut-off")
        CUT_OFF
    }

    /** What a broken order costs. */
    public enum Kind {
        /** An order violation. */
        @JsonProperty("soft")
        SOFT,
        /** The guest's disk lives on the other one: it ends unclean. */
        @JsonProperty("hard")
        HARD
    }

    /**
     * A guest.
     *
     * @param watts what the load falls by when it is off
     * @param weight worth of a minute of it, above 0
     * @param group 0 to 2: where an administrator would put it in a shutdown of three steps
     * @param updatesPending whether updates wait for its next stop, null if nobody knows
     * @param stops past stops, oldest first
     */
    public record KnownGuest(
            String name,
            Os os,
            double memoryMb,
            String volume,
            double watts,
            double weight,
            int group,
            @JsonSetter(nulls = Nulls.SET) @Nullable Boolean updatesPending,
            List<PastStop> stops) {

        /** Checks and copies. */
        public KnownGuest {
            Demand.text("name", name);
            Demand.positive("memoryMb", memoryMb);
            Demand.notNegative("watts", watts);
            Demand.positive("weight", weight);
            Demand.that(group >= 0 && group <= 2, "group must be 0, 1 or 2, is " + group);
            stops = List.copyOf(stops);
        }
    }

    /**
     * A past stop.
     *
     * @param seconds how long it took, above 0
     * @param daysAgo when, not negative
     */
    public record PastStop(Method method, double seconds, Outcome outcome, double daysAgo) {

        /** Checks. */
        public PastStop {
            Demand.positive("seconds", seconds);
            Demand.notNegative("daysAgo", daysAgo);
        }
    }

    /** {@code guest} should be off before {@code on} goes off. */
    public record Dependency(String guest, String on, Kind kind) {}

    /** A volume, and what its data sheet or one test says about it. */
    public record KnownVolume(String name, double saveMbPerSecond) {

        /** Checks. */
        public KnownVolume {
            Demand.text("name", name);
            Demand.positive("saveMbPerSecond", saveMbPerSecond);
        }
    }

    /**
     * The host.
     *
     * @param baseWatts its load without guests
     * @param maxConcurrentShutdowns a limit the administrator set, at least 1; not a law of the world
     * @param savesWhileStopping whether it has been seen to save a guest that was already asked to shut down; null: nobody knows
     * @param shutdowns past shutdowns of the host itself, in seconds
     */
    public record KnownHost(
            double baseWatts,
            int maxConcurrentShutdowns,
            @JsonSetter(nulls = Nulls.SET) @Nullable Boolean savesWhileStopping,
            List<Double> shutdowns) {

        /** Checks and copies. */
        public KnownHost {
            Demand.notNegative("baseWatts", baseWatts);
            Demand.that(
                    maxConcurrentShutdowns >= 1,
                    "maxConcurrentShutdowns must be at least 1, is " + maxConcurrentShutdowns);
            shutdowns = List.copyOf(shutdowns);
            shutdowns.forEach(seconds -> Demand.positive("shutdowns", seconds));
        }
    }

    /**
     * The battery, as far as it is known.
     *
     * @param tableSeconds runtime of a new battery of this model at the load of the power failure, from its table
     * @param batteryAgeYears its age
     * @param calibratedHealth the share of {@code tableSeconds} that a calibration found
     */
    public record KnownUps(
            @JsonSetter(nulls = Nulls.SET) @Nullable Double tableSeconds,
            @JsonSetter(nulls = Nulls.SET) @Nullable Double batteryAgeYears,
            @JsonSetter(nulls = Nulls.SET) @Nullable Double calibratedHealth) {}
}
