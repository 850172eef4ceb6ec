package dev.lastwatt.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.guest.Volume;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.power.Battery;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.fake.Guests;
import dev.lastwatt.fake.MemoryJournal;
import dev.lastwatt.fake.MemorySamples;
import dev.lastwatt.fake.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long a plan stays in force while its first stop is far off. */
class PlanInForceTest {

    private static final int RUNTIME = 1800;

    private final VirtualTime time = new VirtualTime();
    private final MemorySamples samples = new MemorySamples();
    private final Guest web = Guests.guest("web");
    private Engine engine = engine();
    private double left = RUNTIME;

    private Engine engine() {
        Battery battery = new Battery(
                VirtualTime.START, null, new Battery.Calibration(VirtualTime.START, 1, 0.03), Duration.ofMinutes(5));
        return new Engine(
                time,
                new MemoryJournal(),
                samples,
                new Nothing(),
                "boot",
                Policy.defaults(),
                battery,
                Duration.ofSeconds(60));
    }

    private static final class Nothing implements Effects {
        @Override
        public void stop(GuestId guest, StopMethod method, String reason) {}

        @Override
        public void start(GuestId guest) {}

        @Override
        public void shutDownHost(String reason) {}

        @Override
        public void refresh() {}
    }

    @BeforeEach
    void onBattery() {
        Guests.measured(web, StopMethod.SHUTDOWN, Duration.ofSeconds(30)).forEach(samples::add);
        engine = engine();
        engine.inventoryRead(inventory(web), time.now());
        engine.sourceAnswered(new SourceAnswer.Answered(reading(StatusFlag.OL)));
        engine.tick();
        for (int i = 0; i < 6; i++) {
            after(5);
        }
    }

    private Inventory inventory(Guest... guests) {
        return new Inventory(time.now(), "host", List.of(guests), List.of(new Volume("C:", 1_000_000_000_000L)));
    }

    private Reading reading(StatusFlag flag) {
        return Reading.of(time.now(), flag)
                .withCharge(100 * left / RUNTIME)
                .withRuntime(Duration.ofSeconds(Math.round(left)));
    }

    /** The plan after the next reading. */
    private Plan after(int seconds) {
        time.advance(Duration.ofSeconds(seconds));
        left -= seconds;
        engine.sourceAnswered(new SourceAnswer.Answered(reading(StatusFlag.OB)));
        engine.tick();
        return Objects.requireNonNull(engine.snapshot().plan());
    }

    @Test
    void staysWhileNothingIsDueAndNothingChanges() {
        Plan before = after(5);
        Plan first = after(60);
        assertThat(first).isNotSameAs(before);
        assertThat(after(5)).isSameAs(first);
        assertThat(after(5)).isSameAs(first);
    }

    @Test
    void isMadeAnewWhenItIsOld() {
        Plan first = after(60);
        assertThat(after(60)).isNotSameAs(first);
    }

    @Test
    void isMadeAnewEachTimeWhenItsFirstStopIsNear() {
        Plan plan = after(60);
        while (Duration.between(time.now(), plan.firstStart()).toSeconds() > 25) {
            plan = after(5);
        }
        assertThat(after(1)).isNotSameAs(plan);
    }

    @Test
    void isMadeAnewBeforeItIsOldWhenTheBatteryTurnsOutMuchWorse() {
        Plan first = after(60);
        Plan next = first;
        for (int i = 0; i < 10; i++) {
            left -= 100;
            next = after(5);
        }
        assertThat(next).isNotSameAs(first);
        assertThat(next.firstStart()).isBefore(first.firstStart());
    }

    @Test
    void isMadeAnewWhenTheGuestsChange() {
        Plan first = after(60);
        engine.inventoryRead(inventory(web, Guests.guest("new")), time.now());
        Plan next = after(1);
        assertThat(next).isNotSameAs(first);
        assertThat(next.stops()).hasSize(2);
    }

    @Test
    void isMadeAnewWhenThePolicyOrTheMeasuredStopsChange() {
        Plan first = after(60);
        engine.policyChanged(Policy.defaults());
        Plan second = after(1);
        assertThat(second).isNotSameAs(first);
        Guests.measured(web, StopMethod.SHUTDOWN, Duration.ofSeconds(300)).forEach(samples::add);
        engine.samplesChanged();
        assertThat(after(1)).isNotSameAs(second);
    }

    @Test
    void isMadeAnewWhenTheUpsSaysLowBattery() {
        Plan first = after(60);
        for (int i = 0; i < 15; i++) {
            time.advance(Duration.ofSeconds(1));
            engine.sourceAnswered(new SourceAnswer.Answered(Reading.of(time.now(), StatusFlag.OB, StatusFlag.LB)
                    .withCharge(100 * left / RUNTIME)
                    .withRuntime(Duration.ofSeconds(Math.round(left)))));
            engine.tick();
        }
        assertThat(engine.snapshot().plan()).isNotSameAs(first);
    }
}
