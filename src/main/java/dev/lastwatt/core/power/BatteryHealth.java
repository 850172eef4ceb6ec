package dev.lastwatt.core.power;

/**
 * What a battery holds, as a share of a new one.
 *
 * @param low the share that it has at least, at the confidence of the estimate
 * @param middle the middle estimate
 */
public record BatteryHealth(double low, double middle) {}
