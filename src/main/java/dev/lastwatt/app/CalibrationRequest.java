package dev.lastwatt.app;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A calibration as an administrator asks for it.
 *
 * @param until the end of the window, null for that of the policy's open maintenance window
 * @param byHand a person pulls the plug, also where the UPS has a command
 * @param othersTold the other servers on the UPS are ready, or their administrators told
 * @param dry only say what would be done, or what speaks against it
 * @param by who asks
 */
public record CalibrationRequest(@Nullable Instant until, boolean byHand, boolean othersTold, boolean dry, String by) {}
