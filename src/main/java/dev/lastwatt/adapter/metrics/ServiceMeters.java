package dev.lastwatt.adapter.metrics;

import dev.lastwatt.app.Installation;
import dev.lastwatt.app.Snapshot;
import dev.lastwatt.app.Watching;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.port.Journal;
import dev.lastwatt.port.Timebase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What the service knows, as gauges. What is not known is NaN: an alert on it must not take it for a zero. */
@Singleton
public class ServiceMeters implements MeterBinder {

    private final Watching watching;
    private final Journal journal;
    private final Timebase time;
    private final Installation installation;

    /** Of the running service. */
    public ServiceMeters(Watching watching, Journal journal, Timebase time, Installation installation) {
        this.watching = watching;
        this.journal = journal;
        this.time = time;
        this.installation = installation;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "lastwatt.reading.age.seconds", "Age of the latest reading of the UPS", this::age);
        gauge(
                registry,
                "lastwatt.remaining.runtime.lower.bound.seconds",
                "How long the battery lasts at least, at the present load",
                now -> seconds(now.remaining().lowerBound()));
        gauge(
                registry,
                "lastwatt.budget.margin.seconds",
                "What is over when the plan is done; negative where the battery does not suffice",
                ServiceMeters::margin);
        gauge(
                registry,
                "lastwatt.on.battery",
                "1 while the battery feeds the load",
                now -> truth(now.power().onBatterySince().isPresent()));
        gauge(
                registry,
                "lastwatt.armed",
                "1 if the service would act",
                now -> truth(now.arming().word().equals("armed")));
        gauge(registry, "lastwatt.alarms", "How many alarms stand", now -> now.alarms()
                .size());
        gauge(
                registry,
                "lastwatt.hypervisor.reachable",
                "1 while the hypervisor answers",
                now -> truth(now.hypervisorLostSince() == null));
        gauge(registry, "lastwatt.journal.healthy", "1 while the store takes facts", now -> truth(journal.isHealthy()));
        phases(registry);
        GuestGroup.all().forEach(group -> guests(registry, group));
        Gauge.builder("lastwatt.build.info", () -> 1)
                .description("The version in its label")
                .tag("version", installation.version())
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<Snapshot> value) {
        Gauge.builder(name, this, self -> value.applyAsDouble(self.watching.snapshot()))
                .description(description)
                .register(registry);
    }

    private void phases(MeterRegistry registry) {
        for (Phase phase : Phase.values()) {
            Gauge.builder(
                            "lastwatt.phase",
                            this,
                            self -> truth(self.watching.snapshot().state().phase() == phase))
                    .description("1 for the phase in which the outage stands, 0 for the others")
                    .tag("phase", phase.word())
                    .register(registry);
        }
    }

    private void guests(MeterRegistry registry, GuestGroup group) {
        Gauge.builder("lastwatt.guests", this, self -> group.count(self.watching.snapshot()))
                .description("How many guests are in that kind of state")
                .tag("state", group.word)
                .register(registry);
    }

    private double age(Snapshot now) {
        Reading reading = now.reading();
        return reading == null ? Double.NaN : Math.max(0, seconds(Duration.between(reading.takenAt(), time.now())));
    }

    private static double margin(Snapshot now) {
        Plan plan = now.plan();
        return plan == null ? Double.NaN : seconds(plan.budget().margin());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static double truth(boolean value) {
        return value ? 1 : 0;
    }

    /** States that mean the same to whoever watches. */
    private enum GuestGroup {
        UP("up"),
        COMING_UP("coming up"),
        GOING_DOWN("going down"),
        DOWN("down"),
        UNCLEAR("unclear");

        private final String word;

        GuestGroup(String word) {
            this.word = word;
        }

        static List<GuestGroup> all() {
            return List.of(values());
        }

        double count(Snapshot now) {
            return now.inventory() == null
                    ? Double.NaN
                    : now.inventory().guests().stream()
                            .filter(guest -> of(guest.state()) == this)
                            .count();
        }

        private static GuestGroup of(GuestState state) {
            if (state.isUp()) {
                return UP;
            } else if (state.isDown()) {
                return DOWN;
            } else if (state.isGoingDown()) {
                return GOING_DOWN;
            }
            return state.isComingUp() ? COMING_UP : UNCLEAR;
        }
    }
}
