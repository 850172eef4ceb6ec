/** Reads a UPS from a NUT server (upsd) by the protocol of RFC 9271. */
@NullMarked
package dev.lastwatt.adapter.ups.nut;

import org.jspecify.annotations.NullMarked;
