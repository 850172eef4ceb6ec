package dev.lastwatt.adapter.ups.usb;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The latest bytes of each report of a unit, without the report id. */
final class ReportImages {

    private record Key(ReportType type, int id) {}

    private final Map<Key, byte[]> latest = new HashMap<>();

    void put(ReportType type, int id, byte[] report) {
        latest.put(new Key(type, id), report.clone());
    }

    void forget(ReportType type, int id) {
        latest.remove(new Key(type, id));
    }

    boolean has(ReportType type, int id) {
        return latest.containsKey(new Key(type, id));
    }

    /** The field's raw value; empty where its report is not there or too short. */
    OptionalLong raw(HidField field) {
        byte[] report = latest.get(new Key(field.type(), field.reportId()));
        return report == null ? OptionalLong.empty() : field.raw(report);
    }
}
