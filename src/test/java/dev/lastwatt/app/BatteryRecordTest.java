package dev.lastwatt.app;

import static dev.lastwatt.core.power.StatusFlag.OB;
import static dev.lastwatt.core.power.StatusFlag.OL;
import static dev.lastwatt.core.power.StatusFlag.TEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.power.Battery;
import dev.lastwatt.core.power.DischargeSample;
import dev.lastwatt.core.power.PowerWatch;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.RuntimeEstimator;
import dev.lastwatt.core.power.RuntimeTable;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.core.power.UpsDevice;
import dev.lastwatt.core.stoptime.StopSample;
import dev.lastwatt.fake.MemoryJournal;
import dev.lastwatt.port.SampleStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BatteryRecordTest {

    private static final Instant T0 = Instant.parse("2026-01-15T09:00:00Z");
    private static final Battery FIVE_YEARS_OLD = new Battery(
            T0.minus(Duration.ofDays(1826)),
            RuntimeTable.atPresentLoad(Duration.ofSeconds(1000)),
            null,
            Duration.ofMinutes(5));

    private final MemoryJournal journal = new MemoryJournal();
    private final List<DischargeSample> kept = new ArrayList<>();
    private final List<Reading> keptOnMains = new ArrayList<>();
    private final SampleStore store = new SampleStore() {
        @Override
        public void add(StopSample sample) {
            throw new IllegalStateException("no stops here");
        }

        @Override
        public List<StopSample> all() {
            return List.of();
        }

        @Override
        public void keepOnMains(String ups, Reading reading) {
            keptOnMains.add(reading);
        }

        @Override
        public void keep(String ups, DischargeSample sample) {
            kept.add(sample);
        }
    };

    private final BatteryRecord battery = new BatteryRecord(SupplySetup.ONLY, FIVE_YEARS_OLD, journal, store);
    private PowerWatch watch = PowerWatch.begin(T0);
    private RuntimeEstimator estimator = RuntimeEstimator.begin(FIVE_YEARS_OLD, 0.95, T0);
    private Optional<Fact.BatteryCalibrated> shown = Optional.empty();

    @Test
    void everyDischargeIsKeptInStepsOfFiveSeconds() {
        discharge(60, 700);
        assertThat(kept).hasSize(13);
        assertThat(kept).extracting(DischargeSample::began).containsOnly(T0.plusSeconds(1));
        assertThat(kept.get(0).status()).containsExactly(OB);
    }

    @Test
    void onTheMainsAReadingIsKeptEveryFiveMinutes() {
        for (int s = 0; s <= 900; s += 30) {
            read(s, 100, 700, OL);
        }
        assertThat(keptOnMains).hasSize(4);
        assertThat(kept).isEmpty();
    }

    @Test
    void selfTestIsKeptToo() {
        read(0, 100, 700, OL);
        for (int s = 1; s <= 11; s++) {
            read(s, 99, 690, OB, TEST);
        }
        read(12, 99, 690, OL);
        assertThat(kept).hasSize(3);
        assertThat(kept.get(2).status()).containsExactlyInAnyOrder(OB, TEST);
    }

    @Test
    void longDischargeUnderACredibleGaugeLeavesACalibration() {
        discharge(400, 700);
        assertThat(shown).isPresent();
        assertThat(shown.get().health()).isCloseTo(0.70, within(0.05));
        assertThat(shown.get().spread()).isBetween(0.05, 0.15);
    }

    @Test
    void shortDischargeLeavesNone() {
        discharge(100, 700);
        assertThat(shown).isEmpty();
    }

    @Test
    void gaugeThatMayCountFromNewLeavesNone() {
        discharge(400, 1000);
        assertThat(shown).isEmpty();
    }

    @Test
    void calibrationCountsUntilTheBatteryIsReplaced() {
        battery.heard(new Fact.BatteryCalibrated(T0, 0.7, 0.06, 0.4, null));
        assertThat(battery.known().calibration()).isEqualTo(new Battery.Calibration(T0, 0.7, 0.06));

        battery.heard(new Fact.BatteryReplaced(T0.plusSeconds(60), T0.plusSeconds(50), "alice", null));
        assertThat(battery.known().calibration()).isNull();
        assertThat(battery.known().installed()).isEqualTo(T0.plusSeconds(50));
    }

    @Test
    void whatWasRememberedIsThereAfterARestart() {
        journal.append(new Fact.BatteryReplaced(T0, T0.minusSeconds(86_400), "alice", null));
        journal.append(new Fact.BatteryCalibrated(T0, 0.9, 0.06, 0.4, null));
        Battery known = new BatteryRecord(SupplySetup.ONLY, FIVE_YEARS_OLD, journal, store).known();
        assertThat(known.installed()).isEqualTo(T0.minusSeconds(86_400));
        assertThat(known.calibration()).isNotNull();
    }

    @Test
    void tableOfTheModelCountsWhereNobodyGaveOne() {
        BatteryRecord unknown =
                new BatteryRecord(SupplySetup.ONLY, Battery.unknown(Duration.ofMinutes(5)), journal, store);
        RuntimeTable table = RuntimeTable.atPresentLoad(Duration.ofMinutes(20)).from("the table of Acme 500");
        unknown.ofDevice(new UpsDevice("Acme 500", null), table);
        assertThat(unknown.known().whenNew()).isEqualTo(table);
        assertThat(String.join("\n", unknown.describe(T0)))
                .contains("UPS: Acme 500")
                .contains("runtime when new: from the table of Acme 500");

        battery.ofDevice(new UpsDevice("Acme 500", null), table);
        assertThat(battery.known().whenNew()).isEqualTo(FIVE_YEARS_OLD.whenNew());
    }

    @Test
    void modelWithoutATableIsSaid() {
        BatteryRecord unknown =
                new BatteryRecord(SupplySetup.ONLY, Battery.unknown(Duration.ofMinutes(5)), journal, store);
        unknown.ofDevice(new UpsDevice("Acme 500", 500.0), null);
        assertThat(unknown.known().whenNew()).isNull();
        assertThat(String.join("\n", unknown.describe(T0))).contains("there is no table of this model");
    }

    @Test
    void whatIsKnownIsToldInWords() {
        assertThat(String.join("\n", battery.describe(T0)))
                .contains("age: 5.0 years, new on 2021-01-15")
                .contains("calibration: none")
                .contains("on record: 0");
    }

    /** A battery that lasts so long, and a gauge that says so, on battery for that many seconds. */
    private void discharge(int seconds, int lasts) {
        read(0, 100, lasts, OL);
        for (int s = 1; s <= seconds + 1; s++) {
            read(s, 100.0 * (lasts - s) / lasts, lasts - s, OB);
        }
        read(seconds + 2, 100.0 * (lasts - seconds) / lasts, lasts - seconds, OL);
    }

    private void read(int second, double charge, int runtime, StatusFlag... flags) {
        Reading reading = new Reading(
                T0.plusSeconds(second),
                Set.of(flags),
                (double) Math.round(charge),
                Duration.ofSeconds(runtime),
                null,
                300.0,
                null,
                null);
        RuntimeEstimator before = estimator;
        watch = watch.next(new SourceAnswer.Answered(reading));
        estimator = estimator.next(reading, watch.state());
        Optional<Fact.BatteryCalibrated> found = battery.read(reading, watch.state(), before, estimator);
        if (found.isPresent()) {
            shown = found;
        }
    }
}
