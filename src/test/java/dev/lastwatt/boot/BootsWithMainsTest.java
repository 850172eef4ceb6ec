package dev.lastwatt.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.adapter.host.PretendedPower;
import dev.lastwatt.adapter.host.RecordedPower;
import dev.lastwatt.core.power.ContactLoss;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.port.UpsSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootsWithMainsTest {

    private Instant now = Instant.parse("2026-11-22T17:00:00Z");
    private @Nullable StatusFlag shown = StatusFlag.OB;
    private final PretendedPower power;
    private final UpsSource source;
    private final String firstBoot;

    BootsWithMainsTest(@TempDir Path folder) {
        power = new PretendedPower(
                RecordedPower.inBoot(folder.resolve("host-power.log"), () -> now, "unused"), () -> now);
        source = new BootsWithMains(new Ups(), power, power::boot);
        firstBoot = power.bootId();
    }

    @Test
    void aHostThatWasToldToIsUpForAWhileAndThenOff() {
        power.shutDown("test");
        assertThat(power.isUp()).isTrue();
        now = now.plus(PretendedPower.GOES_DOWN_IN);
        assertThat(power.isUp()).isFalse();
    }

    @Test
    void itBootsOnceTheMainsHaveBeenBackForTheTimeOfABoot() {
        off();
        pass(Duration.ofHours(1));
        assertThat(power.isUp()).isFalse();
        shown = StatusFlag.OL;
        pass(BootsWithMains.BOOT_TAKES.minusSeconds(1));
        assertThat(power.isUp()).isFalse();
        pass(Duration.ofSeconds(2));
        assertThat(power.isUp()).isTrue();
        assertThat(power.bootId()).isNotEqualTo(firstBoot);
    }

    @Test
    void mainsThatGoAgainAndAUpsThatIsSilentBeginTheBootAnew() {
        off();
        shown = StatusFlag.OL;
        pass(BootsWithMains.BOOT_TAKES.minusSeconds(1));
        shown = null;
        pass(Duration.ofSeconds(2));
        shown = StatusFlag.OL;
        pass(BootsWithMains.BOOT_TAKES.minusSeconds(1));
        assertThat(power.isUp()).isFalse();
    }

    @Test
    void aHostThatIsUpIsLeftAlone() {
        shown = StatusFlag.OL;
        pass(Duration.ofHours(1));
        assertThat(power.bootId()).isEqualTo(firstBoot);
    }

    private void off() {
        power.shutDown("test");
        now = now.plus(PretendedPower.GOES_DOWN_IN);
    }

    private void pass(Duration time) {
        source.read();
        now = now.plus(time);
        source.read();
    }

    private final class Ups implements UpsSource {

        @Override
        public String name() {
            return "ups";
        }

        @Override
        public SourceAnswer read() {
            return shown == null
                    ? new SourceAnswer.Missing(now, ContactLoss.SILENT, "test")
                    : new SourceAnswer.Answered(new Reading(now, Set.of(shown), null, null, null, null, null, null));
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
