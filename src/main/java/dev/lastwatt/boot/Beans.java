package dev.lastwatt.boot;

import dev.lastwatt.adapter.control.SecretFile;
import dev.lastwatt.app.Controls;
import dev.lastwatt.app.DrillControls;
import dev.lastwatt.app.Inquiry;
import dev.lastwatt.app.Installation;
import dev.lastwatt.app.PolicyChanges;
import dev.lastwatt.app.Reports;
import dev.lastwatt.app.SampleExchange;
import dev.lastwatt.app.SettingsReview;
import dev.lastwatt.app.Watching;
import dev.lastwatt.port.AuditLog;
import dev.lastwatt.port.Journal;
import dev.lastwatt.port.KeptAnswers;
import dev.lastwatt.port.SampleStore;
import dev.lastwatt.port.Timebase;
import dev.lastwatt.port.Tokens;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Hands the parts of the running service to those that serve it. The service is opened when the first of them is asked for. */
@Singleton
public class Beans {

    private final MeterRegistry meters;
    private volatile @Nullable Opened opened;

    /** Counts in that registry. */
    public Beans(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Opens the service, once. */
    public synchronized Opened open() {
        Opened is = opened;
        if (is == null) {
            is = Opened.open(Configuration.read().settings(), meters);
            opened = is;
        }
        return is;
    }

    /** Ends the service. */
    @PreDestroy
    public synchronized void close() {
        Opened is = opened;
        if (is != null) {
            is.close();
        }
    }

    @Produces
    @Singleton
    Watching watching() {
        return open().service();
    }

    @Produces
    @Singleton
    Controls controls() {
        return open().service();
    }

    @Produces
    @Singleton
    SampleExchange samples() {
        return open().samples();
    }

    @Produces
    @Singleton
    DrillControls drills() {
        return open().service();
    }

    @Produces
    @Singleton
    Journal journal() {
        return open().journal();
    }

    @Produces
    @Singleton
    Timebase time() {
        return open().time();
    }

    @Produces
    @Singleton
    Installation installation() {
        return open().installation();
    }

    @Produces
    @Singleton
    SecretFile secret() {
        return open().secret();
    }

    @Produces
    @Singleton
    SampleStore measured() {
        return open().measured();
    }

    @Produces
    @Singleton
    SettingsReview settings() {
        return open().settings();
    }

    @Produces
    @Singleton
    PolicyChanges policies() {
        return open().policies();
    }

    @Produces
    @Singleton
    Tokens tokens() {
        return open().tokens();
    }

    @Produces
    @Singleton
    AuditLog audit() {
        return open().audit();
    }

    @Produces
    @Singleton
    KeptAnswers kept() {
        return open().kept();
    }

    @Produces
    @Singleton
    Inquiry inquiry(Watching watching, Journal journal, SampleStore samples) {
        return new Inquiry(watching, journal, samples);
    }

    @Produces
    @Singleton
    Reports reports(Inquiry inquiry) {
        return new WrittenReports(
                open().service(), inquiry, open().journal(), open().installation(), ZoneId.systemDefault());
    }
}
