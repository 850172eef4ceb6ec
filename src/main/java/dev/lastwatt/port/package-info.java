/** What the application needs from outside. */
@NullMarked
package dev.lastwatt.port;

import org.jspecify.annotations.NullMarked;
