/**
 * Outage scenarios: the file format {@code lastwatt-scenario/1}, and the one interface through which a simulated host and a
 * simulated UPS meet.
 */
@NullMarked
package dev.lastwatt.adapter.scenario;

import org.jspecify.annotations.NullMarked;
