/** A UPS on this machine's USB port: HID Power Device class, read by usage, over usb4java or hid4java. */
@NullMarked
package dev.lastwatt.adapter.ups.usb;

import org.jspecify.annotations.NullMarked;
