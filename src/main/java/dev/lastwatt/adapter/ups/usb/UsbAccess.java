package dev.lastwatt.adapter.ups.usb;

import dev.lastwatt.adapter.ups.wire.ContactLost;
import dev.lastwatt.adapter.ups.wire.UpsSetting;
import dev.lastwatt.core.power.ContactLoss;

/** Why a unit cannot be had, and what to do about it. */
final class UsbAccess {

    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    private UsbAccess() {}

    static boolean isWindows() {
        return WINDOWS;
    }

    static ContactLost denied(String unit) {
        return ContactLost.because(
                ContactLoss.DENIED,
                unit + ": no right to open it. "
                        + (WINDOWS
                                ? "Run the service as LocalSystem; see native/README.md"
                                : "Install native/linux/70-lastwatt-usb.rules in /etc/udev/rules.d, then replug"));
    }

    static ContactLost busy(String unit) {
        return ContactLost.because(
                ContactLoss.REFUSED,
                unit + ": another program holds it (NUT, apcupsd, a vendor's): stop that, or read it through that");
    }

    static ContactLost gone(String unit) {
        return ContactLost.because(ContactLoss.NOT_READY, unit + ": unplugged");
    }

    static ContactLost unusable(String what) {
        return ContactLost.because(ContactLoss.NOT_READY, what, UpsSetting.USB);
    }
}
