package dev.lastwatt.adapter.ups.usb;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.usb4java.ConfigDescriptor;
import org.usb4java.Context;
import org.usb4java.Device;
import org.usb4java.DeviceDescriptor;
import org.usb4java.DeviceHandle;
import org.usb4java.DeviceList;
import org.usb4java.Interface;
import org.usb4java.InterfaceDescriptor;
import org.usb4java.LibUsb;

/**
 * Units by libusb: the kernel's own driver is asked to let go of them meanwhile. Each search has a context of its own, because an
 * old one never hears of a replugged unit where no udev runs.
 */
public final class Usb4JavaTransport implements UsbTransport {

    private static final int HID = 3;
    private static final Path SYSFS = Path.of("/sys/bus/usb/devices");

    @Override
    public String name() {
        return "usb4java";
    }

    @Override
    public List<UsbUnit> units(UsbSettings settings) {
        Context context = begin();
        try {
            List<UsbUnit> units = new ArrayList<>();
            each(context, (device, ids) -> {
                Integer endpoint = hidInterface(device);
                boolean known = Vendor.isKnown(ids.idVendor() & 0xffff)
                        || settings.nameVendor() && settings.meanIds(ids.idVendor() & 0xffff, ids.idProduct() & 0xffff)
                        || isPowerDevice(device);
                if (endpoint != null && known) {
                    units.add(described(device, ids));
                }
                return false;
            });
            return units;
        } finally {
            LibUsb.exit(context);
        }
    }

    @Override
    public UsbConnection open(UsbUnit unit) {
        Context context = begin();
        Usb4JavaConnection[] opened = new Usb4JavaConnection[1];
        try {
            each(context, (device, ids) -> {
                if (!place(device).equals(unit.place())
                        || (ids.idVendor() & 0xffff) != unit.vendor()
                        || (ids.idProduct() & 0xffff) != unit.product()) {
                    return false;
                }
                Integer at = hidInterface(device);
                if (at == null) {
                    return false;
                }
                opened[0] = Usb4JavaConnection.open(context, device, at, unit);
                return true;
            });
            if (opened[0] == null) {
                throw UsbAccess.gone(unit.ids());
            }
            return opened[0];
        } finally {
            if (opened[0] == null) {
                LibUsb.exit(context);
            }
        }
    }

    private static Context begin() {
        Context context = new Context();
        int answer;
        try {
            answer = LibUsb.init(context);
        } catch (LinkageError | RuntimeException e) {
            throw UsbAccess.unusable("usb4java cannot load its library here (" + e.getMessage() + ")");
        }
        if (answer != LibUsb.SUCCESS) {
            throw UsbAccess.unusable("USB cannot be used: " + LibUsb.errorName(answer));
        }
        return context;
    }

    private interface Look {
        boolean done(Device device, DeviceDescriptor ids);
    }

    private static void each(Context context, Look look) {
        DeviceList list = new DeviceList();
        int answer = LibUsb.getDeviceList(context, list);
        if (answer < 0) {
            throw UsbAccess.unusable("USB cannot be used: " + LibUsb.errorName(answer));
        }
        try {
            for (Device device : list) {
                DeviceDescriptor ids = new DeviceDescriptor();
                if (LibUsb.getDeviceDescriptor(device, ids) == LibUsb.SUCCESS && look.done(device, ids)) {
                    return;
                }
            }
        } finally {
            LibUsb.freeDeviceList(list, true);
        }
    }

    /** The number of the unit's HID interface in the low byte, its input endpoint in the next; null where it has none. */
    private static @Nullable Integer hidInterface(Device device) {
        ConfigDescriptor configuration = new ConfigDescriptor();
        if (LibUsb.getActiveConfigDescriptor(device, configuration) != LibUsb.SUCCESS) {
            return null;
        }
        try {
            for (Interface one : configuration.iface()) {
                for (InterfaceDescriptor setting : one.altsetting()) {
                    if (setting.bInterfaceClass() != HID) {
                        continue;
                    }
                    int endpoint = 0;
                    for (var e : setting.endpoint()) {
                        if ((e.bEndpointAddress() & 0x80) != 0 && (e.bmAttributes() & 3) == 3) {
                            endpoint = e.bEndpointAddress() & 0xff;
                        }
                    }
                    return setting.bInterfaceNumber() & 0xff | endpoint << 8;
                }
            }
            return null;
        } finally {
            LibUsb.freeConfigDescriptor(configuration);
        }
    }

    private static UsbUnit described(Device device, DeviceDescriptor ids) {
        int vendor = ids.idVendor() & 0xffff;
        int product = ids.idProduct() & 0xffff;
        DeviceHandle handle = new DeviceHandle();
        int answer = LibUsb.open(device, handle);
        if (answer != LibUsb.SUCCESS) {
            String unit = String.format("%04x:%04x", vendor, product);
            String problem = answer == LibUsb.ERROR_ACCESS
                    ? UsbAccess.denied(unit).getMessage()
                    : "cannot be opened: " + LibUsb.errorName(answer);
            return new UsbUnit(vendor, product, "", "", place(device), Objects.requireNonNullElse(problem, ""));
        }
        try {
            return new UsbUnit(
                    vendor,
                    product,
                    string(handle, ids.iSerialNumber()),
                    (string(handle, ids.iManufacturer()) + " " + string(handle, ids.iProduct())).strip(),
                    place(device),
                    "");
        } finally {
            LibUsb.close(handle);
        }
    }

    private static String string(DeviceHandle handle, byte index) {
        if (index == 0) {
            return "";
        }
        String text = LibUsb.getStringDescriptor(handle, index);
        return text == null
                ? ""
                : dev.lastwatt.adapter.ups.wire.Printable.line(text, 100).strip();
    }

    private static String place(Device device) {
        return "bus " + LibUsb.getBusNumber(device) + " device " + LibUsb.getDeviceAddress(device);
    }

    /** By what Linux shows to everybody; elsewhere nothing is known. */
    private static boolean isPowerDevice(Device device) {
        String name = place(device);
        try (DirectoryStream<Path> devices = Files.newDirectoryStream(SYSFS, "[0-9]*-*:*")) {
            for (Path one : devices) {
                Path unit = SYSFS.resolve(one.getFileName().toString().replaceFirst(":.*", ""));
                if (!name.equals("bus " + number(unit, "busnum") + " device " + number(unit, "devnum"))) {
                    continue;
                }
                try (DirectoryStream<Path> drivers = Files.newDirectoryStream(one, "[0-9A-F]*:*.*")) {
                    for (Path hid : drivers) {
                        byte[] descriptor = Files.readAllBytes(hid.resolve("report_descriptor"));
                        if (ReportDescriptor.parse(descriptor).isPowerDevice()) {
                            return true;
                        }
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            return false;
        }
        return false;
    }

    private static String number(Path unit, String file) throws IOException {
        return Files.readString(unit.resolve(file)).strip();
    }
}
