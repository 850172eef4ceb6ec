/** Finds who else on this host would shut it down on battery: Windows itself, apcupsd, upsmon, PowerChute. */
@NullMarked
package dev.lastwatt.adapter.agents;

import org.jspecify.annotations.NullMarked;
