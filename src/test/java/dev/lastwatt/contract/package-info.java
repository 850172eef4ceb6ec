/** One abstract test for each port, run against every adapter and every fake. */
@NullMarked
package dev.lastwatt.contract;

import org.jspecify.annotations.NullMarked;
