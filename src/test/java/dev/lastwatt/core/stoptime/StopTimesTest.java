package dev.lastwatt.core.stoptime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.stoptime.StopTimes.Subject;
import dev.lastwatt.core.stoptime.Traits.Os;
import dev.lastwatt.core.stoptime.Traits.Updates;
import dev.lastwatt.fake.Guests;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StopTimesTest {

    private static final long GIB = 1L << 30;
    private static final GuestId WEB = new GuestId(new UUID(0, 1));
    private static final Traits WINDOWS = new Traits(Os.WINDOWS, 8 * GIB, false, Updates.NONE);
    private static final Traits LINUX = new Traits(Os.LINUX, 8 * GIB, false, Updates.NONE);

    @Test
    void guestThatWasNeverMeasuredIsJudgedByItsTraits() {
        StopEstimate windows = shutdown(WINDOWS);
        StopEstimate linux = shutdown(LINUX);
        assertThat(windows.quantile(0.95)).isGreaterThan(linux.quantile(0.95).multipliedBy(2));
        assertThat(shutdown(new Traits(Os.WINDOWS, 8 * GIB, true, Updates.NONE)).quantile(0.95))
                .isGreaterThan(windows.quantile(0.95));
        assertThat(shutdown(Traits.unknown(8 * GIB)).quantile(0.95)).isGreaterThan(linux.quantile(0.95));
        assertThat(windows.samples()).isZero();
        assertThat(windows.because()).startsWith("never measured");
    }

    @Test
    void tenStopsTightenTheBoundsAndAnotherMemoryWidensThemAgain() {
        double[] ten = {30, 33, 28, 31, 40, 25, 29, 35, 30, 27};
        double before = width(shutdown(WINDOWS));
        StopEstimate measured = shutdown(WINDOWS, ten);
        StopEstimate grown = shutdown(new Traits(Os.WINDOWS, 32 * GIB, false, Updates.NONE), ten);
        assertThat(width(measured)).isLessThan(before / 1.8);
        assertThat(width(grown)).isGreaterThan(width(measured) * 1.03);
        assertThat(grown.because()).contains("its memory was changed");
        assertThat(measured.because()).startsWith("10 stops measured");
    }

    @Test
    void pendingUpdatesRaiseTheBound() {
        double[] past = {30, 33, 28};
        StopEstimate pending = shutdown(new Traits(Os.WINDOWS, 8 * GIB, false, Updates.PENDING), past);
        assertThat(pending.quantile(0.5))
                .isGreaterThan(shutdown(WINDOWS, past).quantile(0.5).multipliedBy(3));
        assertThat(pending.because()).contains("updates are pending");
    }

    @Test
    void patchWindowOfTheHostMakesADenialLessBelievable() {
        List<Subject> hosts = new ArrayList<>(List.of(new Subject(WEB, "C:", WINDOWS)));
        StopEstimate alone = StopTimes.of(hosts, List.of(), Map.of()).estimate(WEB, StopMethod.SHUTDOWN);
        for (int i = 2; i < 8; i++) {
            hosts.add(new Subject(
                    new GuestId(new UUID(0, i)), "C:", new Traits(Os.WINDOWS, 8 * GIB, false, Updates.PENDING)));
        }
        StopEstimate amidst = StopTimes.of(hosts, List.of(), Map.of()).estimate(WEB, StopMethod.SHUTDOWN);
        assertThat(amidst.quantile(0.95)).isGreaterThan(alone.quantile(0.95));
        assertThat(amidst.because()).contains("patch window");
    }

    @Test
    void otherGuestsOfTheHostTeachWhatOneThatWasNeverMeasuredTakes() {
        List<Subject> subjects = new ArrayList<>(List.of(new Subject(WEB, "C:", WINDOWS)));
        List<StopSample> samples = new ArrayList<>();
        for (int i = 2; i < 12; i++) {
            GuestId other = new GuestId(new UUID(0, i));
            subjects.add(new Subject(other, "C:", WINDOWS));
            samples.addAll(samples(other, 8 * GIB, false, 90, 100, 95));
        }
        StopEstimate taught = StopTimes.of(subjects, samples, Map.of()).estimate(WEB, StopMethod.SHUTDOWN);
        assertThat(taught.quantile(0.5))
                .isGreaterThan(shutdown(WINDOWS).quantile(0.5).multipliedBy(3).dividedBy(2));
    }

    @Test
    void aStopSlowerThanTheBoundNeverLowersIt() {
        Random random = new Random(5);
        for (int round = 0; round < 60; round++) {
            int count = random.nextInt(15);
            double[] past = new double[count + 1];
            for (int i = 0; i < count; i++) {
                past[i] = 25 * Math.exp(0.3 * random.nextGaussian());
            }
            Traits traits = random.nextBoolean() ? WINDOWS : LINUX;
            double[] before = Arrays.copyOf(past, count);
            StopEstimate was = shutdown(traits, before);
            past[count] = was.seconds(0.95) * (1 + 3 * random.nextDouble());
            assertThat(shutdown(traits, past).seconds(0.95))
                    .as(Arrays.toString(past))
                    .isGreaterThanOrEqualTo(was.seconds(0.95) * (count < 2 ? 0.95 : 1));
        }
    }

    @Test
    void quantilesGrowWithTheProbabilityWhateverTheHistory() {
        for (double[] past : new double[][] {
            {}, {0.001}, {100_000}, {30, 30, 30, 30, 30, 30, 30, 30}, {1, 1000, 1, 1000, 1}, new double[0], many(200)
        }) {
            StopEstimate estimate = shutdown(LINUX, past);
            double last = 0;
            for (double p : new double[] {0.01, 0.5, 0.8, 0.95, 0.99, 0.999}) {
                assertThat(estimate.seconds(p)).isFinite().isGreaterThan(last);
                last = estimate.seconds(p);
            }
        }
    }

    @Test
    void stopsThatWereCutOffRaiseTheChanceOfAHangAndNeverShortenTheBound() {
        List<StopSample> samples = new ArrayList<>(samples(WEB, 8 * GIB, false, 30, 33, 28));
        StopEstimate without = one(WINDOWS, samples);
        samples.addAll(samples(WEB, 8 * GIB, true, 300, 300));
        StopEstimate with = one(WINDOWS, samples);
        assertThat(with.hang()).isGreaterThan(2 * without.hang());
        assertThat(with.samples()).isEqualTo(3);
        assertThat(with.seconds(0.95)).isGreaterThan(0.9 * without.seconds(0.95));
        assertThat(with.because()).contains("2 stops did not end in time");
    }

    @Test
    void guestThatWasOnlyEverCutOffIsTakenForASlowOneToo() {
        StopEstimate cut = one(WINDOWS, samples(WEB, 8 * GIB, true, 300, 300, 300));
        assertThat(cut.seconds(0.95)).isGreaterThan(shutdown(WINDOWS).seconds(0.95));
        assertThat(cut.hang()).isBetween(0.0, 1.0);
    }

    @Test
    void orderOfTheSamplesDoesNotMatter() {
        List<StopSample> samples = new ArrayList<>(samples(WEB, 8 * GIB, false, 30, 33, 120, 29));
        StopEstimate forth = one(WINDOWS, samples);
        Collections.reverse(samples);
        assertThat(one(WINDOWS, samples).quantile(0.95)).isEqualTo(forth.quantile(0.95));
    }

    @Test
    void theLongerAStopLastsTheLessItIsExpectedToEnd() {
        StopEstimate estimate = shutdown(WINDOWS, 30, 33, 28, 35, 29);
        Duration minute = Duration.ofMinutes(1);
        assertThat(estimate.endsWithin(Duration.ZERO, minute)).isGreaterThan(0.9);
        assertThat(estimate.endsWithin(Duration.ofMinutes(10), minute)).isLessThan(0.3);
    }

    @Test
    void saveIsScaledByMemoryAndLearnsThePaceOfTheVolume() {
        StopSample save = new StopSample(WEB, StopMethod.SAVE, Instant.EPOCH, Duration.ofSeconds(43), false, 8 * GIB);
        StopEstimate assumed = StopTimes.of(List.of(new Subject(WEB, "C:", LINUX)), List.of(), Map.of())
                .estimate(WEB, StopMethod.SAVE);
        StopEstimate stated = StopTimes.of(List.of(new Subject(WEB, "C:", LINUX)), List.of(), Map.of("C:", 800e6))
                .estimate(WEB, StopMethod.SAVE);
        StopEstimate learnt = StopTimes.of(
                        List.of(new Subject(WEB, "C:", LINUX)), List.of(save, save, save, save), Map.of())
                .estimate(WEB, StopMethod.SAVE);
        assertThat(assumed.seconds(0.5)).isGreaterThan(stated.seconds(0.5));
        assertThat(learnt.seconds(0.5)).isBetween(42.0, 49.0);
        assertThat(learnt.seconds(0.95)).isLessThan(assumed.seconds(0.95));
    }

    @Test
    void guestThatIsNewIsTakenForOneThatWasNeverMeasured() {
        StopTimes none = StopTimes.of(List.of(), List.of(), Map.of());
        Guest guest = Guests.guest("new", 8 * GIB, "C:");
        assertThat(none.estimate(guest, StopMethod.SHUTDOWN).because()).startsWith("never measured");
        assertThat(none.estimate(guest, StopMethod.TURN_OFF).seconds(0.95)).isBetween(4.0, 6.0);
    }

    @Test
    void idThatTheModelWasNotMadeForIsRefused() {
        StopTimes none = StopTimes.of(List.of(), List.of(), Map.of());
        assertThatThrownBy(() -> none.estimate(WEB, StopMethod.SHUTDOWN)).hasMessageContaining(WEB.toString());
    }

    private static double[] many(int count) {
        double[] past = new double[count];
        for (int i = 0; i < count; i++) {
            past[i] = 10 + i % 7;
        }
        return past;
    }

    private static double width(StopEstimate estimate) {
        return estimate.seconds(0.95) / estimate.seconds(0.5);
    }

    private static StopEstimate shutdown(Traits traits, double... past) {
        return one(traits, samples(WEB, 8 * GIB, false, past));
    }

    private static StopEstimate one(Traits traits, List<StopSample> samples) {
        return StopTimes.of(List.of(new Subject(WEB, "C:", traits)), samples, Map.of())
                .estimate(WEB, StopMethod.SHUTDOWN);
    }

    private static List<StopSample> samples(GuestId guest, long memory, boolean censored, double... seconds) {
        List<StopSample> samples = new ArrayList<>();
        for (int i = 0; i < seconds.length; i++) {
            samples.add(new StopSample(
                    guest,
                    StopMethod.SHUTDOWN,
                    Instant.EPOCH.plus(Duration.ofDays(i)),
                    Duration.ofMillis(Math.max(1, Math.round(seconds[i] * 1000))),
                    censored,
                    memory));
        }
        return samples;
    }
}
