package dev.lastwatt.adapter.ups.usb;

import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Which unit is read.
 *
 * @param vendor its USB vendor, of several units
 * @param product its USB product, of several
 * @param serial its serial number, of several alike
 * @param readTimeout the longest time for one reading
 */
public record UsbSettings(
        OptionalInt vendor, OptionalInt product, @Nullable String serial, Duration readTimeout) {

    /** Checks the time. */
    public UsbSettings {
        if (readTimeout.isNegative() || readTimeout.isZero()) {
            throw new IllegalArgumentException("lastwatt.ups.read-timeout must be positive");
        }
    }

    /** The only one there is, in at most 2 s. */
    public static UsbSettings only() {
        return new UsbSettings(OptionalInt.empty(), OptionalInt.empty(), null, Duration.ofSeconds(2));
    }

    /**
     * A USB vendor or product as people write it: four hexadecimal digits.
     *
     * @throws IllegalArgumentException naming the setting
     */
    public static int id(String setting, String text) {
        try {
            int id = Integer.parseInt(text.strip().replaceFirst("^0[xX]", ""), 16);
            if (id >= 0 && id <= 0xffff) {
                return id;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException(
                setting + " is " + text + "; give the four hexadecimal digits, such as 051d");
    }

    /** Whether this is the unit meant. */
    boolean mean(UsbUnit unit) {
        return meanIds(unit.vendor(), unit.product()) && (serial == null || serial.equals(unit.serial()));
    }

    /** Whether units of this kind are meant. */
    boolean meanIds(int vendorId, int productId) {
        return vendor.orElse(vendorId) == vendorId && product.orElse(productId) == productId;
    }

    /** Whether these name a vendor, so that its units are UPSes whatever else is known. */
    boolean nameVendor() {
        return vendor.isPresent();
    }
}
