/** Plays scenario files under several policies, in parallel, and says how they compare. */
@NullMarked
package dev.lastwatt.adapter.scenario.play;

import org.jspecify.annotations.NullMarked;
