/** The facts of a run, and how a run is found again in them. */
@NullMarked
package dev.lastwatt.core.journal;

import org.jspecify.annotations.NullMarked;
