package dev.lastwatt.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.port.KeptAnswers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteKeptAnswersTest {

    private static final Instant T0 = Instant.parse("2026-11-22T17:00:00Z");
    private static final KeptAnswers.Asked ASKED = new KeptAnswers.Asked("alice", "key-1", "PUT /policy 123");
    private static final KeptAnswers.Answer DONE = new KeptAnswers.Answer(200, "ETag:\"v2\"", "{}");

    private final Path file;

    SqliteKeptAnswersTest(@TempDir Path folder) {
        file = folder.resolve("lastwatt.db");
    }

    @Test
    void aKeyIsTakenOnceAndThenHasItsAnswer() {
        try (SqliteStore store = SqliteStore.open(file)) {
            KeptAnswers kept = new SqliteKeptAnswers(store);
            assertThat(kept.take(ASKED, T0)).isNull();
            kept.answered(ASKED, DONE);
            assertThat(kept.take(ASKED, T0)).isEqualTo(new KeptAnswers.Kept(ASKED.request(), DONE));
        }
    }

    @Test
    void afterAServiceThatWasKilledMeanwhileTheOutcomeIsUnknown() {
        try (SqliteStore store = SqliteStore.open(file)) {
            new SqliteKeptAnswers(store).take(ASKED, T0);
        }
        try (SqliteStore store = SqliteStore.open(file)) {
            assertThat(new SqliteKeptAnswers(store).take(ASKED, T0))
                    .isEqualTo(new KeptAnswers.Kept(ASKED.request(), null));
        }
    }

    @Test
    void keysOfOthersAreOtherKeys() {
        try (SqliteStore store = SqliteStore.open(file)) {
            KeptAnswers kept = new SqliteKeptAnswers(store);
            kept.take(ASKED, T0);
            assertThat(kept.take(new KeptAnswers.Asked("bob", ASKED.key(), ASKED.request()), T0))
                    .isNull();
        }
    }

    @Test
    void aKeyIsFreeAgainAfterADayOrWhenItIsReleased() {
        try (SqliteStore store = SqliteStore.open(file)) {
            KeptAnswers kept = new SqliteKeptAnswers(store);
            kept.take(ASKED, T0);
            assertThat(kept.take(ASKED, T0.plus(Duration.ofHours(25)))).isNull();
            kept.release(ASKED);
            assertThat(kept.take(ASKED, T0.plus(Duration.ofHours(25)))).isNull();
        }
    }
}
