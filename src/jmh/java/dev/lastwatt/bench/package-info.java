/** Benchmarks of the core: how long a plan takes, by the number of guests. */
@NullMarked
package dev.lastwatt.bench;

import org.jspecify.annotations.NullMarked;
