/** The bound that policies are measured against: it knows every duration, the battery and the end of the outage. */
@NullMarked
package dev.lastwatt.adapter.scenario.oracle;

import org.jspecify.annotations.NullMarked;
