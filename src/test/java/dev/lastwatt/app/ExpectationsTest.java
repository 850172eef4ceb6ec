package dev.lastwatt.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.OperatingSystem;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.policy.GuestRule;
import dev.lastwatt.core.policy.GuestRule.Need;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.policy.Window;
import dev.lastwatt.core.stoptime.StopEstimator;
import dev.lastwatt.core.stoptime.StopSample;
import dev.lastwatt.core.stoptime.StopTime;
import dev.lastwatt.fake.Guests;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When the stop-time model is made anew, and what it is told of updates. */
class ExpectationsTest {

    private static final long GIB = 1L << 30;

    /** A Sunday. */
    private static final Instant T0 = Instant.parse("2026-11-22T12:00:00Z");

    private static final Window TUESDAY_NIGHT =
            new Window(DayOfWeek.TUESDAY, LocalTime.of(22, 0), Duration.ofHours(4), ZoneOffset.UTC);
    private static final Instant IN_THE_WINDOW = Instant.parse("2026-11-24T23:00:00Z");

    private final HostView host = new HostView(T0);
    private final Policy plain = Policy.defaults();
    private Guest web = Guests.guest("web", 8 * GIB, "C:");
    private Guest database = Guests.guest("database", 16 * GIB, "C:");
    private final Expectations expectations = new Expectations(history());

    ExpectationsTest() {
        read(plain);
    }

    @Test
    void modelIsMadeOnceForGuestsThatStayWhatTheyAre() {
        StopEstimator first = expectations.at(T0, host, plain, false);
        read(plain);
        assertThat(expectations.at(T0.plusSeconds(3600), host, plain, false)).isSameAs(first);
    }

    @Test
    void severalSamplesThatComeTogetherMakeOneNewModelWhenItIsNextAskedFor() {
        StopEstimator first = expectations.at(T0, host, plain, false);
        List<StopSample> more = new ArrayList<>(history());
        more.add(sample(web, 200, 90));
        expectations.learn(more);
        more.add(sample(web, 201, 95));
        expectations.learn(more);
        StopEstimator second = expectations.at(T0, host, plain, false);
        assertThat(second).isNotSameAs(first);
        assertThat(second.estimate(web, StopMethod.SHUTDOWN).samples()).isEqualTo(10);
        assertThat(expectations.at(T0, host, plain, false)).isSameAs(second);
    }

    @Test
    void whatARunShowsWhileItStopsGuestsWaitsForItsEnd() {
        StopEstimator first = expectations.at(T0, host, plain, false);
        List<StopSample> more = new ArrayList<>(history());
        more.add(sample(web, 200, 9));
        expectations.learn(more);
        assertThat(expectations.at(T0, host, plain, true)).isSameAs(first);
        assertThat(expectations.at(T0, host, plain, false)).isNotSameAs(first);
    }

    @Test
    void dynamicMemoryThatMovesALittleMakesNoNewModelAndDoublingItDoes() {
        StopEstimator first = expectations.at(T0, host, plain, false);
        web = Guests.guest("web", 8 * GIB + GIB / 2, "C:");
        read(plain);
        assertThat(expectations.at(T0, host, plain, false)).isSameAs(first);
        web = Guests.guest("web", 16 * GIB, "C:");
        read(plain);
        StopEstimator grown = expectations.at(T0, host, plain, false);
        assertThat(grown).isNotSameAs(first);
        assertThat(grown.estimate(web, StopMethod.SHUTDOWN).because()).contains("its memory was changed since");
    }

    @Test
    void guestThatOthersLeanOnIsAnotherGuest() {
        StopEstimator first = expectations.at(T0, host, plain, false);
        Policy leaning = plain.withRules(List.of(new GuestRule(
                "web", List.of(StopMethod.SHUTDOWN), List.of(new Need("database", Dependency.Kind.SOFT)), 1, false)));
        read(leaning);
        assertThat(expectations.at(T0, host, leaning, false)).isNotSameAs(first);
    }

    @Test
    void openPatchWindowWidensEveryBoundAndItsEndNarrowsThemAgain() {
        Policy patching = new Policy(
                plain.times(),
                plain.limits(),
                List.of(),
                List.of(),
                new Policy.Windows(List.of(), List.of(TUESDAY_NIGHT)),
                null,
                List.of());
        Duration before = upper(T0, patching);
        assertThat(upper(IN_THE_WINDOW, patching)).isGreaterThan(before.multipliedBy(2));
        assertThat(because(IN_THE_WINDOW, patching)).contains("its patch window is open");
        assertThat(upper(IN_THE_WINDOW.plus(Duration.ofHours(5)), patching)).isEqualTo(before);
    }

    @Test
    void administratorWhoSaysThatUpdatesArePendingOrAreNotIsBelievedMoreThanTheWindow() {
        Duration unsaid = upper(T0, saying(null));
        assertThat(upper(T0, saying(true))).isGreaterThan(unsaid.multipliedBy(2));
        assertThat(because(T0, saying(true))).contains("updates are pending");
        assertThat(upper(T0, saying(false))).isLessThanOrEqualTo(unsaid);
        assertThat(upper(IN_THE_WINDOW, saying(false))).isEqualTo(upper(T0, saying(false)));
    }

    @Test
    void beforeTheFirstInventoryEveryGuestIsTakenForOneThatWasNeverMeasured() {
        StopTime unknown = new Expectations(history())
                .at(T0, new HostView(T0), plain, false)
                .estimate(web, StopMethod.SHUTDOWN);
        assertThat(unknown.samples()).isZero();
        assertThat(unknown.upper()).isGreaterThanOrEqualTo(Duration.ofSeconds(299));
    }

    @Test
    void aVolumesPaceIsWhatThePolicyStatesInWhateverLetters() {
        Duration assumed = save(plain);
        String name = web.volume().toUpperCase(Locale.ROOT);
        Policy stated = plain.withLimits(new Policy.Limits(1, 8, 0.95, Map.of(name, 600e6)));
        assertThat(save(stated)).isLessThan(assumed.dividedBy(2));
        assertThat(save(plain)).isEqualTo(assumed);
    }

    @Test
    void whatRunsInAGuestMakesTheBoundOfAnUnmeasuredOneNarrower() {
        Expectations unmeasured = new Expectations(List.of());
        Policy told = plain.withRules(
                List.of(saying(null).rules().get(0).withTold(new GuestRule.Told(null, null, OperatingSystem.LINUX))));
        StopTime unknown = unmeasured.at(T0, host, plain, false).estimate(web, StopMethod.SHUTDOWN);
        StopTime linux = unmeasured.at(T0, host, told, false).estimate(web, StopMethod.SHUTDOWN);
        // Both are stretched to the same upper value while so little was measured; what is known shows in the spread
        // below it.
        assertThat(unknown.upper()).isCloseTo(linux.upper(), Duration.ofSeconds(2));
        assertThat(linux.median()).isGreaterThan(unknown.median());
    }

    private Duration save(Policy policy) {
        return expectations
                .at(T0, host, policy, false)
                .estimate(web, StopMethod.SAVE)
                .median();
    }

    private Policy saying(@Nullable Boolean pending) {
        return new Policy(
                plain.times(),
                plain.limits(),
                List.of(),
                List.of(new GuestRule(
                        "web",
                        List.of(StopMethod.SHUTDOWN),
                        List.of(),
                        1,
                        false,
                        new GuestRule.Told(pending, null, null))),
                new Policy.Windows(List.of(), List.of(TUESDAY_NIGHT)),
                null,
                List.of());
    }

    private Duration upper(Instant now, Policy policy) {
        return expectations
                .at(now, host, policy, false)
                .estimate(web, StopMethod.SHUTDOWN)
                .upper();
    }

    private String because(Instant now, Policy policy) {
        return expectations
                .at(now, host, policy, false)
                .estimate(web, StopMethod.SHUTDOWN)
                .because();
    }

    private void read(Policy policy) {
        host.read(new Inventory(T0, "host", List.of(web, database), List.of()), T0, policy);
    }

    private static List<StopSample> history() {
        List<StopSample> samples = new ArrayList<>();
        for (int day = 0; day < 8; day++) {
            samples.add(sample(Guests.guest("web", 8 * GIB, "C:"), day, 28 + day % 4));
            samples.add(sample(Guests.guest("database", 16 * GIB, "C:"), day, 70 + 3 * (day % 5)));
        }
        return samples;
    }

    private static StopSample sample(Guest guest, int day, int seconds) {
        return StopSample.stopped(
                guest.id(),
                StopMethod.SHUTDOWN,
                T0.minus(Duration.ofDays(300)).plus(Duration.ofDays(day)),
                Duration.ofSeconds(seconds),
                guest.memoryBytes());
    }
}
