/** The time the product lives in: the real one, and a faster one for the demonstration. */
@NullMarked
package dev.lastwatt.adapter.time;

import org.jspecify.annotations.NullMarked;
