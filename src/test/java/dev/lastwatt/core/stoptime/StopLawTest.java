package dev.lastwatt.core.stoptime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.stoptime.StopTimes.Subject;
import dev.lastwatt.fake.Guests;
import dev.lastwatt.fake.RoundStopTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The law of a stop, whatever it was learned from. */
class StopLawTest {

    private static final double[] PROBABILITIES = {0.001, 0.05, 0.3, 0.5, 0.500001, 0.7, 0.9, 0.95, 0.97, 0.99, 0.999};

    private final Random random = new Random(8);

    @Test
    void quantileAndProbabilityAreInverse() {
        for (StopTime stop : stops()) {
            for (double p : PROBABILITIES) {
                Duration at = stop.quantile(p);
                assertThat(stop.law().endedBy(at)).as(stop.toString()).isCloseTo(p, within(2e-3));
                assertThat(stop.law().endedBy(at)).isGreaterThanOrEqualTo(p - 1e-6);
            }
        }
    }

    @Test
    void quantilesGrowWithTheProbabilityAndProbabilitiesWithTheTime() {
        for (StopTime stop : stops()) {
            Duration time = Duration.ZERO;
            for (double p : PROBABILITIES) {
                assertThat(stop.quantile(p)).isGreaterThanOrEqualTo(time);
                time = stop.quantile(p);
            }
            double last = 0;
            for (int seconds = 0; seconds < 2000; seconds += 7) {
                double p = stop.law().endedBy(Duration.ofSeconds(seconds));
                assertThat(p).isBetween(last, 1.0);
                last = p;
            }
        }
    }

    @Test
    void namedFiguresAreQuantilesOfTheLaw() {
        for (StopTime stop : stops()) {
            assertThat(stop.median()).isEqualTo(stop.quantile(0.5));
            assertThat(stop.upper()).isEqualTo(stop.quantile(0.95));
            assertThat(stop.extreme()).isEqualTo(stop.quantile(0.99));
        }
    }

    @Test
    void nothingHasEndedBeforeItBeganAndEverythingThatEndsInADay() {
        for (StopTime stop : stops()) {
            assertThat(stop.law().endedBy(Duration.ZERO)).isZero();
            assertThat(stop.law().endedBy(Duration.ofSeconds(-5))).isZero();
            assertThat(stop.law().endedBy(Duration.ofDays(1))).isGreaterThan(0.999);
        }
    }

    @Test
    void stopUnderWayEndsWithTheProbabilityThatLeavesRoomForAHang() {
        for (StopTime stop : stops()) {
            for (int elapsed : new int[] {0, 20, 90, 400}) {
                Duration e = Duration.ofSeconds(elapsed);
                double last = 0;
                for (int more = 0; more < 600; more += 60) {
                    double p = stop.endsWithin(e, Duration.ofSeconds(more));
                    assertThat(p).isBetween(last, 1.0);
                    last = p;
                }
                double f = stop.law().endedBy(e);
                double g = stop.law().endedBy(e.plusSeconds(540));
                double hang = stop.hang();
                double open = hang + (1 - hang) * (1 - f);
                // Where it ought to be over for certain, and is not, nothing is known: it counts as one that never
                // ends.
                assertThat(last).isCloseTo(open == 0 ? 0 : (1 - hang) * (g - f) / open, within(1e-9));
            }
        }
    }

    @Test
    void probabilityThatIsNoneIsRefused() {
        for (StopTime stop : stops()) {
            for (double p : new double[] {0, 1, -0.1, 1.1, Double.NaN}) {
                assertThatThrownBy(() -> stop.quantile(p)).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    /** Of guests with all kinds of histories, by every method, and of the fake that other tests plan with. */
    private List<StopTime> stops() {
        List<StopTime> stops = new ArrayList<>();
        for (int round = 0; round < 12; round++) {
            List<Guest> guests = new ArrayList<>();
            List<StopSample> samples = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                Guest guest = Guests.guest("g" + i, 8L << 30, "C:");
                guests.add(guest);
                double median = 30 * Math.exp(random.nextGaussian());
                for (int n = random.nextInt(1 + 5 * i); n > 0; n--) {
                    double seconds = median * Math.exp(0.3 * random.nextGaussian()) * (random.nextInt(8) == 0 ? 4 : 1);
                    StopSample sample = StopSample.stopped(
                            guest.id(),
                            random.nextInt(5) == 0 ? StopMethod.SAVE : StopMethod.SHUTDOWN,
                            Instant.EPOCH.plus(Duration.ofDays(n)),
                            Duration.ofMillis((long) (1000 * seconds)),
                            8L << 30);
                    samples.add(random.nextInt(20) == 0 ? sample.ending(StopEnding.HUNG) : sample);
                }
            }
            StopTimes model = StopTimes.of(guests.stream().map(Subject::of).toList(), samples, Map.of());
            StopEstimator fake = RoundStopTimes.of(samples);
            for (Guest guest : guests) {
                for (StopMethod method : StopMethod.values()) {
                    stops.add(model.estimate(guest, method));
                }
            }
            stops.add(fake.estimate(guests.get(5), StopMethod.SHUTDOWN));
        }
        return stops;
    }
}
