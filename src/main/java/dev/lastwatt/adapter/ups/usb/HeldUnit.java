package dev.lastwatt.adapter.ups.usb;

import dev.lastwatt.adapter.ups.wire.ContactLost;
import dev.lastwatt.adapter.ups.wire.Deadline;
import dev.lastwatt.core.power.ContactLoss;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.UpsDevice;
import java.time.Instant;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A unit that is taken and whose reports are known. */
final class HeldUnit implements AutoCloseable {

    /** A unit that has refused to say its state so many times in a row is taken anew. */
    private static final int MOST_REFUSALS = 3;
    /** Bound for what waits in a buffer between two readings. */
    private static final int MOST_INPUTS = 64;

    private final UsbConnection connection;
    private final UsbUnit unit;
    private final ReportDescriptor descriptor;
    private final UnitDecoder decoder;
    private final ReportImages images = new ReportImages();
    private boolean constantsRead;
    private int refusals;

    private HeldUnit(UsbConnection connection, UsbUnit unit, ReportDescriptor descriptor, UnitDecoder decoder) {
        this.connection = connection;
        this.unit = unit;
        this.descriptor = descriptor;
        this.decoder = decoder;
    }

    static HeldUnit take(UsbConnection connection, UsbUnit unit) {
        try {
            ReportDescriptor descriptor = ReportDescriptor.parse(connection.reportDescriptor());
            UnitDecoder decoder = new UnitDecoder(descriptor, unit.vendor());
            if (!decoder.saysItsState()) {
                throw ContactLost.because(
                        ContactLoss.GARBLED, unit.ids() + " does not say what feeds the load: no UPS, or not by HID");
            }
            return new HeldUnit(connection, unit, descriptor, decoder);
        } catch (IllegalArgumentException e) {
            connection.close();
            throw ContactLost.because(ContactLoss.GARBLED, unit.ids() + ": " + e.getMessage());
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    Reading reading(Instant now, Deadline by) {
        if (!constantsRead) {
            ask(decoder.reports(ReportType.FEATURE), ReportType.FEATURE, by);
            constantsRead = true;
        } else {
            // What says the state goes first: a unit that is slow is cut where it matters least.
            SortedSet<Integer> telling = decoder.telling(ReportType.FEATURE);
            ask(telling, ReportType.FEATURE, by);
            SortedSet<Integer> others = decoder.changing(ReportType.FEATURE);
            others.removeAll(telling);
            ask(others, ReportType.FEATURE, by);
        }
        takeInputs();
        for (int id : decoder.reports(ReportType.INPUT)) {
            if (!images.has(ReportType.FEATURE, id) && !by.isOver()) {
                byte[] asked = report(ReportType.INPUT, id);
                if (asked != null) {
                    images.put(ReportType.INPUT, id, asked);
                }
            }
        }
        if (decoder.hasLostContact(images)) {
            throw ContactLost.because(ContactLoss.STALE, unit.ids() + " says that it has lost its own electronics");
        }
        if (!decoder.isTold(images)) {
            refusals++;
            throw ContactLost.because(
                    ContactLoss.STALE, unit.ids() + " is there, but does not answer what feeds the load");
        }
        refusals = 0;
        return decoder.reading(images, now);
    }

    /** Whether taking it anew is worth it. */
    boolean isGivenUp() {
        return refusals >= MOST_REFUSALS;
    }

    private void ask(SortedSet<Integer> ids, ReportType type, Deadline by) {
        for (int id : ids) {
            byte[] report = by.isOver() ? null : report(type, id);
            if (report == null) {
                images.forget(type, id);
                // An older word of the unit would be taken for a fresh one.
                images.forget(ReportType.INPUT, id);
            } else {
                images.put(type, id, report);
            }
        }
    }

    private byte @Nullable [] report(ReportType type, int id) {
        Integer length = descriptor.reports(type).get(id);
        return length == null ? null : connection.report(type, id, length, descriptor.longest(type));
    }

    /** The latest of what the unit said by itself; counts only where nothing can be asked. */
    private void takeInputs() {
        boolean numbered = !descriptor.reports(ReportType.INPUT).containsKey(0);
        for (int i = 0; i < MOST_INPUTS; i++) {
            byte[] said = connection.nextInput();
            if (said == null || said.length == 0) {
                return;
            }
            int id = numbered ? said[0] & 0xff : 0;
            if (!descriptor.reports(ReportType.FEATURE).containsKey(id)) {
                images.put(ReportType.INPUT, id, numbered ? Arrays.copyOfRange(said, 1, said.length) : said);
            }
        }
    }

    @Nullable UpsDevice device() {
        return UpsDevice.of(unit.model(), decoder.ratedWatts(images));
    }

    UnitCommands commands() {
        return new UnitCommands(descriptor, connection);
    }

    /** Everything the unit says, without its serial number. */
    UnitDump dump() {
        SortedMap<Integer, String> strings = new TreeMap<>();
        if (!unit.model().isEmpty()) {
            strings.put(2, unit.model());
        }
        return new UnitDump(
                unit.vendor(), unit.product(), strings, descriptor, all(ReportType.FEATURE), all(ReportType.INPUT));
    }

    private SortedMap<Integer, byte[]> all(ReportType type) {
        SortedMap<Integer, byte[]> reports = new TreeMap<>();
        for (int id : descriptor.reports(type).keySet()) {
            byte[] report = report(type, id);
            if (report != null) {
                reports.put(id, Anonymous.report(descriptor, type, id, report));
            }
        }
        return reports;
    }

    @Override
    public void close() {
        connection.close();
    }
}
