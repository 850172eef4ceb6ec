package dev.lastwatt.adapter.ups.snmp;

import dev.lastwatt.adapter.ups.wire.ContactLost;
import dev.lastwatt.adapter.ups.wire.Deadline;
import dev.lastwatt.adapter.ups.wire.NameLookup;
import dev.lastwatt.adapter.ups.wire.UpsSetting;
import dev.lastwatt.core.power.ContactLoss;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.port.Timebase;
import dev.lastwatt.port.UpsSource;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.OID;

/**
 * A UPS behind an SNMP agent, mostly a network card. One GET is a reading. Which vocabulary the agent speaks is found out at first
 * contact, and again whenever contact was lost. A read lasts at most the settings' read timeout. A trap of the agent, whatever it
 * says, only rings: its content can be forged by anybody.
 */
public final class SnmpSource implements UpsSource {

    private final SnmpSettings settings;
    private final Timebase time;
    private final NameLookup lookup;
    private @Nullable SnmpSession session;
    private @Nullable Mib spoken;
    private @Nullable TrapBell bell;

    /** Reads as the settings say; opens its socket at the first read. */
    public SnmpSource(SnmpSettings settings, Timebase time) {
        this.settings = settings;
        this.time = time;
        this.lookup = new NameLookup(settings.address().host());
    }

    @Override
    public String name() {
        return "snmp://" + settings.address();
    }

    @Override
    public SourceAnswer read() {
        try {
            return new SourceAnswer.Answered(reading(Deadline.in(settings.readTimeout())));
        } catch (ContactLost e) {
            drop();
            return e.at(time.now());
        } catch (RuntimeException e) {
            // A mistake of ours, or the library's, in the face of odd input: the outage goes on, and so must the
            // readings.
            drop();
            return ContactLost.because(ContactLoss.GARBLED, "unexpected: " + e).at(time.now());
        }
    }

    private Reading reading(Deadline by) {
        SnmpSession asked = session;
        if (asked == null) {
            asked = SnmpSession.open(settings, address(by));
            session = asked;
        }
        Mib mib = spoken;
        if (mib == null) {
            mib = spokenBy(asked, by);
            spoken = mib;
        }
        SnmpValues values = asked.ask(mib.variables(), by);
        if (!values.has(mib.source())) {
            throw ContactLost.because(
                    ContactLoss.STALE, "the agent does not say any more what feeds the load (" + mib.title() + ")");
        }
        return mib.reading(values, time.now());
    }

    private InetAddress address(Deadline by) {
        InetAddress address = lookup.addresses(by).get(0);
        TrapBell listening = bell;
        if (listening != null) {
            listening.expect(address);
        }
        return address;
    }

    private Mib spokenBy(SnmpSession asked, Deadline by) {
        List<Mib> mibs = settings.mib().mibs();
        List<OID> sources = mibs.stream().map(Mib::source).toList();
        SnmpValues values = asked.ask(sources, by);
        return mibs.stream()
                .filter(mib -> values.has(mib.source()))
                .findFirst()
                .orElseThrow(() -> ContactLost.because(
                        ContactLoss.NOT_READY,
                        "the agent answers, but knows nothing of "
                                + mibs.stream().map(Mib::title).collect(Collectors.joining(", "))
                                + ": no UPS, none attached yet, or its view of the tree is narrow",
                        UpsSetting.ADDRESS));
    }

    @Override
    public void onHint(Runnable readNow) {
        if (settings.trapPort().isPresent() && bell == null) {
            bell = TrapBell.at(settings.trapPort().getAsInt(), readNow);
        }
    }

    private void drop() {
        SnmpSession dropped = session;
        session = null;
        spoken = null;
        if (dropped != null) {
            dropped.close();
        }
    }

    @Override
    public void close() {
        drop();
        TrapBell listening = bell;
        bell = null;
        if (listening != null) {
            listening.close();
        }
    }
}
