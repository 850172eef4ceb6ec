/** A UPS that exists only in time: its battery, its gauge with the lies gauges tell, its outages. */
@NullMarked
package dev.lastwatt.adapter.ups.simulated;

import org.jspecify.annotations.NullMarked;
