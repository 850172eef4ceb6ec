package dev.lastwatt.adapter.ups.usb;

import org.jspecify.annotations.Nullable;

/**
 * A unit that is held. Reports go without their ids. Each call takes at most the time it is given, or half a second. Safe for use by
 * several threads; whatever is called after {@link #close} fails.
 */
interface UsbConnection extends AutoCloseable {

    /**
     * What the unit's reports look like.
     *
     * @throws dev.lastwatt.adapter.ups.wire.ContactLost if it does not say
     */
    byte[] reportDescriptor();

    /**
     * Asks for a report.
     *
     * @param length its length without the id
     * @param longest the length of the longest report of that type with its id
     * @return the report; {@code null} if the unit refuses this one, does not answer in time, or cannot be asked that way
     * @throws dev.lastwatt.adapter.ups.wire.ContactLost if the unit is gone
     */
    byte @Nullable [] report(ReportType type, int id, int length, int longest);

    /**
     * What the unit said by itself since, the oldest first, with its id if the unit's reports have ids.
     *
     * @return {@code null} if there is nothing
     * @throws dev.lastwatt.adapter.ups.wire.ContactLost if the unit is gone
     */
    byte @Nullable [] nextInput();

    /**
     * Writes a feature report.
     *
     * @return whether the unit took it
     * @throws dev.lastwatt.adapter.ups.wire.ContactLost if the unit is gone
     */
    boolean write(int id, byte[] report);

    /** Gives the unit back to the operating system. Never throws. */
    @Override
    void close();
}
