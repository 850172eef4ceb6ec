package dev.lastwatt.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.power.Battery;
import dev.lastwatt.core.power.RuntimeTable;
import dev.lastwatt.fake.OutageWorld;
import dev.lastwatt.fake.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A host that lost its power in the middle of a run, on a battery of four years, of 2000 s by its table. */
class CutOffTest {

    private final OutageWorld world = new OutageWorld();

    @BeforeEach
    void aGaugeThatPromisesTooMuch() {
        world.battery = new Battery(
                VirtualTime.START.minus(Duration.ofDays(4 * 365)),
                RuntimeTable.atPresentLoad(Duration.ofSeconds(2000)),
                null,
                Duration.ofMinutes(5));
        world.full = 2000;
        world.left = 2000;
        world.guest("web", 300);
        world.armed().seconds(2);
    }

    @Test
    void whatWasUsedUntilTheCutIsTheCalibration() {
        world.fail();
        world.until(() -> !world.asks.isEmpty(), 2000);
        world.seconds(20);
        double used = (world.full - world.left) / 2000;
        world.reboot("boot-2");
        world.passWithoutTheService(600);
        world.seconds(2);
        assertThat(world.facts(Fact.BatteryCalibrated.class)).singleElement().satisfies(f -> {
            assertThat(f.health()).isCloseTo(used, within(0.01));
            assertThat(f.spread()).isCloseTo(0.05, within(0.001));
        });
        world.seconds(5);
        world.kill();
        world.seconds(5);
        assertThat(world.facts(Fact.BatteryCalibrated.class)).as("learned once").hasSize(1);
        assertThat(world.engine().snapshot().remaining().lowerBound().toSeconds())
                .isBetween((long) (2000 * used * 0.8), (long) (2000 * used));
    }

    @Test
    void silenceBeforeTheCutTellsNothing() {
        world.fail();
        world.until(() -> !world.asks.isEmpty(), 2000);
        world.contact = false;
        world.seconds(120);
        world.reboot("boot-2");
        world.passWithoutTheService(600);
        world.contact = true;
        world.seconds(2);
        assertThat(world.facts(Fact.BatteryCalibrated.class)).isEmpty();
    }
}
