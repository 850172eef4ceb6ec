/** The composition root: settings, wiring, threads, and the program's entry. */
@NullMarked
package dev.lastwatt.boot;

import org.jspecify.annotations.NullMarked;
