@NullMarked
package dev.lastwatt.adapter.ups.simulated;

import org.jspecify.annotations.NullMarked;
