package dev.lastwatt.app;

import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.JournalEntry;
import dev.lastwatt.core.journal.RunOutcome;
import dev.lastwatt.core.power.Battery;
import dev.lastwatt.core.power.DischargeSample;
import dev.lastwatt.core.power.PowerState;
import dev.lastwatt.core.power.RuntimeEstimator;
import dev.lastwatt.port.Journal;
import dev.lastwatt.port.SampleStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an outage has shown in which the battery was empty before the host was down: it held what was used until the last reading, and
 * not much more. No other discharge tells as much.
 */
final class CutOff {

    /** After a longer silence nobody knows what was used. */
    private static final Duration SILENCE = Duration.ofSeconds(15);

    /** Readings lie that far apart, and the power went in between. */
    private static final double BETWEEN_READINGS = 10;

    /** Load and temperature of the next time differ. */
    private static final double SUREST = 0.05;

    private static final double MOST = 1.5;
    private static final double LEAST = 0.02;

    private CutOff() {}

    /** What the latest run has shown, if this start has found that it ended so; to be asked before anything else is written. */
    static Optional<Fact.BatteryCalibrated> shown(
            Journal journal, SampleStore store, Battery battery, double confidence, Instant now) {
        Fact.RunEnded end = journal.last(Fact.RunEnded.class).orElse(null);
        if (end == null || end.outcome() != RunOutcome.CUT_SHORT || !end.at().equals(now)) {
            return Optional.empty();
        }
        boolean silent = journal.last(Fact.PowerChanged.class)
                .filter(f -> f.state().startsWith("unknown"))
                .isPresent();
        List<Fact> facts = journal.ofRun(end.run()).stream()
                .map(JournalEntry::fact)
                .filter(f -> f.at().isBefore(now))
                .toList();
        Instant failedAt = facts.stream()
                .filter(Fact.RunBegan.class::isInstance)
                .map(f -> ((Fact.RunBegan) f).powerFailedAt())
                .findFirst()
                .orElse(null);
        Instant installed = battery.installed();
        if (silent || failedAt == null || (installed != null && installed.isAfter(failedAt))) {
            return Optional.empty();
        }
        Instant lastAct = facts.stream().map(Fact::at).max(Instant::compareTo).orElse(failedAt);
        List<DischargeSample> samples = store.dischargeSamples(SupplySetup.ONLY, failedAt.minusSeconds(5)).stream()
                .filter(s -> s.at().isBefore(now))
                .toList();
        return samples.isEmpty()
                ? Optional.empty()
                : held(samples, lastAct, RuntimeEstimator.begin(battery, confidence, failedAt), now);
    }

    private static Optional<Fact.BatteryCalibrated> held(
            List<DischargeSample> samples, Instant lastAct, RuntimeEstimator begun, Instant now) {
        RuntimeEstimator played = begun;
        for (DischargeSample sample : samples) {
            played = played.next(sample.reading(), new PowerState.OnBattery(sample.began()));
        }
        Duration whenNew = played.whenNew();
        Instant last = samples.get(samples.size() - 1).at();
        double used = played.usedShare();
        if (whenNew == null || lastAct.isAfter(last.plus(SILENCE)) || used < LEAST || used > MOST) {
            return Optional.empty();
        }
        double spread = Math.max(SUREST, BETWEEN_READINGS / (used * whenNew.toMillis() / 1000.0));
        return Optional.of(new Fact.BatteryCalibrated(now, used, Math.min(1, spread), used, null));
    }
}
