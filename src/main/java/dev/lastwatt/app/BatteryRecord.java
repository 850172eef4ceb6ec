package dev.lastwatt.app;

import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.power.Battery;
import dev.lastwatt.core.power.DischargeSample;
import dev.lastwatt.core.power.PowerState;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.RuntimeEstimator;
import dev.lastwatt.core.power.RuntimeTable;
import dev.lastwatt.core.power.UpsDevice;
import dev.lastwatt.port.Journal;
import dev.lastwatt.port.SampleStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of the battery: when it was replaced and what discharges have shown, from the journal; and each discharge and
 * self-test, reading by reading, into the store. Used by the engine's thread.
 */
final class BatteryRecord {

    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration ON_MAINS_EVERY = Duration.ofMinutes(5);

    /** A longer discharge takes more from the battery than a gauge shows. */
    private static final Duration WORTH_A_RECHARGE = Duration.ofMinutes(1);

    private final String ups;
    private final Battery configured;
    private final SampleStore store;
    private @Nullable UpsDevice device;
    private @Nullable RuntimeTable table;
    private @Nullable Instant replaced;
    private Fact.@Nullable BatteryCalibrated calibrated;
    private @Nullable Instant kept;
    private @Nullable Instant keptOnMains;
    private @Nullable Instant dischargedAt;

    /** Of the UPS of that name. */
    BatteryRecord(String ups, Battery configured, Journal journal, SampleStore store) {
        this.ups = ups;
        this.configured = configured;
        this.store = store;
        this.replaced = journal.last(Fact.BatteryReplaced.class, f -> isOfThis(f.ups()))
                .map(Fact.BatteryReplaced::on)
                .orElse(null);
        this.calibrated = journal.last(Fact.BatteryCalibrated.class, f -> isOfThis(f.ups()))
                .orElse(null);
    }

    private boolean isOfThis(@Nullable String named) {
        return ups.equals(named == null ? SupplySetup.ONLY : named);
    }

    private @Nullable String name() {
        return ups.equals(SupplySetup.ONLY) ? null : ups;
    }

    /** Looks when the battery was last used, by the record of an earlier service. */
    void lookBack(Instant since) {
        for (DischargeSample sample : store.dischargeSamples(ups, since)) {
            if (Duration.between(sample.began(), sample.at()).compareTo(WORTH_A_RECHARGE) > 0) {
                dischargedAt = sample.at();
            }
        }
    }

    /** When the battery last fed the load for more than a minute, null if that is not known. */
    @Nullable Instant dischargedAt() {
        return dischargedAt;
    }

    /** A fact was written. */
    void heard(Fact fact) {
        if (fact instanceof Fact.BatteryReplaced f && isOfThis(f.ups())) {
            replaced = f.on();
        } else if (fact instanceof Fact.BatteryCalibrated f && isOfThis(f.ups())) {
            calibrated = f;
        }
    }

    /** The UPS has said what it is; the table is that of its model, null without one. What an administrator gave counts before it. */
    void ofDevice(UpsDevice named, @Nullable RuntimeTable ofModel) {
        device = named;
        RuntimeTable given = configured.whenNew();
        Double rated = named.ratedWatts();
        table = given == null ? ofModel : rated == null ? given : given.rated(rated);
    }

    /** The battery, as it is known now. */
    Battery known() {
        Instant since = installed();
        Fact.BatteryCalibrated found = calibrated;
        boolean ofThisOne = found != null && (since == null || found.at().isAfter(since));
        return new Battery(
                since,
                whenNew(),
                found == null || !ofThisOne
                        ? configured.calibration()
                        : new Battery.Calibration(found.at(), found.health(), found.spread()),
                configured.assumed());
    }

    private @Nullable RuntimeTable whenNew() {
        return table == null ? configured.whenNew() : table;
    }

    private @Nullable Instant installed() {
        Instant given = configured.installed();
        Instant said = replaced;
        return said != null && (given == null || said.isAfter(given)) ? said : given;
    }

    /**
     * A reading came.
     *
     * @param power what it amounted to
     * @param before the estimator as it was before it
     * @param after the estimator with it
     * @return what the discharge that has ended by it has shown
     */
    Optional<Fact.BatteryCalibrated> read(
            Reading reading, PowerState power, RuntimeEstimator before, RuntimeEstimator after) {
        if (after.isOnBattery()) {
            Instant began = after.discharging();
            keep(began, reading);
            if (Duration.between(began, reading.takenAt()).compareTo(WORTH_A_RECHARGE) > 0) {
                dischargedAt = reading.takenAt();
            }
        } else {
            keepOnMains(reading);
        }
        if (!before.isOnBattery() || after.isOnBattery() || !power.isOnLine()) {
            return Optional.empty();
        }
        return Optional.ofNullable(before.shown(reading.takenAt()))
                .map(c -> new Fact.BatteryCalibrated(c.at(), c.health(), c.spread(), before.usedShare(), name()));
    }

    private void keepOnMains(Reading reading) {
        Instant last = keptOnMains;
        if (last == null || Duration.between(last, reading.takenAt()).compareTo(ON_MAINS_EVERY) >= 0) {
            keptOnMains = reading.takenAt();
            store.keepOnMains(ups, reading);
        }
    }

    private void keep(Instant began, Reading reading) {
        Instant last = kept;
        if (last == null || Duration.between(last, reading.takenAt()).compareTo(EVERY) >= 0) {
            kept = reading.takenAt();
            store.keep(ups, DischargeSample.of(began, reading));
        }
    }

    /** In words, a line each. */
    List<String> describe(Instant now) {
        List<String> lines = new ArrayList<>();
        Battery known = known();
        Instant since = known.installed();
        lines.add(
                since == null
                        ? "age: not known, taken for four years; set lastwatt.battery.installed, or say"
                                + " 'lastwatt battery replaced' when it is"
                        : "age: "
                                + String.format(
                                        Locale.ROOT,
                                        "%.1f years, new on %s",
                                        Duration.between(since, now).toDays() / 365.25,
                                        since.atOffset(ZoneOffset.UTC).toLocalDate()));
        UpsDevice named = device;
        lines.add(named == null ? "UPS: it does not say its model" : "UPS: " + named.model());
        RuntimeTable newOne = known.whenNew();
        lines.add("runtime when new: "
                + (newOne == null
                        ? "not known, there is no table of this model; set lastwatt.battery.runtime-when-new"
                        : "from " + newOne.origin()));
        Battery.Calibration calibration = known.calibration();
        lines.add(
                calibration == null
                        ? "calibration: none; a discharge of a fifth of the battery makes one where the runtime when new is known"
                        : String.format(
                                Locale.ROOT,
                                "calibration: %.0f %% of a new one, give or take %.0f %%, by the discharge of %s",
                                100 * calibration.health(),
                                100 * calibration.spread(),
                                calibration.at()));
        lines.add("discharges and self-tests on record: " + store.discharges(ups)
                + "; one that takes less than a seventh of the battery, as a self-test does, tells little of it");
        lines.add("readings on the mains on record: " + store.mainsReadings(ups)
                + ", one each 5 min, one each hour of what is older than a month");
        return lines;
    }
}
