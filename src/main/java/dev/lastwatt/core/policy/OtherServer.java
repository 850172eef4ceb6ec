package dev.lastwatt.core.policy;

import java.time.Duration;

/**
 * Another server on the same UPS, with a master of its own (apcupsd, upsd).
 *
 * @param name for people
 * @param needs from the first stop on this host until that server is down
 */
public record OtherServer(String name, Duration needs) {}
