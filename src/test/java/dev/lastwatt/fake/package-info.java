/** Stand-ins that tests drive by hand. */
@NullMarked
package dev.lastwatt.fake;

import org.jspecify.annotations.NullMarked;
