/** How a command on this host proves to the running service that it may act. */
@NullMarked
package dev.lastwatt.adapter.control;

import org.jspecify.annotations.NullMarked;
