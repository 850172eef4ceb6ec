package dev.lastwatt.adapter.ups.usb;

import java.util.List;

/** A way to the units on this machine's USB. Safe for use by several threads. */
public interface UsbTransport {

    /** What it is called in the settings. */
    String name();

    /**
     * The UPSes that are attached now.
     *
     * @param settings units that these choose are looked at even if nothing else says that they are UPSes
     * @throws dev.lastwatt.adapter.ups.wire.ContactLost if USB itself cannot be used
     */
    List<UsbUnit> units(UsbSettings settings);

    /**
     * Takes a unit.
     *
     * @throws dev.lastwatt.adapter.ups.wire.ContactLost if it is gone, another program holds it, or rights are missing: then the
     *     detail names what to set
     */
    UsbConnection open(UsbUnit unit);
}
