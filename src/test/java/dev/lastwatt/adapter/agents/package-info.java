/** Tests of how others who act on the host are found. */
@NullMarked
package dev.lastwatt.adapter.agents;

import org.jspecify.annotations.NullMarked;
