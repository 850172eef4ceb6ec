/** Drills: one guest stopped, timed and started again, inside a window. */
@NullMarked
package dev.lastwatt.core.drill;

import org.jspecify.annotations.NullMarked;
