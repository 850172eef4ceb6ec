/** The adapters that the HTTP server serves, run with an engine that tests drive. */
@NullMarked
package dev.lastwatt.served;

import org.jspecify.annotations.NullMarked;
