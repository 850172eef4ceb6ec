/** What a UPS says, and what it amounts to: readings, plausibility, power state, remaining runtime. */
@NullMarked
package dev.lastwatt.core.power;

import org.jspecify.annotations.NullMarked;
