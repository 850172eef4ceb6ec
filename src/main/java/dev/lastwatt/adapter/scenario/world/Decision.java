package dev.lastwatt.adapter.scenario.world;

import org.jspecify.annotations.Nullable;

/**
 * One decision of a policy.
 *
 * @param at seconds since the power failure
 * @param guest the guest's name, null for {@link Action#HOST_OFF}
 */
public record Decision(double at, Action action, @Nullable String guest) {}
