/** The server's certificate. */
@NullMarked
package dev.lastwatt.adapter.https;

import org.jspecify.annotations.NullMarked;
