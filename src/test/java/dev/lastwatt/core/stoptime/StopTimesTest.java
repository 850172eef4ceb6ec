package dev.lastwatt.core.stoptime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.Heartbeat;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.stoptime.StopTimes.Subject;
import dev.lastwatt.core.stoptime.Traits.Os;
import dev.lastwatt.core.stoptime.Traits.Updates;
import dev.lastwatt.fake.Guests;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
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
    private static final Traits WINDOWS = new Traits(Os.WINDOWS, 8 * GIB, Role.LEAF, Updates.NONE);
    private static final Traits LINUX = new Traits(Os.LINUX, 8 * GIB, Role.LEAF, Updates.NONE);

    @Test
    void guestThatWasNeverMeasuredIsJudgedByItsTraits() {
        StopTime windows = amongOthers(WINDOWS);
        StopTime linux = amongOthers(LINUX);
        StopTime carrier = amongOthers(new Traits(Os.WINDOWS, 8 * GIB, Role.CARRIER, Updates.NONE));
        StopTime middle = amongOthers(new Traits(Os.WINDOWS, 8 * GIB, Role.MIDDLE, Updates.NONE));
        assertThat(windows.seconds(0.95)).isGreaterThan(2 * linux.seconds(0.95));
        assertThat(carrier.seconds(0.5)).isGreaterThan(windows.seconds(0.5));
        assertThat(middle.seconds(0.5)).isGreaterThan(carrier.seconds(0.5));
        assertThat(amongOthers(Traits.unknown(8 * GIB)).seconds(0.95)).isGreaterThan(linux.seconds(0.95));
        assertThat(windows.samples()).isZero();
        assertThat(windows.because()).startsWith("never measured");
    }

    @Test
    void fiveMinutesAreKeptForAGuestOfAHostWhereNothingWasEverMeasured() {
        assertThat(shutdown(LINUX).upper()).isGreaterThanOrEqualTo(Duration.ofSeconds(299));
        assertThat(shutdown(LINUX).extreme()).isGreaterThan(Duration.ofMinutes(5));
        assertThat(amongOthers(LINUX).upper()).isLessThan(Duration.ofMinutes(2));
    }

    @Test
    void explanationSaysPlainlyWhyTheBoundIsAsWideAsItIs() {
        assertThat(shutdown(LINUX).because()).contains("hardly any guest of this host was measured", "5 minutes");
        assertThat(amongOthers(LINUX).because())
                .contains("guests like it differ much")
                .doesNotContain("5 minutes");
        assertThat(amongOthers(WINDOWS, 30).because())
                .startsWith("1 stop measured")
                .contains("its usual time is not known well yet", "taken from the host's other guests");
        assertThat(amongOthers(WINDOWS, many(20)).because())
                .startsWith("20 stops measured")
                .endsWith("times p50, as its stops scatter");
        assertThat(amongOthers(LINUX, 10, 11, 45, 9, 10, 12, 48, 11, 10, 9, 44, 10, 50, 11, 47, 10)
                        .because())
                .contains("several times as long for no visible reason");
    }

    @Test
    void boundsTightenFromDrillToDrillAndGoOnToHold() {
        Random random = new Random(11);
        double first = 0;
        double last = 0;
        int held = 0;
        for (int guest = 0; guest < 40; guest++) {
            double median = 30 * Math.exp(0.4 * random.nextGaussian());
            double[] drills = new double[11];
            for (int i = 0; i < drills.length; i++) {
                drills[i] = median * Math.exp(0.3 * random.nextGaussian());
            }
            first += amongOthers(WINDOWS).seconds(0.95) / median;
            StopTime after = amongOthers(WINDOWS, Arrays.copyOf(drills, 10));
            last += after.seconds(0.95) / median;
            held += drills[10] <= after.seconds(0.95) ? 1 : 0;
        }
        assertThat(last).isLessThan(first * 0.75);
        assertThat(held).isGreaterThanOrEqualTo(36);
    }

    @Test
    void tenStopsTightenTheBoundsAndAnotherMemoryWidensThemAgain() {
        double[] ten = {30, 33, 28, 31, 40, 25, 29, 35, 30, 27};
        double before = width(amongOthers(WINDOWS));
        StopTime measured = shutdown(WINDOWS, ten);
        StopTime grown = shutdown(new Traits(Os.WINDOWS, 32 * GIB, Role.LEAF, Updates.NONE), ten);
        assertThat(width(measured)).isLessThan(before / 1.6);
        assertThat(width(grown)).isGreaterThan(width(measured) * 1.03);
        assertThat(grown.because()).contains("its memory was changed");
        assertThat(measured.because()).startsWith("10 stops measured");
    }

    @Test
    void pendingUpdatesRaiseTheBound() {
        double[] past = {30, 33, 28};
        StopTime pending = shutdown(new Traits(Os.WINDOWS, 8 * GIB, Role.LEAF, Updates.PENDING), past);
        assertThat(pending.quantile(0.5))
                .isGreaterThan(shutdown(WINDOWS, past).quantile(0.5).multipliedBy(3));
        assertThat(pending.because()).contains("updates are pending");
    }

    @Test
    void openPatchWindowWidensTheBoundThoughNobodyKnowsWhetherUpdatesCame() {
        double[] past = {30, 33, 28, 31, 29, 35, 30, 28, 34, 30};
        StopTime usual = amongOthers(Traits.unknown(8 * GIB), past);
        StopTime patching = amongOthers(new Traits(Os.UNKNOWN, 8 * GIB, Role.LEAF, Updates.EXPECTED), past);
        assertThat(patching.seconds(0.95)).isGreaterThan(2 * usual.seconds(0.95));
        assertThat(patching.because()).contains("its patch window is open");
    }

    @Test
    void patchWindowOfTheHostMakesADenialLessBelievable() {
        List<Subject> hosts = new ArrayList<>(List.of(new Subject(WEB, "C:", WINDOWS)));
        List<StopSample> past = samples(WEB, 8 * GIB, StopEnding.STOPPED, 30, 33, 28);
        StopTime alone = StopTimes.of(hosts, past, Map.of()).expected(WEB, StopMethod.SHUTDOWN);
        for (int i = 2; i < 8; i++) {
            hosts.add(new Subject(
                    new GuestId(new UUID(0, i)), "C:", new Traits(Os.WINDOWS, 8 * GIB, Role.LEAF, Updates.PENDING)));
        }
        StopTime amidst = StopTimes.of(hosts, past, Map.of()).expected(WEB, StopMethod.SHUTDOWN);
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
            samples.addAll(samples(other, 8 * GIB, StopEnding.STOPPED, 90, 100, 95));
        }
        StopTime taught = StopTimes.of(subjects, samples, Map.of()).expected(WEB, StopMethod.SHUTDOWN);
        assertThat(taught.quantile(0.5))
                .isGreaterThan(
                        amongOthers(WINDOWS).quantile(0.5).multipliedBy(3).dividedBy(2));
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
            StopTime was = amongOthers(traits, before);
            past[count] = was.seconds(0.95) * (1 + 3 * random.nextDouble());
            assertThat(amongOthers(traits, past).seconds(0.95))
                    .as(Arrays.toString(past))
                    .isGreaterThanOrEqualTo(was.seconds(0.95) * (count < 2 ? 0.95 : 1));
        }
    }

    @Test
    void quantilesGrowWithTheProbabilityWhateverTheHistory() {
        for (double[] past : new double[][] {
            {}, {0.001}, {100_000}, {30, 30, 30, 30, 30, 30, 30, 30}, {1, 1000, 1, 1000, 1}, new double[0], many(200)
        }) {
            StopTime estimate = shutdown(LINUX, past);
            double last = 0;
            for (double p : new double[] {0.01, 0.5, 0.8, 0.95, 0.99, 0.999}) {
                assertThat(estimate.seconds(p)).isFinite().isGreaterThan(last);
                last = estimate.seconds(p);
            }
        }
    }

    @Test
    void guestLikeNoOtherIsBelievedAfterOneStop() {
        StopTime mail = amongOthers(WINDOWS, 900);
        assertThat(mail.seconds(0.95)).isGreaterThan(900);
        assertThat(amongOthers(WINDOWS, 900, 880).seconds(0.5)).isBetween(700.0, 1100.0);
        assertThat(shutdown(WINDOWS, 1400).seconds(0.95)).isGreaterThan(900);
    }

    @Test
    void stopsThatWereCutOffRaiseTheChanceOfAHangAndNeverShortenTheBound() {
        List<StopSample> samples = new ArrayList<>(samples(WEB, 8 * GIB, StopEnding.STOPPED, 30, 33, 28));
        StopTime without = one(WINDOWS, samples);
        samples.addAll(samples(WEB, 8 * GIB, StopEnding.HUNG, 300, 300));
        StopTime with = one(WINDOWS, samples);
        assertThat(with.hang()).isGreaterThan(2 * without.hang());
        assertThat(with.samples()).isEqualTo(3);
        assertThat(with.seconds(0.95)).isGreaterThan(0.9 * without.seconds(0.95));
        assertThat(with.because()).contains("2 stops did not end while watched");
    }

    @Test
    void stopThatNobodyWaitedForIsNoSignOfAHangAndNoTimeEither() {
        List<StopSample> samples = new ArrayList<>(samples(WEB, 8 * GIB, StopEnding.STOPPED, 30, 33, 28));
        StopTime without = one(WINDOWS, samples);
        samples.addAll(samples(WEB, 8 * GIB, StopEnding.CALLED_OFF, 10, 8));
        samples.addAll(samples(WEB, 8 * GIB, StopEnding.UNSEEN, 5));
        StopTime with = one(WINDOWS, samples);
        assertThat(with.hang()).isLessThanOrEqualTo(without.hang());
        assertThat(with.seconds(0.5)).isBetween(0.95 * without.seconds(0.5), 1.1 * without.seconds(0.5));
        samples.addAll(samples(WEB, 8 * GIB, StopEnding.CALLED_OFF, 90, 90));
        assertThat(one(WINDOWS, samples).seconds(0.95)).isGreaterThan(without.seconds(0.95));
    }

    @Test
    void guestThatWasOnlyEverCutOffIsTakenForASlowOneToo() {
        StopTime cut = one(WINDOWS, samples(WEB, 8 * GIB, StopEnding.HUNG, 300, 300, 300));
        assertThat(cut.seconds(0.95)).isGreaterThan(shutdown(WINDOWS).seconds(0.95));
        assertThat(cut.hang()).isBetween(0.0, 1.0);
    }

    @Test
    void orderOfTheSamplesDoesNotMatter() {
        List<StopSample> samples = new ArrayList<>(samples(WEB, 8 * GIB, StopEnding.STOPPED, 30, 33, 120, 29));
        StopTime forth = one(WINDOWS, samples);
        Collections.reverse(samples);
        assertThat(one(WINDOWS, samples).quantile(0.95)).isEqualTo(forth.quantile(0.95));
    }

    @Test
    void theLongerAStopLastsTheLessItIsExpectedToEnd() {
        StopTime estimate = shutdown(WINDOWS, 30, 33, 28, 35, 29);
        Duration minute = Duration.ofMinutes(1);
        assertThat(estimate.endsWithin(Duration.ZERO, minute)).isGreaterThan(0.9);
        assertThat(estimate.endsWithin(Duration.ofMinutes(10), minute)).isLessThan(0.3);
    }

    @Test
    void saveIsScaledByMemoryAndLearnsThePaceOfTheVolume() {
        StopSample save = StopSample.stopped(WEB, StopMethod.SAVE, Instant.EPOCH, Duration.ofSeconds(43), 8 * GIB);
        StopTime assumed = StopTimes.of(List.of(new Subject(WEB, "C:", LINUX)), List.of(), Map.of())
                .expected(WEB, StopMethod.SAVE);
        StopTime stated = StopTimes.of(List.of(new Subject(WEB, "C:", LINUX)), List.of(), Map.of("C:", 800e6))
                .expected(WEB, StopMethod.SAVE);
        StopTime learnt = StopTimes.of(
                        List.of(new Subject(WEB, "C:", LINUX)), List.of(save, save, save, save), Map.of())
                .expected(WEB, StopMethod.SAVE);
        assertThat(assumed.seconds(0.5)).isGreaterThan(stated.seconds(0.5));
        assertThat(learnt.seconds(0.5)).isBetween(42.0, 49.0);
        assertThat(learnt.seconds(0.95)).isLessThan(assumed.seconds(0.95));
        assertThat(assumed.because()).contains("150 MB/s is assumed", "paces of volumes differ");
    }

    @Test
    void aSaveOfAnotherGuestTeachesThePaceAndMeasuresNobodyElse() {
        GuestId other = new GuestId(new UUID(0, 2));
        StopTimes model = StopTimes.of(
                List.of(new Subject(WEB, "C:", LINUX), new Subject(other, "C:", LINUX)),
                List.of(save(WEB, 43, 0)),
                Map.of());
        assertThat(model.expected(WEB, StopMethod.SAVE).samples()).isEqualTo(1);
        assertThat(model.expected(other, StopMethod.SAVE).samples()).isZero();
        assertThat(model.expected(other, StopMethod.SAVE).because())
                .startsWith("never saved itself: its memory at ")
                .contains("its volume's pace from 1 save;");
        assertThat(model.expected(WEB, StopMethod.SAVE).because()).startsWith("1 save of its own measured: ");
    }

    @Test
    void savesThatSharedTheVolumeDoNotMakeItLookSlow() {
        GuestId other = new GuestId(new UUID(0, 2));
        List<StopSample> together = List.of(save(WEB, 85, 1), save(other, 85, 1));
        List<Subject> subjects = List.of(new Subject(WEB, "C:", LINUX), new Subject(other, "C:", LINUX));
        double shared = StopTimes.of(subjects, together, Map.of())
                .expected(WEB, StopMethod.SAVE)
                .seconds(0.5);
        double alone = StopTimes.of(subjects, List.of(save(WEB, 85, 0), save(other, 85, 0)), Map.of())
                .expected(WEB, StopMethod.SAVE)
                .seconds(0.5);
        assertThat(shared).isLessThan(0.7 * alone);
        assertThat(StopTimes.slowerTogether(1)).isEqualTo(1);
        assertThat(StopTimes.slowerTogether(2)).isEqualTo(2.06);
    }

    private static StopSample save(GuestId guest, int seconds, int others) {
        return new StopSample(
                guest,
                StopMethod.SAVE,
                Instant.EPOCH,
                Duration.ofSeconds(seconds),
                StopEnding.STOPPED,
                StopCause.RUN,
                8 * GIB,
                others,
                Heartbeat.OK);
    }

    @Test
    void guestThatIsNewIsTakenForOneThatWasNeverMeasured() {
        StopTimes none = StopTimes.of(List.of(), List.of(), Map.of());
        Guest guest = Guests.guest("new", 8 * GIB, "C:");
        assertThat(none.estimate(guest, StopMethod.SHUTDOWN).because()).startsWith("never measured");
        assertThat(none.estimate(guest, StopMethod.SAVE).because()).startsWith("never measured");
        assertThat(none.estimate(guest, StopMethod.TURN_OFF).upper())
                .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
    }

    /** Fifty guests of twenty stops each: a busy host after a few years of drills. */
    @Test
    void modelOfABusyHostIsMadeInAMoment() {
        List<Subject> subjects = new ArrayList<>();
        List<StopSample> samples = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            GuestId guest = new GuestId(new UUID(0, i));
            subjects.add(new Subject(guest, "C:", Traits.unknown(8 * GIB)));
            samples.addAll(samples(guest, 8 * GIB, StopEnding.STOPPED, many(20)));
        }
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        long fastest = Long.MAX_VALUE;
        for (int round = 0; round < 8; round++) {
            long before = thread.getCurrentThreadCpuTime();
            StopTimes.of(subjects, samples, Map.of());
            fastest = Math.min(fastest, thread.getCurrentThreadCpuTime() - before);
        }
        // Generous, for slow machines: it takes about a tenth of it.
        assertThat(Duration.ofNanos(fastest)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void modelThatIsRenewedSaysWhatOneMadeFromNothingSays() {
        List<Subject> subjects = new ArrayList<>();
        List<StopSample> samples = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            GuestId guest = new GuestId(new UUID(0, i));
            subjects.add(new Subject(guest, "C:", i % 2 == 0 ? WINDOWS : LINUX));
            samples.addAll(samples(guest, 8 * GIB, StopEnding.STOPPED, many(3 * i)));
        }
        StopTimes before = StopTimes.of(subjects, samples, Map.of());
        samples.addAll(samples(new GuestId(new UUID(0, 5)), 8 * GIB, StopEnding.STOPPED, 140));
        subjects.set(
                3,
                new Subject(new GuestId(new UUID(0, 3)), "C:", new Traits(Os.LINUX, GIB, Role.MIDDLE, Updates.NONE)));
        StopTimes renewed = before.renewed(subjects, samples, Map.of());
        StopTimes anew = StopTimes.of(subjects, samples, Map.of());
        for (Subject subject : subjects) {
            assertThat(renewed.expected(subject.id(), StopMethod.SHUTDOWN))
                    .isEqualTo(anew.expected(subject.id(), StopMethod.SHUTDOWN));
        }
    }

    @Test
    void withoutADependencyAGuestIsExpectedAsOneThatNeverHadIt() {
        GuestId server = new GuestId(new UUID(0, 2));
        List<Subject> leaning = List.of(
                new Subject(WEB, "D:", WINDOWS),
                new Subject(server, "D:", new Traits(Os.WINDOWS, 8 * GIB, Role.CARRIER, Updates.NONE)));
        List<Subject> alone = List.of(new Subject(WEB, "D:", WINDOWS), new Subject(server, "D:", WINDOWS));
        StopTimes before = StopTimes.of(leaning, List.of(), Map.of());
        StopTimes after = StopTimes.of(alone, List.of(), Map.of());
        assertThat(before.expected(server, StopMethod.SHUTDOWN))
                .isNotEqualTo(after.expected(server, StopMethod.SHUTDOWN));
        assertThat(before.ifTheyDependedThus(List.of()).expected(server, StopMethod.SHUTDOWN))
                .isEqualTo(after.expected(server, StopMethod.SHUTDOWN));
        assertThat(after.ifTheyDependedThus(List.of(new Dependency(WEB, server, Dependency.Kind.SOFT)))
                        .expected(server, StopMethod.SHUTDOWN))
                .isEqualTo(before.expected(server, StopMethod.SHUTDOWN));
    }

    @Test
    void idThatTheModelWasNotMadeForIsRefused() {
        StopTimes none = StopTimes.of(List.of(), List.of(), Map.of());
        assertThatThrownBy(() -> none.expected(WEB, StopMethod.SHUTDOWN)).hasMessageContaining(WEB.toString());
    }

    private static double[] many(int count) {
        double[] past = new double[count];
        for (int i = 0; i < count; i++) {
            past[i] = 10 + i % 7;
        }
        return past;
    }

    private static double width(StopTime estimate) {
        return estimate.seconds(0.95) / estimate.seconds(0.5);
    }

    private static StopTime shutdown(Traits traits, double... past) {
        return one(traits, samples(WEB, 8 * GIB, StopEnding.STOPPED, past));
    }

    /** The same on a host where eleven other guests were measured at what the model assumes anyway. */
    private static StopTime amongOthers(Traits traits, double... past) {
        List<Subject> subjects = new ArrayList<>(List.of(new Subject(WEB, "C:", traits)));
        List<StopSample> samples = new ArrayList<>(samples(WEB, 8 * GIB, StopEnding.STOPPED, past));
        double[] medians = {20, 25, 30, 32, 38, 45, 7, 9, 10, 12, 14};
        for (int i = 0; i < medians.length; i++) {
            GuestId other = new GuestId(new UUID(1, i));
            subjects.add(new Subject(other, "C:", medians[i] > 15 ? WINDOWS : LINUX));
            double m = medians[i];
            samples.addAll(
                    samples(other, 8 * GIB, StopEnding.STOPPED, m, m * 1.3, m * 0.75, m * 1.1, m * 0.85, m * 1.5));
        }
        return StopTimes.of(subjects, samples, Map.of()).expected(WEB, StopMethod.SHUTDOWN);
    }

    private static StopTime one(Traits traits, List<StopSample> samples) {
        return StopTimes.of(List.of(new Subject(WEB, "C:", traits)), samples, Map.of())
                .expected(WEB, StopMethod.SHUTDOWN);
    }

    private static List<StopSample> samples(GuestId guest, long memory, StopEnding ending, double... seconds) {
        List<StopSample> samples = new ArrayList<>();
        for (int i = 0; i < seconds.length; i++) {
            StopSample stopped = StopSample.stopped(
                    guest,
                    StopMethod.SHUTDOWN,
                    Instant.EPOCH.plus(Duration.ofDays(i)),
                    Duration.ofMillis(Math.max(1, Math.round(seconds[i] * 1000))),
                    memory);
            samples.add(stopped.ending(ending));
        }
        return samples;
    }
}
