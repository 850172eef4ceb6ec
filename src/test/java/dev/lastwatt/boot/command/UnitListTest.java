package dev.lastwatt.boot.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lastwatt.adapter.ups.usb.UsbUnit;
import dev.lastwatt.adapter.ups.usb.WindowsDriver;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitListTest {

    private static final UsbUnit UNIT = new UsbUnit(0x051d, 2, "3B1", "APC Back-UPS", "port 3", "");

    private static JsonNode device(String ids, String service) {
        return new JsonMapper()
                .createObjectNode()
                .put("id", "USB\\" + ids + "\\1")
                .put("service", service);
    }

    private static List<String> lines(List<UsbUnit> units, JsonNode... devices) {
        return UnitList.lines(units, WindowsDriver.of(List.of(devices)));
    }

    @Test
    void oneUnitNeedsNoIds() {
        assertThat(lines(List.of(UNIT)))
                .containsExactly("051d:0002  APC Back-UPS  port 3", "", "lastwatt.ups.type=usb", "");
    }

    @Test
    void driverThatHoldsItStandsBelowTheUnit() {
        List<String> lines = lines(List.of(UNIT), device("VID_051D&PID_0002", "HidUsb"));
        assertThat(lines.get(1)).startsWith("  held by Windows' HID driver");
        assertThat(lines).contains("lastwatt.ups.type=usb").noneMatch(l -> l.contains("vendor="));
    }

    @Test
    void unitThatOnlyWindowsSeesIsListedWithTheTransportThatItNeeds() {
        List<String> lines =
                lines(List.of(UNIT), device("VID_051D&PID_0002", "HidUsb"), device("VID_0463&PID_FFFF", "WinUSB"));
        assertThat(lines)
                .containsSubsequence(
                        "0463:ffff  (does not say)",
                        "lastwatt.ups.type=usb",
                        "lastwatt.ups.usb.transport=usb4java",
                        "lastwatt.ups.usb.vendor=0463",
                        "lastwatt.ups.usb.product=ffff");
        assertThat(lines).contains("lastwatt.ups.usb.serial=3B1");
    }

    @Test
    void unitThatWindowsOwnDriverHoldsHasItsSettingsToo() {
        assertThat(lines(List.of(), device("VID_051D&PID_0002", "HidUsb"))).contains("lastwatt.ups.type=usb");
    }

    @Test
    void unitThatNothingCanReadHasNoSettings() {
        assertThat(lines(List.of(), device("VID_051D&PID_0002", "ApcDriver")))
                .noneMatch(l -> l.startsWith("lastwatt."));
    }
}
