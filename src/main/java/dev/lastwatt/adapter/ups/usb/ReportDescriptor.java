package dev.lastwatt.adapter.ups.usb;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a device says its reports look like (HID 1.11, section 6.2.2). Devices are careless and may be hostile: what cannot be followed
 * (an end without a beginning, a half item at the end) is passed over as operating systems do, what would take memory or time without
 * bound is an error.
 */
public final class ReportDescriptor {

    /** Larger than any unit known (1.4 kB), and what Linux takes. */
    static final int LONGEST = 4096;

    private static final int DEEPEST = 32;
    private static final int MOST_FIELDS = 4096;
    private static final int LONGEST_REPORT_BITS = 8 * 4096;
    private static final int WIDEST_VALUE = 32;

    private record Key(ReportType type, int id) {}

    /** What stays until it is set anew, and is pushed and popped. */
    private record Globals(
            int page,
            int logicalMin,
            long logicalMax,
            int logicalMaxBytes,
            long physicalMin,
            long physicalMax,
            int unit,
            int exponent,
            int size,
            int count,
            int id) {}

    private final byte[] bytes;
    private final List<HidField> fields = new ArrayList<>();
    private final Map<Key, Integer> bits = new HashMap<>();

    private int page;
    private int logicalMin;
    private int logicalMax;
    private int logicalMaxBytes;
    private int physicalMin;
    private int physicalMax;
    private int unit;
    private int exponent;
    private int size;
    private int count;
    private int id;
    private final Deque<Globals> pushed = new ArrayDeque<>();
    private final List<Integer> collections = new ArrayList<>();
    private final List<Integer> usages = new ArrayList<>();
    private int usageMinimum;

    private ReportDescriptor(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it breaks a bound; the message says which and where
     */
    public static ReportDescriptor parse(byte[] bytes) {
        if (bytes.length > LONGEST) {
            throw new IllegalArgumentException(
                    "the report descriptor has " + bytes.length + " bytes, " + LONGEST + " at most are read");
        }
        ReportDescriptor descriptor = new ReportDescriptor(bytes.clone());
        descriptor.parse();
        return descriptor;
    }

    /** Every value that has a usage, in the order of the descriptor. */
    public List<HidField> fields() {
        return List.copyOf(fields);
    }

    /** The descriptor itself. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The ids of the reports of this kind, each with its length in bytes without the id. */
    public SortedMap<Integer, Integer> reports(ReportType type) {
        SortedMap<Integer, Integer> lengths = new TreeMap<>();
        bits.forEach((key, length) -> {
            if (key.type == type) {
                lengths.put(key.id, (length + 7) / 8);
            }
        });
        return lengths;
    }

    /** Length of the longest report of this kind, with its id. */
    public int longest(ReportType type) {
        return reports(type).values().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
    }

    /** Whether anything in it is of a UPS. */
    public boolean isPowerDevice() {
        return fields.stream().anyMatch(f -> isPower(f.usage()) || isPowerPath(f.path()));
    }

    private static boolean isPowerPath(Collection<Integer> path) {
        return path.stream().anyMatch(ReportDescriptor::isPower);
    }

    private static boolean isPower(int usage) {
        int page = usage >>> 16;
        return page == Usages.POWER_PAGE || page == Usages.BATTERY_PAGE;
    }

    private void parse() {
        int at = 0;
        while (at < bytes.length) {
            int prefix = bytes[at] & 255;
            if (prefix == 0xfe) {
                // A long item: none is defined.
                at += at + 1 < bytes.length ? 3 + (bytes[at + 1] & 255) : 3;
                continue;
            }
            int length = (prefix & 3) == 3 ? 4 : prefix & 3;
            if (at + 1 + length > bytes.length) {
                return;
            }
            int unsigned = 0;
            for (int i = 0; i < length; i++) {
                unsigned |= (bytes[at + 1 + i] & 255) << 8 * i;
            }
            int signed = length == 0 || length == 4 ? unsigned : unsigned << 32 - 8 * length >> 32 - 8 * length;
            int tag = prefix >> 4;
            switch (prefix >> 2 & 3) {
                case 0 -> main(tag, unsigned, at);
                case 1 -> global(tag, unsigned, signed, length, at);
                case 2 -> local(tag, unsigned, length, at);
                default -> {}
            }
            at += 1 + length;
        }
    }

    private void main(int tag, int value, int at) {
        switch (tag) {
            case 8 -> fields(ReportType.INPUT, value, at);
            case 9 -> fields(ReportType.OUTPUT, value, at);
            case 11 -> fields(ReportType.FEATURE, value, at);
            case 10 -> {
                if (collections.size() >= DEEPEST) {
                    throw broken("collections deeper than " + DEEPEST, at);
                }
                collections.add(usages.isEmpty() ? 0 : usages.get(0));
            }
            case 12 -> {
                if (!collections.isEmpty()) {
                    collections.remove(collections.size() - 1);
                }
            }
            default -> {}
        }
        usages.clear();
        usageMinimum = 0;
    }

    private void global(int tag, int unsigned, int signed, int length, int at) {
        switch (tag) {
            case 0 -> page = unsigned & 0xffff;
            case 1 -> logicalMin = signed;
            case 2 -> {
                logicalMax = signed;
                logicalMaxBytes = length;
            }
            case 3 -> physicalMin = signed;
            case 4 -> physicalMax = signed;
            case 5 -> exponent = length <= 1 && unsigned <= 15 ? (unsigned > 7 ? unsigned - 16 : unsigned) : signed;
            case 6 -> unit = unsigned;
            case 7 -> size = bounded(unsigned, LONGEST_REPORT_BITS, "a value of more bits", at);
            case 8 -> id = bounded(unsigned, 255, "a report id", at);
            case 9 -> count = bounded(unsigned, MOST_FIELDS, "more values in a report", at);
            case 10 -> {
                if (pushed.size() >= DEEPEST) {
                    throw broken("more than " + DEEPEST + " pushes", at);
                }
                pushed.push(new Globals(
                        page,
                        logicalMin,
                        logicalMax,
                        logicalMaxBytes,
                        physicalMin,
                        physicalMax,
                        unit,
                        exponent,
                        size,
                        count,
                        id));
            }
            case 11 -> {
                Globals back = pushed.poll();
                if (back != null) {
                    page = back.page;
                    logicalMin = back.logicalMin;
                    logicalMax = (int) back.logicalMax;
                    logicalMaxBytes = back.logicalMaxBytes;
                    physicalMin = (int) back.physicalMin;
                    physicalMax = (int) back.physicalMax;
                    unit = back.unit;
                    exponent = back.exponent;
                    size = back.size;
                    count = back.count;
                    id = back.id;
                }
            }
            default -> {}
        }
    }

    private void local(int tag, int value, int length, int at) {
        int usage = length == 4 ? value : page << 16 | value & 0xffff;
        switch (tag) {
            case 0 -> add(usage, at);
            case 1 -> usageMinimum = usage;
            case 2 -> {
                // A range of which more is named than can be placed is cut where the bound is.
                for (long u = Integer.toUnsignedLong(usageMinimum);
                        u <= Integer.toUnsignedLong(usage) && usages.size() < MOST_FIELDS;
                        u++) {
                    usages.add((int) u);
                }
            }
            default -> {}
        }
    }

    private void add(int usage, int at) {
        if (usages.size() >= MOST_FIELDS) {
            throw broken("more than " + MOST_FIELDS + " usages for one item", at);
        }
        usages.add(usage);
    }

    private void fields(ReportType type, int flags, int at) {
        Key key = new Key(type, id);
        int offset = bits.getOrDefault(key, 0);
        long end = offset + (long) size * count;
        if (end > LONGEST_REPORT_BITS) {
            throw broken("report " + id + " longer than " + LONGEST_REPORT_BITS / 8 + " bytes", at);
        }
        bits.put(key, (int) end);
        if (usages.isEmpty() || size == 0 || size > WIDEST_VALUE) {
            return;
        }
        List<Integer> path = List.copyOf(collections);
        for (int i = 0; i < count; i++) {
            if (fields.size() >= MOST_FIELDS) {
                throw broken("more than " + MOST_FIELDS + " values", at);
            }
            int usage = usages.get(Math.min(i, usages.size() - 1));
            fields.add(new HidField(
                    type,
                    id,
                    offset + i * size,
                    size,
                    usage,
                    path,
                    logicalMin,
                    highest(logicalMax, logicalMin, logicalMaxBytes),
                    physicalMin,
                    highest(physicalMax, physicalMin, 4),
                    unit,
                    exponent,
                    (flags & 1) != 0));
        }
    }

    /** A maximum below the minimum is a device's unsigned number in too few bytes, 25 FF for 255. */
    private static long highest(int max, int min, int bytes) {
        if (max >= min) {
            return max;
        }
        return switch (bytes) {
            case 1 -> max & 0xffL;
            case 2 -> max & 0xffffL;
            default -> Integer.toUnsignedLong(max);
        };
    }

    private static int bounded(int value, int most, String what, int at) {
        if (value < 0 || value > most) {
            throw broken(what + " than " + most, at);
        }
        return value;
    }

    private static IllegalArgumentException broken(String what, int at) {
        return new IllegalArgumentException("the report descriptor has " + what + ", at byte " + at);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReportDescriptor that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
