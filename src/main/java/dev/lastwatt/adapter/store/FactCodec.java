package dev.lastwatt.adapter.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.JournalEntry;
import dev.lastwatt.core.journal.RunId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Facts as JSON and back. The names of the kinds and of the members are the format of the file: renaming a record or a component
 * needs a migration. What a newer version wrote is kept and skipped when read, with one warning.
 */
final class FactCodec {

    private static final Logger LOG = System.getLogger(FactCodec.class.getName());

    private static final Map<String, Class<? extends Fact>> KINDS = Map.ofEntries(
            Map.entry("run-began", Fact.RunBegan.class),
            Map.entry("phase-entered", Fact.PhaseEntered.class),
            Map.entry("stop-requested", Fact.StopRequested.class),
            Map.entry("stop-answered", Fact.StopAnswered.class),
            Map.entry("guest-down", Fact.GuestDown.class),
            Map.entry("save-while-stopping", Fact.SaveWhileStopping.class),
            Map.entry("clean-stop-stated", Fact.CleanStopStated.class),
            Map.entry("guest-given-up", Fact.GuestGivenUp.class),
            Map.entry("start-requested", Fact.StartRequested.class),
            Map.entry("start-answered", Fact.StartAnswered.class),
            Map.entry("guest-up", Fact.GuestUp.class),
            Map.entry("host-shutdown-asked", Fact.HostShutdownAsked.class),
            Map.entry("host-shutdown-answered", Fact.HostShutdownAnswered.class),
            Map.entry("run-ended", Fact.RunEnded.class),
            Map.entry("brought-back", Fact.BroughtBack.class),
            Map.entry("run-is-drill", Fact.RunIsDrill.class),
            Map.entry("battery-noted", Fact.BatteryNoted.class),
            Map.entry("drill-began", Fact.DrillBegan.class),
            Map.entry("drill-stop-asked", Fact.DrillStopAsked.class),
            Map.entry("drill-stop-answered", Fact.DrillStopAnswered.class),
            Map.entry("drill-probe-asked", Fact.DrillProbeAsked.class),
            Map.entry("drill-probed", Fact.DrillProbed.class),
            Map.entry("drill-guest-down", Fact.DrillGuestDown.class),
            Map.entry("drill-start-asked", Fact.DrillStartAsked.class),
            Map.entry("drill-start-answered", Fact.DrillStartAnswered.class),
            Map.entry("drill-guest-up", Fact.DrillGuestUp.class),
            Map.entry("drill-ended", Fact.DrillEnded.class),
            Map.entry("full-drill-ready", Fact.FullDrillReady.class),
            Map.entry("full-drill-ended", Fact.FullDrillEnded.class),
            Map.entry("calibration-began", Fact.CalibrationBegan.class),
            Map.entry("calibration-stopping", Fact.CalibrationStopping.class),
            Map.entry("calibration-ended", Fact.CalibrationEnded.class),
            Map.entry("power-changed", Fact.PowerChanged.class),
            Map.entry("arming-changed", Fact.ArmingChanged.class),
            Map.entry("hold-changed", Fact.HoldChanged.class),
            Map.entry("battery-replaced", Fact.BatteryReplaced.class),
            Map.entry("shutdown-ordered", Fact.ShutdownOrdered.class),
            Map.entry("shutdown-order-ended", Fact.ShutdownOrderEnded.class),
            Map.entry("battery-calibrated", Fact.BatteryCalibrated.class),
            Map.entry("setting-changed", Fact.SettingChanged.class),
            Map.entry("setting-answered", Fact.SettingAnswered.class),
            Map.entry("noted", Fact.Noted.class));

    private static final Map<Class<? extends Fact>, String> NAMES =
            KINDS.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private final ObjectMapper json = FactJson.mapper();
    private final AtomicBoolean warned = new AtomicBoolean();

    /** The names of the kinds that are of that class or interface. */
    static Set<String> namesOf(Class<? extends Fact> kind) {
        return KINDS.entrySet().stream()
                .filter(known -> kind.isAssignableFrom(known.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The fact as it is kept.
     *
     * @throws IllegalArgumentException if the fact cannot be written, which only a kind of fact without a name can do
     */
    StoredFact encode(long sequence, Fact fact) {
        String type = NAMES.get(fact.getClass());
        if (type == null) {
            throw new IllegalArgumentException("no name for facts of " + fact.getClass());
        }
        try {
            RunId run = runOf(fact);
            return new StoredFact(
                    sequence, type, fact.at(), run == null ? null : run.value(), json.writeValueAsString(fact));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot write " + type, e);
        }
    }

    /** The entry, or empty where this version does not understand it. */
    Optional<JournalEntry> decode(StoredFact stored) {
        Class<? extends Fact> kind = KINDS.get(stored.type());
        if (kind == null) {
            return skip(stored, "an unknown kind of fact");
        }
        try {
            Fact fact = json.readValue(stored.fact(), kind);
            String missing = fact == null ? "everything" : missingMember(fact);
            return fact == null || missing != null
                    ? skip(stored, "without " + missing)
                    : Optional.of(new JournalEntry(stored.sequence(), fact));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return skip(stored, e.getClass().getSimpleName());
        }
    }

    private Optional<JournalEntry> skip(StoredFact stored, String why) {
        if (warned.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "the journal holds facts that this version does not understand, the first at {0}: {1} ({2}). They are"
                            + " kept and left out; a newer version of Lastwatt reads them",
                    Long.toString(stored.sequence()),
                    stored.type(),
                    why);
        }
        return Optional.empty();
    }

    private static @Nullable String missingMember(Fact fact) {
        for (RecordComponent member : fact.getClass().getRecordComponents()) {
            try {
                if (member.getAccessor().invoke(fact) == null
                        && !member.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    return member.getName();
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a public record without a public accessor", e);
            }
        }
        return null;
    }

    private static @Nullable RunId runOf(Fact fact) {
        if (fact instanceof Fact.OfRun ofRun) {
            return ofRun.run();
        }
        return fact instanceof Fact.Noted noted ? noted.run() : null;
    }
}
