package dev.lastwatt.adapter.ups.usb;

import dev.lastwatt.adapter.ups.wire.ContactLost;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A transport with one unit that plays a dump, and does what units do. */
final class PlayedUnit implements UsbTransport {

    final UnitDump dump;
    final List<String> written = new ArrayList<>();
    final Set<Integer> stalled = new HashSet<>();
    final Deque<byte[]> said = new ArrayDeque<>();
    boolean plugged = true;
    boolean denied;
    boolean busy;
    boolean unplugInTheMiddle;
    int openNow;
    int opened;

    PlayedUnit(UnitDump dump) {
        this.dump = new UnitDump(
                dump.vendor(),
                dump.product(),
                dump.strings(),
                dump.descriptor(),
                new TreeMap<>(dump.features()),
                new TreeMap<>(dump.inputs()));
    }

    /** Sets a whole report, in hexadecimal with its id. */
    void says(String hex) {
        UnitDump other = UnitDump.read("descriptor\n"
                + java.util.HexFormat.of().formatHex(dump.descriptor().bytes()) + "\nreports\n" + hex + "\n");
        dump.features().putAll(other.features());
        dump.inputs().putAll(other.inputs());
    }

    @Override
    public String name() {
        return "played";
    }

    private UsbUnit unit() {
        return new UsbUnit(
                dump.vendor(),
                dump.product(),
                denied ? "" : "SERIAL1",
                denied ? "" : "Played unit",
                "port 1",
                denied ? "no right to open it" : "");
    }

    @Override
    public List<UsbUnit> units(UsbSettings settings) {
        return plugged ? List.of(unit()) : List.of();
    }

    @Override
    public UsbConnection open(UsbUnit unit) {
        if (!plugged) {
            throw UsbAccess.gone(unit.ids());
        }
        if (denied) {
            throw UsbAccess.denied(unit.ids());
        }
        if (busy) {
            throw UsbAccess.busy(unit.ids());
        }
        opened++;
        openNow++;
        return new Connection(opened);
    }

    private final class Connection implements UsbConnection {

        private final int number;
        private boolean closed;

        Connection(int number) {
            this.number = number;
        }

        private void check() {
            if (!plugged || closed || number != opened) {
                throw UsbAccess.gone("051d:0002");
            }
        }

        @Override
        public byte[] reportDescriptor() {
            check();
            return dump.descriptor().bytes();
        }

        @Override
        public byte @Nullable [] report(ReportType type, int id, int length, int longest) throws ContactLost {
            check();
            if (unplugInTheMiddle) {
                plugged = false;
                unplugInTheMiddle = false;
            }
            if (stalled.contains(id)) {
                return null;
            }
            return (type == ReportType.FEATURE ? dump.features() : dump.inputs()).get(id);
        }

        @Override
        public byte @Nullable [] nextInput() {
            check();
            return said.poll();
        }

        @Override
        public boolean write(int id, byte[] report) {
            check();
            written.add(String.format("%02x ", id)
                    + java.util.HexFormat.ofDelimiter(" ").formatHex(report));
            dump.features().put(id, report);
            return true;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                openNow--;
            }
        }
    }
}
