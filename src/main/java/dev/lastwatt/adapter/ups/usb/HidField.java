package dev.lastwatt.adapter.ups.usb;

import java.util.List;
import java.util.OptionalLong;

/**
 * One value of a report, as the report descriptor places and scales it.
 *
 * @param reportId 0 where the device numbers no reports
 * @param bitOffset from the first bit after the report id
 * @param bits 1 to 32
 * @param usage page in the upper, usage in the lower 16 bits
 * @param path the usages of the collections around it, outermost first
 * @param logicalMin lowest raw value; negative: the raw value has a sign
 * @param logicalMax highest raw value
 * @param physicalMin what the lowest raw value means, in units; both 0: raw values are units
 * @param physicalMax what the highest raw value means
 * @param unit packed as in HID 1.11, section 6.2.2.7; 0 is none
 * @param exponent power of ten of the unit, -8 to 7
 * @param constant whether writing it is no use
 */
public record HidField(
        ReportType type,
        int reportId,
        int bitOffset,
        int bits,
        int usage,
        List<Integer> path,
        int logicalMin,
        long logicalMax,
        long physicalMin,
        long physicalMax,
        int unit,
        int exponent,
        boolean constant) {

    /** Keeps the path from changing. */
    public HidField {
        path = List.copyOf(path);
    }

    /** Whether a collection of this usage is around it. */
    public boolean within(int collection) {
        return path.contains(collection);
    }

    /** The innermost collection that is no status, 0 for none. */
    int home() {
        for (int i = path.size() - 1; i >= 0; i--) {
            if (path.get(i) != Usages.PRESENT_STATUS) {
                return path.get(i);
            }
        }
        return 0;
    }

    /** The raw value in a report without its id, none where the report is too short or the device does not know. */
    OptionalLong raw(byte[] report) {
        if (bitOffset + bits > report.length * 8) {
            return OptionalLong.empty();
        }
        long value = 0;
        for (int i = 0; i < bits; i++) {
            int bit = bitOffset + i;
            value |= (long) (report[bit >> 3] >> (bit & 7) & 1) << i;
        }
        if (bits >= 8 && logicalMin >= 0 && value > logicalMax && value == (1L << bits) - 1) {
            // All ones, and out of bounds: how devices say that they do not know.
            return OptionalLong.empty();
        }
        if (logicalMin < 0 && bits > 1 && (value & 1L << (bits - 1)) != 0) {
            value -= 1L << bits;
        }
        return OptionalLong.of(value);
    }

    /** The power of ten between the physical value and SI units: lengths are in centimetres there, masses in grams. */
    int siExponent() {
        return exponent - 2 * nibble(1) - 3 * nibble(2);
    }

    /** What a raw value means, in SI units where the field has units. */
    double meaning(long raw) {
        double value = raw;
        if ((physicalMin != 0 || physicalMax != 0) && logicalMax != logicalMin) {
            value = (raw - (double) logicalMin) * (physicalMax - physicalMin) / (logicalMax - (double) logicalMin)
                    + physicalMin;
        }
        return value * Math.pow(10, siExponent());
    }

    /** The raw value that means this, the nearest there is, inside the field's bounds. */
    long rawOf(double meaning) {
        double value = meaning / Math.pow(10, siExponent());
        if ((physicalMin != 0 || physicalMax != 0) && physicalMax != physicalMin) {
            value = (value - physicalMin) * (logicalMax - (double) logicalMin) / (physicalMax - physicalMin)
                    + logicalMin;
        }
        return Math.round(Math.max(logicalMin, Math.min(logicalMax, Math.ceil(value - 1e-9))));
    }

    /** The report with this raw value in it. */
    byte[] written(byte[] report, long raw) {
        byte[] changed = report.clone();
        for (int i = 0; i < bits; i++) {
            int bit = bitOffset + i;
            int mask = 1 << (bit & 7);
            if ((raw >> i & 1) != 0) {
                changed[bit >> 3] |= (byte) mask;
            } else {
                changed[bit >> 3] &= (byte) ~mask;
            }
        }
        return changed;
    }

    /** Whether its unit is a charge (A s) or an energy: a capacity that is no percentage. */
    boolean isCharge() {
        return nibble(5) != 0 || nibble(1) != 0;
    }

    /** Whether its unit is a power: W or VA. */
    boolean isPower() {
        return nibble(1) == 2 && nibble(2) == 1 && nibble(3) == -3 && nibble(5) == 0;
    }

    private int nibble(int index) {
        int nibble = unit >>> (4 * index) & 15;
        return nibble > 7 ? nibble - 16 : nibble;
    }
}
