/** Tests of samples as JSON Lines. */
@NullMarked
package dev.lastwatt.adapter.samples;

import org.jspecify.annotations.NullMarked;
