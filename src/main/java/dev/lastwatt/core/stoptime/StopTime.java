package dev.lastwatt.core.stoptime;

import java.time.Duration;

/**
 * How long one stop is expected to take, given that it ends.
 *
 * @param median half of the stops are over by then
 * @param upper 95 % of the stops are over by then
 * @param extreme 99 % of the stops are over by then
 * @param hang probability that the stop never ends, 0 to 1
 * @param samples how many measured stops the figures rest on
 * @param because the estimate explained in a sentence
 */
public record StopTime(Duration median, Duration upper, Duration extreme, double hang, int samples, String because) {}
