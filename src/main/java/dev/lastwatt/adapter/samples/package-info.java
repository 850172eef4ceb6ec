/** Measured stops as JSON Lines, to be carried from one installation to another and to be computed with elsewhere. */
@NullMarked
package dev.lastwatt.adapter.samples;

import org.jspecify.annotations.NullMarked;
