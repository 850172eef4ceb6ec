package dev.lastwatt.adapter.metrics;

import dev.lastwatt.port.Journal;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready only while the store takes facts. */
@Readiness
@Singleton
public class JournalReady implements HealthCheck {

    private final Journal journal;

    /** For that journal. */
    public JournalReady(Journal journal) {
        this.journal = journal;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("journal").status(journal.isHealthy()).build();
    }
}
