/** Stand-ins for what is outside, in memory. */
@NullMarked
package dev.lastwatt.fake;

import org.jspecify.annotations.NullMarked;
