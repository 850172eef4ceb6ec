/** Programs that measure, run by hand; {@code docs/measurements.md} says how. No tests: their figures depend on the machine. */
@NullMarked
package dev.lastwatt.bench;

import org.jspecify.annotations.NullMarked;
