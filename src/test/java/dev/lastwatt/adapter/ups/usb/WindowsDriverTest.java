package dev.lastwatt.adapter.ups.usb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastwatt.adapter.ups.usb.WindowsDriver.Holder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who holds a unit, by what Windows says of its devices. */
class WindowsDriverTest {

    private static final String ON_THE_BUS = "USB\\VID_051D&PID_0002\\3B1234";

    private static ObjectNode device(String id, String service) {
        return new JsonMapper()
                .createObjectNode()
                .put("id", id)
                .put("service", service)
                .put("name", "APC UPS");
    }

    private static WindowsDriver only(JsonNode... devices) {
        List<WindowsDriver> found = WindowsDriver.of(List.of(devices));
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void batteryThatTheHidDriverShowsIsHeldByWindowsBatteryDriver() {
        WindowsDriver driver =
                only(device(ON_THE_BUS, "HidUsb"), device("HID\\VID_051D&PID_0002\\6&1&0&0000", "HidBatt"));
        assertThat(driver.ids()).isEqualTo("051d:0002");
        assertThat(driver.holder()).isEqualTo(Holder.BATTERY);
        assertThat(driver.words())
                .contains("lastwatt.ups.type=usb", "lastwatt.ups.type=windows", "acts on this battery");
        assertThat(driver.needsUsb4Java()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "HidUsb, HID, lastwatt.ups.type=usb",
        "WinUSB, WINUSB, lastwatt.ups.usb.transport=usb4java",
        "libusbK, LIBUSB, lastwatt.ups.usb.transport=usb4java",
        "libusb0, LIBUSB, one program at a time",
        "EatonUsb, VENDOR, only its own program",
        "'', NONE, nothing can read it"
    })
    void eachDriverIsNamedWithWhatFollows(String service, Holder holder, String follows) {
        WindowsDriver driver = only(device(ON_THE_BUS, service));
        assertThat(driver.holder()).isEqualTo(holder);
        assertThat(driver.words()).contains(follows);
    }

    @Test
    void driverOfApcupsdIsToldFromWinUsbByItsMaker() {
        WindowsDriver driver = only(device(ON_THE_BUS, "WinUSB").put("maker", "Apcupsd (www.apcupsd.org)"));
        assertThat(driver.holder()).isEqualTo(Holder.APCUPSD);
        assertThat(driver.words()).contains("lastwatt.ups.type=apcupsd");
    }

    @Test
    void driverThatDoesNotRunHoldsNothing() {
        WindowsDriver driver = only(device(ON_THE_BUS, "WinUSB").put("errorCode", 28));
        assertThat(driver.holder()).isEqualTo(Holder.NONE);
        assertThat(driver.words()).contains("code 28");
    }

    @Test
    void compositeDeviceIsWhatHoldsItsPart() {
        assertThat(only(
                                device("USB\\VID_051D&PID_0003\\5", "usbccgp"),
                                device("USB\\VID_051D&PID_0003&MI_00\\6&0&0", "WinUSB"))
                        .holder())
                .isEqualTo(Holder.WINUSB);
    }

    @Test
    void whatHasNoIdsOfUsbIsLeftOut() {
        assertThat(WindowsDriver.of(List.of(
                        device("ACPI\\PNP0C0A\\1", "CmBatt"),
                        new JsonMapper().createObjectNode(),
                        new JsonMapper().nullNode())))
                .isEmpty();
    }
}
