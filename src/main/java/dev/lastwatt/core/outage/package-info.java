/** The outage as a state machine. */
@NullMarked
package dev.lastwatt.core.outage;

import org.jspecify.annotations.NullMarked;
