package dev.lastwatt.adapter.ups.snmp;

import org.jspecify.annotations.Nullable;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.mp.PduHandle;
import org.snmp4j.smi.Address;

/**
 * Keeps the latest report of an agent, then lets the library do what it does. A report that nobody authenticated may be forged, so the
 * library rightly ignores it and waits on; when nothing else comes, it is still the best explanation there is.
 */
final class ReportLog implements Snmp.ReportHandler {

    private final Snmp.ReportHandler usual;
    private volatile @Nullable PDU latest;

    ReportLog(Snmp.ReportHandler usual) {
        this.usual = usual;
    }

    /** The latest since the last {@link #forget}. */
    @Nullable PDU latest() {
        return latest;
    }

    void forget() {
        latest = null;
    }

    @Override
    public <A extends Address> void processReport(PduHandle handle, CommandResponderEvent<A> event) {
        latest = event.getPDU();
        usual.processReport(handle, event);
    }
}
