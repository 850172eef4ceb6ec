package dev.lastwatt.adapter.ups.usb;

import dev.lastwatt.adapter.ups.wire.Printable;
import dev.lastwatt.core.power.Reading;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A unit as a text file: what it is, its report descriptor, its reports. For bug reports, for tests, and for the emulated unit of
 * {@code native/usb-lab}. Holds no serial number.
 *
 * <pre>
 * vid 051d
 * pid 0002
 * string 2 Back-UPS ES 850G2
 * descriptor
 * 05 84 09 04 ...
 * reports
 * 16 0c 00 00 00             feature and input; the first byte is the report's id, 00 where reports have none
 * input 16 0c 00 00 00       input alone
 * </pre>
 *
 * A number sign begins a comment. Other words, which only the emulator knows, are passed over.
 *
 * @param vendor USB vendor
 * @param product USB product
 * @param strings what the unit calls itself, by string index, without its serial number
 * @param features feature reports without their ids, by id
 * @param inputs input reports without their ids, by id
 */
public record UnitDump(
        int vendor,
        int product,
        SortedMap<Integer, String> strings,
        ReportDescriptor descriptor,
        SortedMap<Integer, byte[]> features,
        SortedMap<Integer, byte[]> inputs) {

    private static final int LONGEST_TEXT = 256 * 1024;

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException naming the line that cannot be read
     */
    public static UnitDump read(String text) {
        if (text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException("longer than a dump of a UPS: " + text.length() + " characters");
        }
        int vendor = 0;
        int product = 0;
        SortedMap<Integer, String> strings = new TreeMap<>();
        SortedMap<Integer, byte[]> features = new TreeMap<>();
        SortedMap<Integer, byte[]> inputs = new TreeMap<>();
        StringBuilder descriptor = new StringBuilder();
        String part = "";
        int number = 0;
        for (String whole : text.lines().toList()) {
            number++;
            String line = whole.replaceFirst("#.*", "").strip();
            if (line.isEmpty()) {
                continue;
            }
            try {
                String[] words = line.split("\\s+", 3);
                if (words.length == 1 && (line.equals("descriptor") || line.equals("reports"))) {
                    part = line;
                } else if (part.equals("descriptor")) {
                    descriptor.append(line.replace(" ", ""));
                } else if (part.equals("reports")) {
                    boolean input = line.startsWith("input ");
                    byte[] report = bytes(input ? line.substring("input ".length()) : line);
                    byte[] body = Arrays.copyOfRange(report, 1, report.length);
                    inputs.put(report[0] & 255, body);
                    if (!input) {
                        features.put(report[0] & 255, body);
                    }
                } else if (words[0].equals("vid")) {
                    vendor = Integer.parseInt(words[1], 16);
                } else if (words[0].equals("pid")) {
                    product = Integer.parseInt(words[1], 16);
                } else if (words[0].equals("string") && words.length == 3) {
                    strings.put(Integer.parseInt(words[1]), Printable.line(words[2], 100));
                }
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("line " + number + " is not part of a dump of a UPS", e);
            }
        }
        ReportDescriptor parsed;
        try {
            parsed = ReportDescriptor.parse(bytes(descriptor.toString()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the descriptor is not hexadecimal bytes", e);
        }
        features.keySet().retainAll(parsed.reports(ReportType.FEATURE).keySet());
        inputs.keySet().retainAll(parsed.reports(ReportType.INPUT).keySet());
        return new UnitDump(vendor, product, strings, parsed, features, inputs);
    }

    /** The text that {@link #read} reads. */
    public String write() {
        StringBuilder text = new StringBuilder(String.format("vid %04x%npid %04x%n", vendor, product));
        strings.forEach((index, string) ->
                text.append("string ").append(index).append(' ').append(string).append('\n'));
        text.append("descriptor\n");
        HexFormat hex = HexFormat.ofDelimiter(" ");
        byte[] bytes = descriptor.bytes();
        for (int i = 0; i < bytes.length; i += 16) {
            text.append(hex.formatHex(bytes, i, Math.min(bytes.length, i + 16))).append('\n');
        }
        text.append("reports\n");
        features.forEach((id, report) -> text.append(line(hex, id, report)));
        inputs.forEach((id, report) -> text.append("input ").append(line(hex, id, report)));
        return text.toString().replace("\r\n", "\n");
    }

    private static String line(HexFormat hex, int id, byte[] report) {
        return String.format("%02x", id) + (report.length == 0 ? "" : " ") + hex.formatHex(report) + "\n";
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    /** What the unit said when the dump was made. */
    public Reading reading(Instant now) {
        return new UnitDecoder(descriptor, vendor).reading(images(), now);
    }

    private ReportImages images() {
        ReportImages images = new ReportImages();
        put(images, ReportType.FEATURE, features);
        put(images, ReportType.INPUT, inputs);
        return images;
    }

    private static void put(ReportImages images, ReportType type, Map<Integer, byte[]> reports) {
        reports.forEach((id, report) -> images.put(type, id, report));
    }
}
