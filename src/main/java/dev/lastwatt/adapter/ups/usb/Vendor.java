package dev.lastwatt.adapter.ups.usb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lastwatt.core.power.StatusFlag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the units of one vendor differ from the usage tables. Data: a file for each vendor in {@code resources/usb/vendors}, with the
 * source of each line.
 *
 * @param id the USB vendor
 * @param scales fields whose exponent in the descriptor is wrong
 * @param codes fields of the vendor's own whose value says what feeds the load
 * @param ceilings fields that are too high by a known factor where they exceed what the nominal value allows
 */
record Vendor(int id, String name, List<Scale> scales, List<Code> codes, List<Ceiling> ceilings) {

    /**
     * A field of this usage, in a collection of this usage (0: anywhere), whose descriptor claims this exponent.
     *
     * @param power the power of ten from the raw value to SI units
     */
    record Scale(int usage, int within, int claimed, int power) {}

    /** A flag that is up while {@code raw & mask} equals the value. */
    record Code(int usage, int mask, int value, StatusFlag flag) {}

    /** A field above so many times its nominal value is multiplied by the factor. */
    record Ceiling(int usage, double times, double factor) {}

    private static final List<String> FILES = List.of("apc", "cyberpower", "eaton", "liebert", "tripplite");
    private static final List<Vendor> KNOWN = FILES.stream().map(Vendor::read).toList();
    private static final Vendor UNKNOWN = new Vendor(0, "", List.of(), List.of(), List.of());

    /** The table of a vendor; empty tables for one that keeps to the standard, as far as is known. */
    static Vendor of(int id) {
        return KNOWN.stream().filter(v -> v.id == id).findFirst().orElse(UNKNOWN);
    }

    /** Whether units of this vendor are UPSes without further looks. */
    static boolean isKnown(int id) {
        return KNOWN.stream().anyMatch(v -> v.id == id);
    }

    static List<Vendor> known() {
        return KNOWN;
    }

    /** The power of ten that this field really has; empty for that of its descriptor. */
    Optional<Integer> power(HidField field) {
        return scales.stream()
                .filter(s -> s.usage == field.usage()
                        && (s.within == 0 || field.within(s.within))
                        && s.claimed == field.exponent())
                .map(Scale::power)
                .findFirst();
    }

    private static Vendor read(String file) {
        try (InputStream in = Vendor.class.getResourceAsStream("/usb/vendors/" + file + ".json")) {
            if (in == null) {
                throw new IllegalStateException("usb/vendors/" + file + ".json is missing");
            }
            JsonNode json = new ObjectMapper().readTree(in);
            List<Scale> scales = new ArrayList<>();
            json.path("scales")
                    .forEach(s -> scales.add(new Scale(
                            usage(s.path("usage")),
                            usage(s.path("within")),
                            s.path("claimedExponent").asInt(),
                            s.path("power").asInt())));
            List<Code> codes = new ArrayList<>();
            json.path("codes")
                    .forEach(c -> codes.add(new Code(
                            usage(c.path("usage")),
                            Integer.decode(c.path("mask").asText()),
                            Integer.decode(c.path("value").asText()),
                            StatusFlag.valueOf(c.path("flag").asText()))));
            List<Ceiling> ceilings = new ArrayList<>();
            json.path("ceilings")
                    .forEach(c -> ceilings.add(new Ceiling(
                            usage(c.path("usage")),
                            c.path("timesNominal").asDouble(),
                            c.path("factor").asDouble())));
            return new Vendor(
                    Integer.decode(json.path("vendor").asText()),
                    json.path("name").asText(),
                    scales,
                    codes,
                    ceilings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int usage(JsonNode json) {
        return json.isMissingNode() ? 0 : (int) Long.parseLong(json.asText(), 16);
    }
}
