/** Lastwatt: shuts a Hyper-V host and its guests down inside the battery's real runtime. */
@NullMarked
package dev.lastwatt;

import org.jspecify.annotations.NullMarked;
