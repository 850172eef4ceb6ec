package dev.lastwatt.adapter.ups.apcupsd;

import dev.lastwatt.adapter.ups.wire.Connection;
import dev.lastwatt.adapter.ups.wire.ContactLost;
import dev.lastwatt.adapter.ups.wire.Deadline;
import dev.lastwatt.adapter.ups.wire.NameLookup;
import dev.lastwatt.adapter.ups.wire.Printable;
import dev.lastwatt.adapter.ups.wire.UpsSetting;
import dev.lastwatt.core.power.ContactLoss;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.core.power.UpsDevice;
import dev.lastwatt.port.Timebase;
import dev.lastwatt.port.UpsSource;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A UPS behind apcupsd, read from its network information server. Each reading has a connection of its own, as with apcupsd's
 * own clients. A read lasts at most the settings' read timeout.
 */
public final class ApcupsdSource implements UpsSource {

    private static final int LONGEST_MODEL = 100;
    private static final String SELF_TEST = "Automatic or explicit self test";
    /** What a server sends at most, unless its log was tampered with. */
    private static final int MOST_EVENTS = 50;

    private final ApcupsdSettings settings;
    private final Timebase time;
    private final NameLookup lookup;
    private @Nullable UpsDevice device;

    /** Reads as the settings say. */
    public ApcupsdSource(ApcupsdSettings settings, Timebase time) {
        this.settings = settings;
        this.time = time;
        this.lookup = new NameLookup(settings.address().host());
    }

    @Override
    public String name() {
        return "apcupsd://" + settings.address();
    }

    @Override
    public SourceAnswer read() {
        try {
            NisFields fields = status();
            Reading reading = reading(fields, time.now());
            UpsDevice named = device(fields);
            device = named == null ? device : named;
            return new SourceAnswer.Answered(reading);
        } catch (ContactLost e) {
            return e.at(time.now());
        } catch (RuntimeException e) {
            // A mistake of ours in the face of odd input: the outage goes on, and so must the readings.
            return ContactLost.because(ContactLoss.GARBLED, "unexpected: " + e).at(time.now());
        }
    }

    /** The last events of apcupsd's own log, oldest first; none if they cannot be had. Takes as long as a read at most. */
    public List<ApcupsdEvent> events() {
        try {
            List<String> lines = ask("events").lines();
            return lines.subList(Math.max(0, lines.size() - MOST_EVENTS), lines.size()).stream()
                    .filter(line -> !line.equals("Not available") && !line.equals("Invalid command"))
                    .map(ApcupsdEvent::of)
                    .toList();
        } catch (ContactLost e) {
            return List.of();
        }
    }

    @Override
    public List<String> recentEvents() {
        return events().stream().map(ApcupsdEvent::text).toList();
    }

    @Override
    public Optional<UpsDevice> device() {
        return Optional.ofNullable(device);
    }

    private static @Nullable UpsDevice device(NisFields fields) {
        String model = fields.text("MODEL");
        return model == null ? null : UpsDevice.of(Printable.line(model, LONGEST_MODEL), fields.number("NOMPOWER"));
    }

    @Override
    public void close() {
        // Nothing is held between readings.
    }

    private NisFields status() {
        NisAnswer answer = ask("status");
        NisFields fields = new NisFields(answer.lines());
        if (!answer.ended() && !fields.has("END APC")) {
            throw ContactLost.because(ContactLoss.GARBLED, "the answer ends in its middle", UpsSetting.ADDRESS);
        }
        return fields;
    }

    private NisAnswer ask(String command) {
        Deadline by = Deadline.in(settings.readTimeout());
        try (Connection connection = Connection.open(settings.address(), lookup, settings.connectTimeout(), by)) {
            return NisAnswer.from(connection.ask(NisAnswer.request(command), NisAnswer.MOST_BYTES, by));
        }
    }

    private static Reading reading(NisFields fields, Instant now) {
        NisStatus status = NisStatus.of(fields);
        if (status == null) {
            throw ContactLost.because(
                    ContactLoss.GARBLED, "neither STATFLAG nor STATUS in the answer", UpsSetting.ADDRESS);
        }
        if (status.contactLost()) {
            if (!status.flags().contains(StatusFlag.FSD)) {
                throw ContactLost.because(ContactLoss.STALE, "apcupsd has lost its UPS (COMMLOST)");
            }
            // Its figures are old, but its decision is not, and the power goes with it.
            return Reading.of(now, status.flags().toArray(StatusFlag[]::new));
        }
        Double minutes = fields.number("TIMELEFT");
        return new Reading(
                now,
                withSelfTest(status.flags(), fields),
                fields.number("BCHARGE"),
                minutes == null ? null : Duration.ofMillis(Math.round(minutes * 60_000)),
                fields.number("LOADPCT"),
                watts(fields),
                fields.number("LINEV"),
                fields.number("BATTV"));
    }

    /** A self test runs on battery; the last transfer tells it from a failure of the mains. */
    private static Set<StatusFlag> withSelfTest(Set<StatusFlag> flags, NisFields fields) {
        if (!flags.contains(StatusFlag.OB) || !SELF_TEST.equals(fields.text("LASTXFER"))) {
            return flags;
        }
        Set<StatusFlag> tested = EnumSet.copyOf(flags);
        tested.add(StatusFlag.TEST);
        return tested;
    }

    private static @Nullable Double watts(NisFields fields) {
        Double percent = fields.number("LOADPCT");
        Double nominal = fields.number("NOMPOWER");
        return percent == null || nominal == null ? null : percent * nominal / 100;
    }
}
