package dev.lastwatt.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lastwatt.adapter.ups.nut.NutSettings;
import dev.lastwatt.adapter.ups.nut.NutSource;
import dev.lastwatt.adapter.ups.wire.Endpoint;
import dev.lastwatt.app.CalibrationRequest;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.power.Battery;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.RuntimeTable;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.fake.OutageWorld;
import dev.lastwatt.fake.VirtualTime;
import dev.lastwatt.peer.GenuineUpsd;
import dev.lastwatt.peer.NeedsPeer;
import dev.lastwatt.peer.Peer;
import dev.lastwatt.port.BatteryTest;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A calibration by the commands of a genuine upsd, whose readings and orders go over its protocol; time is virtual. */
@NeedsPeer(Peer.UPSD)
class CalibrationWithUpsdTest {

    private static final double WHEN_NEW = 900;

    private final OutageWorld world = new OutageWorld();
    private final GenuineUpsd upsd = GenuineUpsd.start();
    private final NutSource source = new NutSource(
            NutSettings.of(new Endpoint("127.0.0.1", upsd.port()))
                    .withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(10))
                    .withLogin("op", "oppw"),
            world.time);

    @BeforeEach
    void aUpsThatCanCalibrateItself() {
        upsd.command("calibrate.start", () -> world.hear(true));
        upsd.command("calibrate.stop", () -> world.hear(false));
        world.battery = new Battery(
                VirtualTime.START.minus(Duration.ofDays(1096)),
                RuntimeTable.atPresentLoad(Duration.ofSeconds((long) WHEN_NEW)),
                null,
                Duration.ofMinutes(5));
        holds(765);
        world.guest("web", 20);
        world.source = this::over;
        world.tester = tester();
        world.armed();
    }

    @AfterEach
    void close() {
        source.close();
        upsd.close();
    }

    private BatteryTest tester() {
        return source.batteryTest().orElseThrow();
    }

    /** The reading as the server tells it. */
    private SourceAnswer over(Reading reading) {
        upsd.set(
                Map.of(
                        "ups.status",
                        reading.status().stream().map(Enum::name).sorted().collect(Collectors.joining(" ")),
                        "battery.charge",
                        String.format(Locale.ROOT, "%.1f", reading.chargePercent())),
                "battery.runtime",
                Long.toString(Objects.requireNonNull(reading.runtime()).toSeconds()));
        return source.read();
    }

    @Test
    void batteryThatFailsHalfWayEndsItAndTheMainsFeedTheLoadAgain() {
        calibrate();
        world.seconds(60);
        assertThat(world.testing).isTrue();
        world.left = 200;
        world.until(() -> !world.engine().snapshot().drill().running(), 10);
        assertThat(world.testing).isFalse();
        assertThat(world.asks).isEmpty();
        assertThat(world.facts(Fact.CalibrationEnded.class)).singleElement().satisfies(end -> {
            assertThat(end.reached()).isFalse();
            assertThat(end.summary()).contains("fell from");
        });
    }

    @Test
    void batteryThatIsWorseThanItsGaugeSaysChangesTheNextEstimateByWhatWasReported() {
        holds(580);
        world.optimism = WHEN_NEW / 580;
        world.seconds(1);
        calibrate();
        world.until(() -> !world.engine().snapshot().drill().running(), 250);
        Fact.CalibrationEnded end = world.facts(Fact.CalibrationEnded.class).get(0);
        assertThat(end.reached()).as(end.summary()).isTrue();
        assertThat(Objects.requireNonNull(end.healthAfter())).isCloseTo(580 / WHEN_NEW, within(0.08));
        world.charging = 100;
        world.seconds(5);
        Duration lower = world.engine().snapshot().remaining().lowerBound();
        assertThat(lower).isCloseTo(Objects.requireNonNull(end.lowerAfter()), Duration.ofSeconds(5));
        assertThat(lower.toSeconds()).isLessThan(580);
    }

    private void holds(double seconds) {
        world.full = seconds;
        world.left = seconds;
    }

    private void calibrate() {
        assertThat(tester().name()).isEqualTo("calibrate.start");
        assertThat(world.engine()
                        .calibrate(
                                new CalibrationRequest(
                                        world.time.now().plus(Duration.ofHours(1)), false, false, false, "test"),
                                tester().name()))
                .isEmpty();
        world.engine().tick();
    }
}
