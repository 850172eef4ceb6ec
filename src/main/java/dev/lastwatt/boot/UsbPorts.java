package dev.lastwatt.boot;

import dev.lastwatt.adapter.time.SystemTimebase;
import dev.lastwatt.adapter.ups.usb.Hid4JavaTransport;
import dev.lastwatt.adapter.ups.usb.Usb4JavaTransport;
import dev.lastwatt.adapter.ups.usb.UsbSettings;
import dev.lastwatt.adapter.ups.usb.UsbSource;
import dev.lastwatt.adapter.ups.usb.UsbTransport;
import dev.lastwatt.adapter.ups.usb.UsbUnit;
import dev.lastwatt.port.Timebase;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** UPSes on this machine's USB, as the settings choose them. */
public final class UsbPorts {

    private UsbPorts() {}

    /** The unit that the settings mean. */
    public static UsbSource source(Settings settings) {
        Settings.Ups ups = settings.ups();
        return source(ups, new SystemTimebase());
    }

    static UsbSource source(Settings.Ups ups, Timebase time) {
        return new UsbSource(chosen(ups), transport(ups.usb().transport()), time);
    }

    /** Every UPS that is attached. */
    public static List<UsbUnit> units(Settings settings) {
        return transport(settings.ups().usb().transport()).units(chosen(settings.ups()));
    }

    private static UsbSettings chosen(Settings.Ups ups) {
        Settings.Usb given = ups.usb();
        return new UsbSettings(
                number("lastwatt.ups.usb.vendor", given.vendor()),
                number("lastwatt.ups.usb.product", given.product()),
                given.serial().orElse(null),
                ups.readTimeout());
    }

    private static OptionalInt number(String setting, Optional<String> text) {
        return text.map(t -> OptionalInt.of(UsbSettings.id(setting, t))).orElse(OptionalInt.empty());
    }

    /** By itself the way that leaves the system's driver where it is, except on Linux, where the system needs no driver for it. */
    private static UsbTransport transport(Settings.UsbWay way) {
        return switch (way) {
            case USB4JAVA -> new Usb4JavaTransport();
            case HID4JAVA -> new Hid4JavaTransport();
            case AUTO ->
                System.getProperty("os.name", "").startsWith("Linux")
                        ? new Usb4JavaTransport()
                        : new Hid4JavaTransport();
        };
    }
}
