package dev.lastwatt.port;

import dev.lastwatt.core.guest.AutomaticSetting;
import dev.lastwatt.core.guest.GuestId;

/** What the hypervisor does with guests by itself, to be changed. Reading it is part of the inventory. */
@FunctionalInterface
public interface GuestSettings {

    /**
     * Sets one setting of one guest and leaves the others, in bounded time. That it cannot be done is an answer and not an exception:
     * some versions of Hyper-V refuse to change the stop action of a guest that is not off.
     *
     * @param value in Hyper-V's words; whole seconds for a delay
     */
    SettingAnswer change(GuestId id, AutomaticSetting setting, String value);
}
