package dev.lastwatt.core.plan;

import dev.lastwatt.core.guest.GuestId;

/**
 * A running guest that the plan does not stop: Windows does, with Hyper-V's automatic stop action, when the host goes down.
 *
 * @param why for people
 */
public record LeftAlone(GuestId guest, String name, String why) {}
