package dev.lastwatt.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.power.DischargeSample;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.core.stoptime.HostShutdown;
import dev.lastwatt.core.stoptime.StopEnding;
import dev.lastwatt.core.stoptime.StopSample;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSamplesTest {

    private static final GuestId GUEST = GuestId.of("6f9619ff-8b86-d011-b42d-00cf4fc964ff");
    private static final Instant AT = Instant.parse("2026-11-22T17:03:12.000000001Z");
    private static final StopSample SAVED =
            StopSample.stopped(GUEST, StopMethod.SAVE, AT, Duration.ofMillis(61_234), 8L << 30);
    private static final StopSample HUNG = StopSample.stopped(
                    GUEST, StopMethod.SHUTDOWN, AT.plusSeconds(60), Duration.ofMinutes(5), 4L << 30)
            .ending(StopEnding.HUNG);

    private final Path folder;

    SqliteSamplesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private SqliteStore store() {
        return SqliteStore.open(folder.resolve("lastwatt.db"));
    }

    @Test
    void samplesAreThereAfterARestartOldestFirst() {
        try (SqliteStore store = store();
                SqliteSamples samples = new SqliteSamples(store)) {
            assertThat(samples.all()).isEmpty();
            samples.add(HUNG);
            samples.add(SAVED);
        }
        try (SqliteStore store = store();
                SqliteSamples samples = new SqliteSamples(store)) {
            assertThat(samples.all()).containsExactly(SAVED, HUNG);
        }
    }

    @Test
    void aStopThatEndsAfterAllTakesThePlaceOfTheOneThatHung() {
        StopSample ended =
                StopSample.stopped(GUEST, StopMethod.SHUTDOWN, AT.plusSeconds(60), Duration.ofMinutes(6), 4L << 30);
        try (SqliteStore store = store();
                SqliteSamples samples = new SqliteSamples(store)) {
            samples.add(HUNG);
            samples.add(ended);
            samples.add(HUNG);
            assertThat(samples.all()).containsExactly(ended);
        }
    }

    @Test
    void manyAreTakenInTogetherAndThoseKnownAreNotCounted() {
        try (SqliteStore store = store();
                SqliteSamples samples = new SqliteSamples(store)) {
            samples.add(SAVED);
            assertThat(samples.addAll(List.of(SAVED, HUNG), List.of())).isEqualTo(1);
            assertThat(samples.addAll(List.of(SAVED, HUNG), List.of(HUNG))).isZero();
            assertThat(samples.all()).containsExactly(SAVED);
        }
    }

    @Test
    void shutdownsOfTheHostAreKeptOnceForEachSource() {
        HostShutdown first = new HostShutdown(
                AT, null, Duration.ZERO, HostShutdown.Ending.UNKNOWN, HostShutdown.Source.JOURNAL, "20261122-170312");
        HostShutdown later = new HostShutdown(
                AT,
                Duration.ofSeconds(10),
                Duration.ofSeconds(3),
                HostShutdown.Ending.STOPPED,
                HostShutdown.Source.JOURNAL,
                "20261122-170312");
        try (SqliteStore store = store();
                SqliteSamples samples = new SqliteSamples(store)) {
            samples.keep(first);
            samples.keep(later);
        }
        try (SqliteStore store = store();
                SqliteSamples samples = new SqliteSamples(store)) {
            assertThat(samples.hostShutdowns()).containsExactly(later);
        }
    }

    @Test
    void readingsOnTheMainsAreThinnedToOneAnHourAfterAMonth() {
        Instant hour = Instant.parse("2026-03-01T10:00:00Z");
        try (SqliteStore store = store();
                SqliteSamples samples = new SqliteSamples(store)) {
            for (int i = 0; i < 24; i++) {
                samples.keepOnMains("", Reading.of(hour.plus(Duration.ofMinutes(5L * i)), StatusFlag.OL));
            }
        }
        try (SqliteStore store = store();
                SqliteSamples samples = new SqliteSamples(store)) {
            assertThat(samples.mainsReadings("")).isEqualTo(24);
            samples.keepOnMains("", Reading.of(hour.plus(Duration.ofDays(29)), StatusFlag.OL));
        }
        try (SqliteStore store = store();
                SqliteSamples samples = new SqliteSamples(store)) {
            assertThat(samples.mainsReadings("")).as("none is a month old").isEqualTo(25);
            samples.keepOnMains("", Reading.of(hour.plus(Duration.ofDays(32)), StatusFlag.OL));
        }
        try (SqliteStore store = store();
                SqliteSamples samples = new SqliteSamples(store)) {
            assertThat(samples.mainsReadings(""))
                    .as("two hours of then, and two younger")
                    .isEqualTo(4);
        }
    }

    @Test
    void readingsOfADischargeAreKeptWithWhatIsMissing() {
        DischargeSample full = DischargeSample.of(
                AT,
                new Reading(
                        AT.plusSeconds(5),
                        Set.of(StatusFlag.OB, StatusFlag.LB),
                        50.5,
                        Duration.ofSeconds(300),
                        20.0,
                        300.0,
                        230.0,
                        24.5));
        DischargeSample bare = DischargeSample.of(AT, Reading.of(AT.plusSeconds(10), StatusFlag.OB));
        DischargeSample other = DischargeSample.of(AT.minusSeconds(9), Reading.of(AT.minusSeconds(9), StatusFlag.OB));
        try (SqliteStore store = store();
                SqliteSamples samples = new SqliteSamples(store)) {
            samples.keep("", other);
            samples.keep("", full);
            samples.keep("", bare);
        }
        try (SqliteStore store = store();
                SqliteSamples samples = new SqliteSamples(store)) {
            assertThat(samples.dischargeSamples("", AT)).containsExactly(full, bare);
            assertThat(samples.discharges("")).isEqualTo(2);
        }
    }

    @Test
    void aSampleOfANewerVersionIsLeftOut() throws SQLException {
        try (SqliteStore store = store();
                SqliteSamples samples = new SqliteSamples(store)) {
            samples.add(SAVED);
            store.write(connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.executeUpdate(
                            "INSERT INTO sample (guest, method, at, took, ending, cause, memory_bytes, others, heartbeat)"
                                    + " SELECT guest, 'hibernate', at, took, ending, cause, memory_bytes, others, heartbeat FROM sample");
                }
            });
            assertThat(samples.all()).containsExactly(SAVED);
        }
    }

    @Test
    void aStoreThatFailsLosesTheSampleAndNothingElse() {
        try (SqliteStore store = store();
                SqliteSamples samples = new SqliteSamples(store, batch -> {
                    throw new SQLException("database or disk is full");
                })) {
            assertThatCode(() -> samples.add(SAVED)).doesNotThrowAnyException();
            assertThat(samples.all()).isEmpty();
        }
    }

    @Test
    void aStoreThatHangsHoldsNobodyUp() {
        CountDownLatch hanging = new CountDownLatch(1);
        try (SqliteStore store = store();
                SqliteSamples samples = new SqliteSamples(store, batch -> hanging.await())) {
            long before = System.nanoTime();
            samples.add(SAVED);
            samples.add(HUNG);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(250 + 500));
            hanging.countDown();
        }
    }

    @Test
    void aClosedStoreGivesNoSamplesAndDoesNotThrow() {
        SqliteStore store = store();
        try (SqliteSamples samples = new SqliteSamples(store)) {
            store.close();
            assertThat(samples.all()).isEmpty();
            assertThatCode(() -> samples.add(SAVED)).doesNotThrowAnyException();
        }
    }
}
