package dev.lastwatt.core.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastwatt.core.power.PowerState.ForcedShutdown;
import dev.lastwatt.core.power.PowerState.LowBattery;
import dev.lastwatt.core.power.PowerState.OnBattery;
import dev.lastwatt.core.power.PowerState.OnLine;
import dev.lastwatt.core.power.PowerState.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RedundancyTest {

    private static final Instant T0 = Instant.parse("2026-01-15T09:00:00Z");
    private static final Instant NOW = T0.plusSeconds(600);
    private static final int CASES = 500;

    @Test
    void oneOfTwoOnBatteryIsNoOutageWhereOneSuffices() {
        Redundancy.Joint joint = of(1, feed("a", new OnBattery(T0), 300), feed("b", new OnLine(T0), 600));
        assertThat(joint.power()).isEqualTo(new OnLine(T0));
        assertThat(joint.notes())
                .singleElement()
                .asString()
                .startsWith("UPS a is on battery since 2026-01-15T09:00:00Z, and 1 of 2 are on the mains");
    }

    @Test
    void oneOfTwoOnBatteryIsAnOutageWhereBothAreNeeded() {
        Redundancy.Joint joint = of(2, feed("a", new OnBattery(T0), 300), feed("b", new OnLine(T0), 600));
        assertThat(joint.power()).isEqualTo(new OnBattery(T0));
        assertThat(joint.runtime().lowerBound())
                .as("both needed, each at its own load")
                .isEqualTo(seconds(300));
    }

    @Test
    void theOutageBeginsWhenTooFewAreLeftOnTheMains() {
        Redundancy.Joint joint =
                of(1, feed("a", new OnBattery(T0), 300), feed("b", new OnBattery(T0.plusSeconds(60)), 600));
        assertThat(joint.power()).isEqualTo(new OnBattery(T0.plusSeconds(60)));
    }

    @Test
    void whereOneSufficesTheLongerCountsAtTheWholeLoad() {
        Redundancy.Joint joint =
                of(1, loaded("a", new OnBattery(T0), 900, 100), loaded("b", new OnBattery(T0), 300, 100));
        // Twice the load, and the battery is used up with its 1.3rd power.
        assertThat(joint.runtime().lowerBound().toMillis()).isEqualTo(Math.round(900_000 / Math.pow(2, 1.3)));
        assertThat(joint.deciding()).isZero();
        assertThat(joint.runtime().because())
                .isEqualTo(
                        "a, the longest of 2 UPSes, judged at 200 W where it carries 100 W, since the host needs 1: given");
    }

    @Test
    void whereBothAreNeededTheShorterCounts() {
        Redundancy.Joint joint =
                of(2, loaded("a", new OnBattery(T0), 900, 100), loaded("b", new OnBattery(T0), 300, 100));
        assertThat(joint.runtime().lowerBound()).isEqualTo(seconds(300));
        assertThat(joint.deciding()).isEqualTo(1);
    }

    @Test
    void ofThreeWithTwoNeededTheSecondLongestCountsAtHalfOfTheLoad() {
        Redundancy.Joint joint = of(
                2,
                loaded("a", new OnBattery(T0), 900, 100),
                loaded("b", new OnBattery(T0), 600, 100),
                loaded("c", new OnBattery(T0), 300, 100));
        assertThat(joint.deciding()).isEqualTo(1);
        assertThat(joint.runtime().lowerBound().toMillis()).isEqualTo(Math.round(600_000 / Math.pow(1.5, 1.3)));
    }

    @Test
    void withoutWattsEachIsTakenToCarryItsEqualShare() {
        Redundancy.Joint joint = of(1, feed("a", new OnBattery(T0), 900), feed("b", new OnBattery(T0), 300));
        assertThat(joint.runtime().lowerBound().toMillis()).isEqualTo(Math.round(900_000 / Math.pow(2, 1.3)));
    }

    @Test
    void oneThatIsLostOnBatteryCountsAsGone() {
        Redundancy.Joint joint = of(
                1,
                feed("a", new Unknown(T0.plusSeconds(30), new OnBattery(T0)), 900),
                feed("b", new OnBattery(T0), 300));
        assertThat(joint.deciding()).isEqualTo(1);
        assertThat(joint.notes())
                .containsExactly(
                        "UPS a has not told what feeds it since 2026-01-15T09:00:30Z, last seen on battery: it counts as gone");
    }

    @Test
    void oneThatIsLostOnTheMainsCountsAsGoneWhileTheOtherIsOnBattery() {
        Redundancy.Joint joint = of(
                1, feed("a", new Unknown(T0, new OnLine(T0.minusSeconds(9))), 900), feed("b", new OnBattery(T0), 300));
        assertThat(joint.power()).isEqualTo(new OnBattery(T0));
        assertThat(joint.deciding()).isEqualTo(1);
    }

    @Test
    void theLastThatIsNeededIsNotGoneWhileTheHostRunsButItsBatteryIsUsed() {
        Redundancy.Joint joint = of(
                2,
                loaded("a", new Unknown(NOW.minusSeconds(100), new OnLine(T0)), 250, 100),
                loaded("b", new OnBattery(T0), 300, 100));
        assertThat(joint.power().onBatterySince()).contains(T0);
        assertThat(joint.deciding()).isZero();
        assertThat(joint.runtime().lowerBound()).isEqualTo(seconds(150));
    }

    @Test
    void withoutContactToEnoughOfThemAndNoneOnBatteryNobodyKnowsAndNothingIsStopped() {
        Redundancy.Joint joint =
                of(2, feed("a", new Unknown(T0.plusSeconds(5), new OnLine(T0)), 900), feed("b", new OnLine(T0), 300));
        assertThat(joint.power()).isEqualTo(new Unknown(T0.plusSeconds(5), new OnLine(T0)));
        assertThat(joint.power().onBatterySince()).isEmpty();
    }

    @Test
    void allLostOnBatteryIsAnOutageThatGoesOn() {
        Redundancy.Joint joint = of(
                1,
                feed("a", new Unknown(T0.plusSeconds(20), new OnBattery(T0)), 900),
                feed("b", new Unknown(T0.plusSeconds(40), new OnBattery(T0.plusSeconds(1))), 300));
        assertThat(joint.power()).isEqualTo(new Unknown(T0.plusSeconds(40), new OnBattery(T0.plusSeconds(1))));
    }

    @Test
    void lowBatteryOfOneDoesNotPressWhereTheOtherSuffices() {
        Redundancy.Joint joint =
                of(1, feed("a", new LowBattery(T0, T0.plusSeconds(60)), 60), feed("b", new OnBattery(T0), 900));
        assertThat(joint.power()).isEqualTo(new OnBattery(T0));
        assertThat(joint.deciding()).isEqualTo(1);
    }

    @Test
    void lowBatteryOfOneThatIsNeededPresses() {
        Redundancy.Joint joint =
                of(2, feed("a", new LowBattery(T0, T0.plusSeconds(60)), 60), feed("b", new OnBattery(T0), 900));
        assertThat(joint.power()).isEqualTo(new LowBattery(T0, T0.plusSeconds(60)));
    }

    @Test
    void lowBatteryOfTheOneThatIsLeftPresses() {
        Redundancy.Joint joint = of(
                1,
                feed("a", new Unknown(T0.plusSeconds(50), new OnBattery(T0)), 900),
                feed("b", new LowBattery(T0, T0.plusSeconds(60)), 60));
        assertThat(joint.power()).isEqualTo(new LowBattery(T0, T0.plusSeconds(60)));
    }

    @Test
    void aForcedShutdownOfOneThatIsNotNeededIsNotOneOfTheHost() {
        Redundancy.Joint joint = of(1, feed("a", new ForcedShutdown(T0), 15), feed("b", new OnLine(T0), 900));
        assertThat(joint.power()).isEqualTo(new OnLine(T0));
        assertThat(of(2, feed("a", new ForcedShutdown(T0), 15), feed("b", new OnLine(T0), 900))
                        .power())
                .isEqualTo(new ForcedShutdown(T0));
    }

    @Test
    void aloneItIsWhatItSays() {
        Feed only = feed("a", new Unknown(T0, null), 300);
        assertThat(of(1, only)).isEqualTo(new Redundancy.Joint(only.power(), 0, only.runtime(), List.of()));
    }

    @Test
    void moreThanThereAreCannotBeNeeded() {
        assertThatThrownBy(() -> of(2, feed("a", new OnLine(T0), 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 of 1 UPSes cannot be required");
    }

    @Test
    void needingMoreOfThemNeverMakesItSafer() {
        for (int seed = 0; seed < CASES; seed++) {
            List<Feed> feeds = feeds(new Random(seed));
            for (int required = 1; required < feeds.size(); required++) {
                PowerState fewer = Redundancy.of(feeds, required, NOW).power();
                PowerState more = Redundancy.of(feeds, required + 1, NOW).power();
                assertThat(!more.isOnLine() || fewer.isOnLine())
                        .as("seed %d", seed)
                        .isTrue();
                assertThat(!fewer.demandsActionNow() || more.demandsActionNow())
                        .as("seed %d", seed)
                        .isTrue();
            }
        }
    }

    @Test
    void itIsOnBatteryExactlyIfItIsNotOnTheMainsAndOneOfThemIs() {
        for (int seed = 0; seed < CASES; seed++) {
            List<Feed> feeds = feeds(new Random(seed));
            for (int required = 1; required <= feeds.size(); required++) {
                PowerState power = Redundancy.of(feeds, required, NOW).power();
                assertThat(power.onBatterySince().isPresent())
                        .as("seed %d", seed)
                        .isEqualTo(!power.isOnLine()
                                && feeds.stream()
                                        .anyMatch(
                                                f -> f.power().onBatterySince().isPresent()));
                assertThat(power.since()).as("seed %d", seed).isBeforeOrEqualTo(NOW);
            }
        }
    }

    @Test
    void aShorterRuntimeOfOneNeverMakesTheWholeLastLonger() {
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            List<Feed> feeds = feeds(random);
            int place = random.nextInt(feeds.size());
            Feed one = feeds.get(place);
            List<Feed> worse = new ArrayList<>(feeds);
            worse.set(place, new Feed(one.name(), one.power(), one.runtime().after(seconds(200)), one.loadWatts()));
            for (int required = 1; required <= feeds.size(); required++) {
                assertThat(Redundancy.of(worse, required, NOW).runtime().lowerBound())
                        .as("seed %d", seed)
                        .isLessThanOrEqualTo(
                                Redundancy.of(feeds, required, NOW).runtime().lowerBound());
            }
        }
    }

    private static List<Feed> feeds(Random random) {
        List<Feed> feeds = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            Double watts = random.nextInt(3) == 0 ? null : Double.valueOf(random.nextInt(3000));
            feeds.add(loaded("u" + i, state(random), random.nextInt(3600), watts));
        }
        return feeds;
    }

    private static PowerState state(Random random) {
        Instant at = T0.plusSeconds(random.nextInt(580));
        PowerState heard =
                switch (random.nextInt(4)) {
                    case 0 -> new OnLine(at);
                    case 1 -> new OnBattery(at);
                    case 2 -> new ForcedShutdown(at);
                    default -> new LowBattery(at, at.plusSeconds(5));
                };
        return switch (random.nextInt(4)) {
            case 0 -> new Unknown(at.plusSeconds(8), heard);
            case 1 -> random.nextInt(3) == 0 ? new Unknown(at, null) : heard;
            default -> heard;
        };
    }

    private static Redundancy.Joint of(int required, Feed... feeds) {
        return Redundancy.of(List.of(feeds), required, NOW);
    }

    private static Feed feed(String name, PowerState power, int runtime) {
        return loaded(name, power, runtime, null);
    }

    private static Feed loaded(String name, PowerState power, int runtime, @Nullable Number watts) {
        RemainingRuntime lasts = new RemainingRuntime(seconds(runtime), seconds(runtime * 2), null, 0.95, "given");
        return new Feed(name, power, lasts, watts == null ? null : watts.doubleValue());
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
