package dev.lastwatt.adapter.ups.usb;

import dev.lastwatt.adapter.ups.wire.ContactLost;
import dev.lastwatt.adapter.ups.wire.Printable;
import dev.lastwatt.core.power.ContactLoss;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hid4java.HidDevice;
import org.hid4java.HidManager;
import org.hid4java.HidServices;
import org.hid4java.HidServicesSpecification;
import org.hid4java.ScanMode;
import org.jspecify.annotations.Nullable;

/** Units by hidapi: beside the operating system's own driver, which keeps them. */
public final class Hid4JavaTransport implements UsbTransport {

    @Override
    public String name() {
        return "hid4java";
    }

    @Override
    public List<UsbUnit> units(UsbSettings settings) {
        List<UsbUnit> units = new ArrayList<>();
        for (HidDevice device : devices()) {
            int vendor = device.getVendorId() & 0xffff;
            int product = device.getProductId() & 0xffff;
            boolean power = (device.getUsagePage() & 0xffff) == Usages.POWER_PAGE
                    || Vendor.isKnown(vendor)
                    || settings.nameVendor() && settings.meanIds(vendor, product);
            if (power) {
                units.add(new UsbUnit(
                        vendor,
                        product,
                        text(device.getSerialNumber()),
                        (text(device.getManufacturer()) + " " + text(device.getProduct())).strip(),
                        text(device.getPath()),
                        isDenied(device.getPath())
                                ? String.valueOf(UsbAccess.denied(String.format("%04x:%04x", vendor, product))
                                        .getMessage())
                                : ""));
            }
        }
        return units;
    }

    @Override
    public UsbConnection open(UsbUnit unit) {
        for (HidDevice device : devices()) {
            if (text(device.getPath()).equals(unit.place())) {
                if (isDenied(device.getPath())) {
                    throw UsbAccess.denied(unit.ids());
                }
                if (!device.open()) {
                    throw UsbAccess.isWindows() ? UsbAccess.denied(unit.ids()) : UsbAccess.busy(unit.ids());
                }
                return new Held(device, unit.ids());
            }
        }
        throw UsbAccess.gone(unit.ids());
    }

    private static List<HidDevice> devices() {
        try {
            HidServicesSpecification plain = new HidServicesSpecification();
            plain.setAutoStart(false);
            plain.setAutoShutdown(false);
            plain.setAutoDataRead(false);
            plain.setScanMode(ScanMode.NO_SCAN);
            HidServices services = HidManager.getHidServices(plain);
            return services.getAttachedHidDevices();
        } catch (LinkageError | RuntimeException e) {
            throw UsbAccess.unusable("hid4java cannot load its library here (" + e.getMessage() + ")");
        }
    }

    private static boolean isDenied(@Nullable String path) {
        if (path == null || !path.startsWith("/dev/")) {
            return false;
        }
        Path node = Path.of(path);
        return Files.exists(node) && !(Files.isReadable(node) && Files.isWritable(node));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : Printable.line(text, 200).strip();
    }

    private static final class Held implements UsbConnection {

        private final HidDevice device;
        private final String unit;
        private boolean open = true;

        Held(HidDevice device, String unit) {
            this.device = device;
            this.unit = unit;
        }

        @Override
        public synchronized byte[] reportDescriptor() {
            checkOpen();
            byte[] buffer = new byte[ReportDescriptor.LONGEST];
            int got = device.getReportDescriptor(buffer);
            if (got <= 0) {
                throw ContactLost.because(ContactLoss.SILENT, unit + ": it does not describe its reports");
            }
            return Arrays.copyOf(buffer, Math.min(got, buffer.length));
        }

        @Override
        public synchronized byte @Nullable [] report(ReportType type, int id, int length, int longest) {
            checkOpen();
            if (type != ReportType.FEATURE) {
                return null;
            }
            byte[] buffer = new byte[Math.max(length + 1, longest)];
            int got = device.getFeatureReport(buffer, (byte) id);
            if (got <= 1) {
                return null;
            }
            // The count has the id in it, the bytes have not.
            return Arrays.copyOf(buffer, Math.min(Math.min(got - 1, length), buffer.length));
        }

        @Override
        public synchronized byte @Nullable [] nextInput() {
            checkOpen();
            byte[] buffer = new byte[64];
            int got = device.read(buffer, 1);
            if (got < 0) {
                throw UsbAccess.gone(unit);
            }
            return got == 0 ? null : Arrays.copyOf(buffer, Math.min(got, buffer.length));
        }

        @Override
        public synchronized boolean write(int id, byte[] report) {
            checkOpen();
            return device.sendFeatureReport(report, (byte) id) >= 0;
        }

        private void checkOpen() {
            if (!open) {
                throw UsbAccess.gone(unit);
            }
        }

        @Override
        public synchronized void close() {
            if (open) {
                open = false;
                device.close();
            }
        }
    }
}
