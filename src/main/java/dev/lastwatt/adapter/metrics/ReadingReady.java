package dev.lastwatt.adapter.metrics;

import dev.lastwatt.app.Installation;
import dev.lastwatt.app.Watching;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.port.Timebase;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready only with a fresh reading: without one the service would not see the power fail. */
@Readiness
@Singleton
public class ReadingReady implements HealthCheck {

    private final Watching watching;
    private final Timebase time;
    private final Installation installation;

    /** For the running service. */
    public ReadingReady(Watching watching, Timebase time, Installation installation) {
        this.watching = watching;
        this.time = time;
        this.installation = installation;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("reading");
        Reading reading = watching.snapshot().reading();
        if (reading == null) {
            return response.down().build();
        }
        // Against the clock, not the snapshot: a loop that has stopped must not look fresh.
        Duration age = Duration.between(reading.takenAt(), time.now());
        return response.status(age.compareTo(installation.freshFor()) <= 0)
                .withData("ageMillis", age.toMillis())
                .build();
    }
}
