package dev.lastwatt.adapter.ups.usb;

/**
 * A UPS as it is found on USB.
 *
 * @param vendor USB vendor
 * @param product USB product
 * @param serial its serial number; empty where it has none or may not be asked
 * @param model what it calls itself; empty where it may not be asked
 * @param place where it is attached, in the words of the transport
 * @param problem why it cannot be opened; empty where it can, as far as is known
 */
public record UsbUnit(int vendor, int product, String serial, String model, String place, String problem) {

    /** Vendor and product as they are written everywhere: {@code 051d:0002}. */
    public String ids() {
        return String.format("%04x:%04x", vendor, product);
    }
}
