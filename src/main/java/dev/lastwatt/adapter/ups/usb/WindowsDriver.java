package dev.lastwatt.adapter.ups.usb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastwatt.adapter.ups.wire.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which driver of Windows holds the units of one vendor and product, and what follows.
 *
 * @param ids vendor and product: {@code 051d:0002}
 * @param name what Windows calls the unit
 * @param holder whose driver it is
 * @param words both in a sentence
 */
public record WindowsDriver(String ids, String name, Holder holder, String words) {

    /** Whose driver it is. */
    public enum Holder {
        /** Windows' own for the battery of a UPS. */
        BATTERY,
        /** Windows' own for HID devices, which takes it for no battery. */
        HID,
        /** WinUSB, put in the place of Windows' own. */
        WINUSB,
        /** WinUSB or libusb0, as apcupsd installs it. */
        APCUPSD,
        /** libusbK or libusb0, put in the place of Windows' own. */
        LIBUSB,
        /** A vendor's. */
        VENDOR,
        /** None, or one that does not run. */
        NONE
    }

    private static final Pattern IDS = Pattern.compile("(?i)^(USB|HID)\\\\VID_([0-9a-f]{4})&PID_([0-9a-f]{4}).*");
    private static final String BACK =
            "To give it back to Windows: Device Manager, 'Uninstall device' with 'delete the driver', then replug";

    /** The vendors that are asked for without being named. */
    public static List<String> vendors() {
        return Vendor.known().stream().map(v -> String.format("%04x", v.id())).toList();
    }

    /** By what the module's {@code Get-LastwattUsbDriver} writes: a device each. What has no such ids is left out. */
    public static List<WindowsDriver> of(List<JsonNode> devices) {
        Map<String, List<JsonNode>> units = new TreeMap<>();
        for (JsonNode device : devices) {
            Matcher ids = IDS.matcher(device.path("id").asText(""));
            if (ids.matches()) {
                units.computeIfAbsent(
                                (ids.group(2) + ":" + ids.group(3)).toLowerCase(Locale.ROOT), k -> new ArrayList<>())
                        .add(device);
            }
        }
        List<WindowsDriver> found = new ArrayList<>();
        units.forEach((ids, nodes) -> found.add(of(ids, nodes)));
        return found;
    }

    /** A unit is several devices: the one on the bus, and one for each collection that the HID driver makes of it. */
    private static WindowsDriver of(String ids, List<JsonNode> nodes) {
        JsonNode held = nodes.get(0);
        Holder holder = Holder.NONE;
        for (JsonNode node : nodes) {
            Holder one = holder(node);
            if (rank(one) > rank(holder)) {
                holder = one;
                held = node;
            }
        }
        return new WindowsDriver(ids, text(held, "name"), holder, words(holder, held));
    }

    /** What says more about the unit counts: a battery more than the HID device that it is. */
    private static int rank(Holder holder) {
        return switch (holder) {
            case NONE -> 0;
            case HID -> 1;
            case VENDOR -> 2;
            default -> 3;
        };
    }

    private static Holder holder(JsonNode node) {
        String service = text(node, "service").toLowerCase(Locale.ROOT);
        boolean apcupsd = (text(node, "maker") + text(node, "name"))
                .toLowerCase(Locale.ROOT)
                .contains("apcupsd");
        if (service.isEmpty() || node.path("errorCode").asInt(0) != 0) {
            return Holder.NONE;
        }
        return switch (service) {
            case "hidbatt" -> Holder.BATTERY;
            // The second only divides a composite device among other drivers.
            case "hidusb", "usbccgp" -> Holder.HID;
            case "winusb" -> apcupsd ? Holder.APCUPSD : Holder.WINUSB;
            case "libusb0", "libusbk" -> apcupsd ? Holder.APCUPSD : Holder.LIBUSB;
            default -> Holder.VENDOR;
        };
    }

    private static String words(Holder holder, JsonNode node) {
        String service = text(node, "service");
        String maker = text(node, "maker");
        return switch (holder) {
            case BATTERY ->
                "held by Windows' battery driver (" + service + "), which shares it: read it beside that"
                        + " (lastwatt.ups.type=usb), or through it (lastwatt.ups.type=windows, which gives less)."
                        + " Windows acts on this battery itself unless its power plan says otherwise; see 'lastwatt status'";
            case HID ->
                "held by Windows' HID driver (" + service + "), which shares it, and shown as no battery: read it with"
                        + " lastwatt.ups.type=usb; lastwatt.ups.type=windows does not see it";
            case WINUSB ->
                "held by WinUSB in the place of Windows' own driver: one program at a time may read it, with"
                        + " lastwatt.ups.usb.transport=usb4java. Windows shows no battery of it and does not act on it. "
                        + BACK;
            case APCUPSD ->
                "held by apcupsd's driver (" + service
                        + "): while apcupsd runs nothing else can read it; read it through"
                        + " that (lastwatt.ups.type=apcupsd), or stop apcupsd and set lastwatt.ups.usb.transport=usb4java. "
                        + BACK;
            case LIBUSB ->
                "held by " + service + " in the place of Windows' own driver: one program at a time may read it, with"
                        + " lastwatt.ups.usb.transport=usb4java. " + BACK;
            case VENDOR ->
                "held by the driver " + service + (maker.isEmpty() ? "" : " of " + maker)
                        + ", which only its own program can use: read it through a NUT server or apcupsd instead. "
                        + BACK;
            case NONE ->
                "held by no driver that runs"
                        + (node.path("errorCode").asInt(0) == 0
                                ? ""
                                : " (code " + node.path("errorCode").asInt(0) + " in Device Manager)")
                        + ": nothing can read it. " + BACK;
        };
    }

    /** Whether only libusb can read it. */
    public boolean needsUsb4Java() {
        return holder == Holder.WINUSB || holder == Holder.APCUPSD || holder == Holder.LIBUSB;
    }

    /** Whether it can be read directly at all. */
    public boolean isReadable() {
        return needsUsb4Java() || holder == Holder.BATTERY || holder == Holder.HID;
    }

    private static String text(JsonNode node, String field) {
        return Printable.line(node.path(field).asText(""), 200).strip();
    }
}
