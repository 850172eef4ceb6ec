/** Reads a UPS from apcupsd by its network information protocol (NIS). */
@NullMarked
package dev.lastwatt.adapter.ups.apcupsd;

import org.jspecify.annotations.NullMarked;
