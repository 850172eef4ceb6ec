package dev.lastwatt.adapter.ups.nut;

import dev.lastwatt.adapter.ups.wire.ContactLost;
import dev.lastwatt.adapter.ups.wire.Deadline;
import dev.lastwatt.adapter.ups.wire.NameLookup;
import dev.lastwatt.core.power.ContactLoss;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.core.power.UpsDevice;
import dev.lastwatt.port.BatteryTest;
import dev.lastwatt.port.Timebase;
import dev.lastwatt.port.UpsSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A UPS behind a NUT server, read by the protocol of RFC 9271. Keeps one connection, and one {@code LIST VAR} is a reading: what
 * the server answers in one breath belongs together. A read lasts at most the settings' read timeout; after any failure but
 * old or absent data the connection is thrown away and the next read opens another.
 */
public final class NutSource implements UpsSource {

    private final NutSettings settings;
    private final Timebase time;
    private final NameLookup lookup;
    private @Nullable NutSession session;
    private @Nullable UpsDevice device;

    /** Reads as the settings say; connects at the first read. */
    public NutSource(NutSettings settings, Timebase time) {
        this.settings = settings;
        this.time = time;
        this.lookup = new NameLookup(settings.address().host());
    }

    @Override
    public String name() {
        String ups = settings.ups();
        return "nut://" + settings.address() + (ups == null ? "" : "/" + ups);
    }

    @Override
    public SourceAnswer read() {
        Deadline by = Deadline.in(settings.readTimeout());
        try {
            return answered(by);
        } catch (ContactLost e) {
            if (!isHealthy(e.kind())) {
                drop();
            }
            return e.at(time.now());
        } catch (RuntimeException e) {
            // A mistake of ours in the face of odd input: the outage goes on, and so must the readings.
            drop();
            return ContactLost.because(ContactLoss.GARBLED, "unexpected: " + e).at(time.now());
        }
    }

    private SourceAnswer answered(Deadline by) {
        NutSession kept = session;
        if (kept != null) {
            try {
                return reading(kept, by);
            } catch (ContactLost e) {
                if (!e.beforeAnyAnswer()) {
                    throw e;
                }
                // The server was restarted since: no news until the new connection fails too.
                drop();
            }
        }
        session = NutSession.open(settings, lookup, by);
        return reading(session, by);
    }

    private SourceAnswer reading(NutSession from, Deadline by) {
        NutVariables variables = from.variables(by);
        Reading reading = variables.toReading(time.now());
        UpsDevice named = variables.device();
        device = named == null ? device : named;
        return new SourceAnswer.Answered(reading);
    }

    @Override
    public Optional<UpsDevice> device() {
        return Optional.ofNullable(device);
    }

    @Override
    public Optional<BatteryTest> batteryTest() {
        return NutBatteryTest.of(settings);
    }

    /** Whether the server itself is well. Hanging up then would look as if this host were down already. */
    private static boolean isHealthy(ContactLoss kind) {
        return kind == ContactLoss.STALE || kind == ContactLoss.NOT_READY;
    }

    private void drop() {
        NutSession dropped = session;
        session = null;
        if (dropped != null) {
            dropped.close();
        }
    }

    @Override
    public void close() {
        drop();
    }
}
