package dev.lastwatt.adapter.ups.usb;

import dev.lastwatt.adapter.ups.wire.ContactLost;
import dev.lastwatt.core.power.ContactLoss;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.usb4java.Context;
import org.usb4java.Device;
import org.usb4java.DeviceHandle;
import org.usb4java.LibUsb;

/**
 * A unit held by libusb. The process's end gives it back, too; if it is killed, the next connection takes it all the same and its end
 * brings the kernel's driver back. One call at a time, because libusb aborts the process when it is closed under a reader.
 */
final class Usb4JavaConnection implements UsbConnection {

    private static final int MILLIS = 500;
    private static final byte TO_HOST_OF_CLASS = (byte) 0xa1;
    private static final byte TO_DEVICE_OF_CLASS = 0x21;
    private static final byte TO_HOST_STANDARD = (byte) 0x81;
    private static final byte GET_DESCRIPTOR = 6;
    private static final byte GET_REPORT = 1;
    private static final byte SET_REPORT = 9;
    private static final int REPORT_DESCRIPTOR = 0x2200;

    private final Context context;
    private final DeviceHandle handle;
    private final int number;
    private final int endpoint;
    private final String unit;
    private final Thread atTheEnd = new Thread(this::release, "lastwatt-usb-release");
    private boolean open = true;

    private Usb4JavaConnection(Context context, DeviceHandle handle, int at, String unit) {
        this.context = context;
        this.handle = handle;
        this.number = at & 0xff;
        this.endpoint = at >> 8;
        this.unit = unit;
    }

    /** Takes the unit; the context is the connection's from then on. */
    static Usb4JavaConnection open(Context context, Device device, int at, UsbUnit unit) {
        DeviceHandle handle = new DeviceHandle();
        int answer = LibUsb.open(device, handle);
        if (answer != LibUsb.SUCCESS) {
            throw failure(answer, unit.ids());
        }
        Usb4JavaConnection connection = new Usb4JavaConnection(context, handle, at, unit.ids());
        // Not on Windows and macOS, which claim without.
        LibUsb.setAutoDetachKernelDriver(handle, true);
        answer = LibUsb.claimInterface(handle, connection.number);
        if (answer != LibUsb.SUCCESS) {
            LibUsb.close(handle);
            throw failure(answer, unit.ids());
        }
        try {
            Runtime.getRuntime().addShutdownHook(connection.atTheEnd);
        } catch (IllegalStateException e) {
            connection.giveBack();
            throw UsbAccess.unusable("the program ends");
        }
        return connection;
    }

    private static ContactLost failure(int answer, String unit) {
        return switch (answer) {
            case LibUsb.ERROR_ACCESS -> UsbAccess.denied(unit);
            case LibUsb.ERROR_BUSY -> UsbAccess.busy(unit);
            case LibUsb.ERROR_NO_DEVICE, LibUsb.ERROR_NOT_FOUND -> UsbAccess.gone(unit);
            case LibUsb.ERROR_NOT_SUPPORTED ->
                UsbAccess.unusable(unit + ": its driver is not one that libusb knows; set the transport to hid4java");
            default -> ContactLost.because(ContactLoss.SILENT, unit + ": " + LibUsb.errorName(answer));
        };
    }

    @Override
    public synchronized byte[] reportDescriptor() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(ReportDescriptor.LONGEST);
        int got = transfer(TO_HOST_STANDARD, GET_DESCRIPTOR, REPORT_DESCRIPTOR, buffer, 2 * MILLIS);
        if (got <= 0) {
            throw ContactLost.because(ContactLoss.SILENT, unit + ": it does not describe its reports");
        }
        return bytes(buffer, 0, got);
    }

    @Override
    public synchronized byte @Nullable [] report(ReportType type, int id, int length, int longest) {
        int bytes = length + (id == 0 ? 0 : 1);
        // Windows answers only who leaves room for the longest report.
        ByteBuffer buffer = ByteBuffer.allocateDirect(UsbAccess.isWindows() ? Math.max(bytes, longest) : bytes);
        int got = transfer(TO_HOST_OF_CLASS, GET_REPORT, type.code() << 8 | id, buffer, MILLIS);
        if (got <= 0) {
            return null;
        }
        return bytes(buffer, id == 0 ? 0 : 1, got);
    }

    @Override
    public synchronized byte @Nullable [] nextInput() {
        if (endpoint == 0) {
            return null;
        }
        checkOpen();
        ByteBuffer buffer = ByteBuffer.allocateDirect(64);
        IntBuffer got = IntBuffer.allocate(1);
        int answer = LibUsb.interruptTransfer(handle, (byte) endpoint, buffer, got, 1);
        if (answer == LibUsb.ERROR_NO_DEVICE) {
            throw UsbAccess.gone(unit);
        }
        return answer == LibUsb.SUCCESS && got.get(0) > 0 ? bytes(buffer, 0, got.get(0)) : null;
    }

    @Override
    public synchronized boolean write(int id, byte[] report) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(report.length + (id == 0 ? 0 : 1));
        if (id != 0) {
            buffer.put((byte) id);
        }
        buffer.put(report).rewind();
        return transfer(TO_DEVICE_OF_CLASS, SET_REPORT, ReportType.FEATURE.code() << 8 | id, buffer, 2 * MILLIS) >= 0;
    }

    private int transfer(byte kind, byte request, int value, ByteBuffer buffer, int millis) {
        checkOpen();
        int got = LibUsb.controlTransfer(handle, kind, request, (short) value, (short) number, buffer, millis);
        if (got == LibUsb.ERROR_NO_DEVICE) {
            throw UsbAccess.gone(unit);
        }
        return got;
    }

    private void checkOpen() {
        if (!open) {
            throw UsbAccess.gone(unit);
        }
    }

    private static byte[] bytes(ByteBuffer buffer, int from, int to) {
        byte[] all = new byte[Math.min(to, buffer.capacity())];
        buffer.get(0, all);
        return Arrays.copyOfRange(all, Math.min(from, all.length), all.length);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atTheEnd);
        } catch (IllegalStateException e) {
            // The program ends: the hook does it.
        }
        release();
    }

    private synchronized void release() {
        if (open) {
            giveBack();
        }
    }

    private void giveBack() {
        open = false;
        LibUsb.releaseInterface(handle, number);
        // Also after a predecessor that was killed, when there was nothing to detach and hence is nothing to attach by
        // itself.
        LibUsb.attachKernelDriver(handle, number);
        LibUsb.close(handle);
        LibUsb.exit(context);
    }
}
