package dev.lastwatt.adapter.rest.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LockoutTest {

    private static final Instant T0 = Instant.parse("2026-11-22T17:00:00Z");

    private final Lockout lockout = new Lockout();

    private void wrong(String address, int times, Instant at) {
        for (int i = 0; i < times; i++) {
            lockout.wrong(address, at);
        }
    }

    @Test
    void tenWrongTokensWithinAMinuteLockAnAddressOutForFiveMinutes() {
        wrong("10.0.0.1", 9, T0);
        assertThat(lockout.left("10.0.0.1", T0)).isZero();
        lockout.wrong("10.0.0.1", T0.plusSeconds(59));
        assertThat(lockout.left("10.0.0.1", T0.plusSeconds(60))).isEqualTo(Duration.ofSeconds(299));
        assertThat(lockout.left("10.0.0.1", T0.plusSeconds(359))).isZero();
    }

    @Test
    void oneWhoMistypesNowAndThenIsNot() {
        for (int minute = 0; minute < 100; minute++) {
            wrong("10.0.0.1", 5, T0.plusSeconds(61L * minute));
        }
        assertThat(lockout.left("10.0.0.1", T0.plusSeconds(6100))).isZero();
    }

    @Test
    void otherAddressesAreNotConcerned() {
        wrong("10.0.0.1", 10, T0);
        assertThat(lockout.left("10.0.0.2", T0)).isZero();
    }

    @Test
    void aFloodOfAddressesTakesBoundedMemory() {
        for (int i = 0; i < 30_000; i++) {
            lockout.wrong("address " + i, T0);
        }
        assertThat(lockout.size()).isEqualTo(10_000);
    }
}
