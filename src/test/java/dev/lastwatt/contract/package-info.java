/** One abstract test for each port, which every adapter and the fake must pass. */
@NullMarked
package dev.lastwatt.contract;

import org.jspecify.annotations.NullMarked;
