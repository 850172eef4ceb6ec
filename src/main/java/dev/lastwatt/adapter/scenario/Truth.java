package dev.lastwatt.adapter.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is true of a site and its outage, and no policy may see. Numbers are in the units of the file format.
 *
 * @param guests by name
 * @param volumes by name
 * @param hostShutdownSeconds how long the host takes once its last guest is off, above 0
 * @param outageSeconds how long the mains are away, above 0
 */
public record Truth(
        Map<String, TrueGuest> guests,
        Map<String, TrueVolume> volumes,
        double hostShutdownSeconds,
        Battery battery,
        Gauge gauge,
        double outageSeconds) {

    /** Checks and copies. */
    public Truth {
        Demand.positive("hostShutdownSeconds", hostShutdownSeconds);
        Demand.positive("outageSeconds", outageSeconds);
        guests = Map.copyOf(guests);
        volumes = Map.copyOf(volumes);
    }

    /**
     * How a guest really stops.
     *
     * @param shutdownSeconds seconds of work its shutdown is, or null if it hangs
     * @param saveWhileStopping whether it can still be saved once it was asked to shut down
     */
    public record TrueGuest(
            @JsonSetter(nulls = Nulls.SET) @Nullable Double shutdownSeconds, boolean saveWhileStopping) {

        /** Checks. */
        public TrueGuest {
            if (shutdownSeconds != null) {
                Demand.notNegative("shutdownSeconds", shutdownSeconds);
            }
        }
    }

    /** What a volume really writes. */
    public record TrueVolume(double saveMbPerSecond) {

        /** Checks. */
        public TrueVolume {
            Demand.positive("saveMbPerSecond", saveMbPerSecond);
        }
    }

    /**
     * The battery.
     *
     * @param seconds how long it lasts at the load of the power failure
     * @param exponent how much faster a higher load empties it, at least 1
     * @param asNewSeconds how long a new one would last
     * @param startCharge the charge at the power failure, above 0 to 1
     */
    public record Battery(double seconds, double exponent, double asNewSeconds, double startCharge) {

        /** Checks. */
        public Battery {
            Demand.positive("seconds", seconds);
            Demand.that(exponent >= 1 && Double.isFinite(exponent), "exponent must be at least 1, is " + exponent);
            Demand.positive("asNewSeconds", asNewSeconds);
            Demand.that(
                    startCharge > 0 && startCharge <= 1,
                    "startCharge must be above 0 and at most 1, is " + startCharge);
        }
    }

    /** How a gauge lies. */
    public enum GaugeKind {
        @JsonProperty("good")
        GOOD,
        @JsonProperty("optimistic")
        OPTIMISTIC,
        @JsonProperty("cliff")
        CLIFF,
        @JsonProperty("stuck")
        STUCK,
        @JsonProperty("pessimistic")
        PESSIMISTIC,
        @JsonProperty("noisy")
        NOISY,
        @JsonProperty("early-low")
        EARLY_LOW,
        @JsonProperty("no-runtime")
        NO_RUNTIME
    }

    /**
     * What the UPS says about its battery.
     *
     * @param bias factor of the runtime it states
     * @param cliffAt share of the charge at which a {@link GaugeKind#CLIFF} sees how things stand
     * @param stuckSeconds the runtime that a {@link GaugeKind#STUCK} always states
     * @param silentFromSeconds when it stops answering, counted from the power failure, or null
     * @param noise standard normal numbers, at least four
     */
    public record Gauge(
            GaugeKind kind,
            double bias,
            double cliffAt,
            double stuckSeconds,
            @JsonSetter(nulls = Nulls.SET) @Nullable Double silentFromSeconds,
            List<Double> noise) {

        /** Checks and copies. */
        public Gauge {
            Demand.that(noise.size() >= 4, "noise must have at least 4 numbers, has " + noise.size());
            noise = List.copyOf(noise);
        }

        /** A gauge that tells the truth, without noise. */
        public static Gauge honest() {
            return new Gauge(GaugeKind.GOOD, 1, 0, 0, null, List.of(0.0, 0.0, 0.0, 0.0));
        }
    }
}
