package dev.lastwatt.adapter.metrics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.lastwatt.core.power.ContactLoss;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.port.UpsSource;
import dev.lastwatt.served.ServedEngine;
import dev.lastwatt.served.WithServedEngine;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("served")
@TestProfile(WithServedEngine.class)
class MonitoringTest {

    @Inject
    ServedEngine served;

    @Inject
    MeterRegistry registry;

    @BeforeEach
    void reset() {
        served.reset();
    }

    @Test
    void itIsReadyWithAFreshReadingAndAHealthyJournal() {
        given().get("/health/live").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/health/ready")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItem("journal"))
                .body("checks.name", hasItem("reading"));
    }

    @Test
    void itIsNotReadyAfterTwiceThePollIntervalWithoutAReadingButAlive() {
        served.silence(Duration.ofMillis(5000));
        given().get("/health/ready").then().statusCode(200);
        served.silence(Duration.ofMillis(1));
        given().get("/health/ready").then().statusCode(503).body("status", equalTo("DOWN"));
        given().get("/health/live").then().statusCode(200);
    }

    @Test
    void itIsNotReadyBeforeTheFirstReading() {
        served.resetToNothingKnown();
        given().get("/health/ready").then().statusCode(503);
    }

    @Test
    void itIsNotReadyWhileTheStoreTakesNoFacts() {
        served.memory().setHealthy(false);
        given().get("/health/ready").then().statusCode(503);
        metrics().have("lastwatt_journal_healthy 0.0");
    }

    @Test
    void metricsTellWhatAnAlertNeeds() {
        served.silence(Duration.ofSeconds(3));
        metrics()
                .have("lastwatt_reading_age_seconds 3.0")
                .match("lastwatt_remaining_runtime_lower_bound_seconds [1-9]")
                .match("lastwatt_budget_margin_seconds -?[1-9]")
                .have("lastwatt_phase{phase=\"on line\"} 1.0")
                .have("lastwatt_phase{phase=\"stopping\"} 0.0")
                .have("lastwatt_guests{state=\"up\"} 1.0")
                .have("lastwatt_guests{state=\"down\"} 1.0")
                .have("lastwatt_hypervisor_reachable 1.0")
                .have("lastwatt_journal_healthy 1.0")
                .have("lastwatt_on_battery 0.0")
                .have("lastwatt_armed 0.0");
        served.readings(StatusFlag.OB);
        metrics().have("lastwatt_on_battery 1.0");
    }

    @Test
    void whatIsNotKnownIsNotANumberRatherThanZero() {
        served.resetToNothingKnown();
        metrics()
                .have("lastwatt_reading_age_seconds NaN")
                .have("lastwatt_budget_margin_seconds NaN")
                .have("lastwatt_guests{state=\"up\"} NaN")
                .have("lastwatt_hypervisor_reachable 0.0");
    }

    @Test
    void readsOfTheSourceAreCountedByWhatCameOfThem() {
        CountedSource source = new CountedSource(new Deaf(), "", registry);
        source.read();
        source.read();
        metrics()
                .have("lastwatt_source_reads_total{outcome=\"silent\"} 2.0")
                .have("lastwatt_source_reads_total{outcome=\"not-ready\"} 0.0")
                .have("lastwatt_source_reads_total{outcome=\"answered\"} 0.0");
    }

    private static Metrics metrics() {
        String text = given().accept("text/plain")
                .get("/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        // Some versions of the format end a list of labels with a comma.
        return new Metrics(text.replace(",}", "}"));
    }

    private record Metrics(String text) {
        Metrics have(String line) {
            assertThat(text).contains(line);
            return this;
        }

        Metrics match(String pattern) {
            assertThat(text).containsPattern(pattern);
            return this;
        }
    }

    private static final class Deaf implements UpsSource {
        @Override
        public String name() {
            return "deaf";
        }

        @Override
        public SourceAnswer read() {
            return new SourceAnswer.Missing(ServedEngine.START, ContactLoss.SILENT, "nothing came");
        }

        @Override
        public void close() {}
    }
}
