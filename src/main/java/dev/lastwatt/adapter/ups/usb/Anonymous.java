package dev.lastwatt.adapter.ups.usb;

import java.util.Set;

/** Takes out of a report what tells one unit from its sisters. */
final class Anonymous {

    /** iSerialNumber and SerialNumber: an index and a number. */
    private static final Set<Integer> TELLING = Set.of(0x8400ff, 0x850086);

    private static final int SHORTEST_TEXT = 6;

    private Anonymous() {}

    static byte[] report(ReportDescriptor descriptor, ReportType type, int id, byte[] report) {
        byte[] clean = report.clone();
        for (HidField field : descriptor.fields()) {
            if (field.type() == type
                    && field.reportId() == id
                    && TELLING.contains(field.usage())
                    && field.bitOffset() + field.bits() <= clean.length * 8) {
                clean = field.written(clean, 0);
            }
        }
        int page = descriptor.fields().stream()
                .filter(f -> f.type() == type && f.reportId() == id)
                .mapToInt(f -> f.usage() >>> 16)
                .findFirst()
                .orElse(0);
        // Vendors put serial numbers into reports of their own, as text.
        return page >= 0xff00 && hasText(clean) ? new byte[clean.length] : clean;
    }

    private static boolean hasText(byte[] report) {
        int run = 0;
        for (byte b : report) {
            run = b >= ' ' && b <= '~' ? run + 1 : 0;
            if (run >= SHORTEST_TEXT) {
                return true;
            }
        }
        return false;
    }
}
