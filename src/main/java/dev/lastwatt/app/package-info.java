/** Use cases: watch, decide, execute, recover. */
@NullMarked
package dev.lastwatt.app;

import org.jspecify.annotations.NullMarked;
