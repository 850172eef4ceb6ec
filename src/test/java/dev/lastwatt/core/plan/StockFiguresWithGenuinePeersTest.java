package dev.lastwatt.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lastwatt.peer.GenuineApcupsd;
import dev.lastwatt.peer.GenuineUpsd;
import dev.lastwatt.peer.GenuineUpsmon;
import dev.lastwatt.peer.NeedsPeer;
import dev.lastwatt.peer.NutLogin;
import dev.lastwatt.peer.Peer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The figures that the report prints, loaded into genuine apcupsd and upsmon: both go down before the end that was computed. */
class StockFiguresWithGenuinePeersTest {

    private static final long NEEDS = 5;

    /** Of a battery of 126 s: this host goes down at 26 s and is off at 86 s. */
    private static Plan plan() {
        return new PlanCase()
                .guest("db", 2, 40)
                .other("nas", (int) NEEDS)
                .runtime(126)
                .plan();
    }

    @Test
    @NeedsPeer({Peer.APCUPSD, Peer.SOCAT, Peer.UPSD, Peer.UPSMON})
    void genuineApcupsdAndUpsmonGoDownBeforeTheComputedEnd() {
        Plan plan = plan();
        StockFigures figures = StockFigures.of(plan, 100.0);
        StockFigures.Apcupsd apc = figures.servers().get(0);
        StockFigures.Nut nut = Objects.requireNonNull(figures.nut());
        long announce = Objects.requireNonNull(nut.forcedShutdownBy());
        long apcEnd = seconds(plan, plan.commitPoint()) - NEEDS;
        long nutEnd = seconds(plan, plan.hostOff()) - NEEDS;

        try (GenuineApcupsd apcupsd = GenuineApcupsd.start(Map.of(
                        "TIMEOUT", String.valueOf(apc.timeout()),
                        "BATTERYLEVEL", String.valueOf(apc.batteryLevel()),
                        "MINUTES", String.valueOf(apc.minutes()),
                        "ONBATTERYDELAY", String.valueOf(StockFigures.ONBATTERYDELAY),
                        "POLLTIME", String.valueOf(StockFigures.POLLTIME)));
                GenuineUpsd upsd = GenuineUpsd.start();
                GenuineUpsmon upsmon = GenuineUpsmon.primary(upsd, nut.hostSync(), nut.finalDelay());
                NutLogin thisHost = NutLogin.asSecondary(upsd)) {
            long failed = System.nanoTime();
            upsd.set("ups.status", "OB");
            apcupsd.onBattery(100, 60);

            // An honest UPS says low battery when it says no more than the figure.
            await().pollDelay(Duration.ofSeconds(announce)).until(() -> true);
            upsd.set("ups.status", "OB LB");
            await().atMost(Duration.ofSeconds(20)).until(() -> apcupsd.events().contains("doshutdown"));
            assertThat(since(failed)).as("apcupsd").isLessThanOrEqualTo(apcEnd);
            assertThat(apcupsd.events()).contains("timeout");

            assertThat(upsmon.hasShutDown())
                    .as("upsmon while this host is logged in")
                    .isFalse();
            thisHost.close();
            await().atMost(Duration.ofSeconds(20)).until(upsmon::hasShutDown);
            assertThat(since(failed)).as("upsmon").isLessThanOrEqualTo(nutEnd);
        }
    }

    private static long since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toSeconds() + 1;
    }

    private static long seconds(Plan plan, java.time.Instant time) {
        return Duration.between(plan.powerFailedAt(), time).toSeconds();
    }
}
