package dev.lastwatt.core.stoptime;

import java.time.Duration;

/**
 * How long one stop is expected to take.
 *
 * @param median half of the stops are over by then
 * @param upper nearly all stops are over by then
 * @param samples how many measured stops the figures rest on
 * @param because the estimate explained in a few words
 */
public record StopTime(Duration median, Duration upper, int samples, String because) {}
