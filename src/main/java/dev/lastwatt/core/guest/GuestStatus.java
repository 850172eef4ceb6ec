package dev.lastwatt.core.guest;

/**
 * What a fresh look at one guest shows during a run: less than the inventory, and cheap.
 *
 * @param id which guest
 * @param state its state now
 * @param heartbeat whether its operating system is alive
 */
public record GuestStatus(GuestId id, GuestState state, Heartbeat heartbeat) {}
