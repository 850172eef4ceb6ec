/** The power switch of the host, one for each operating system, and one that only records what it is asked. */
@NullMarked
package dev.lastwatt.adapter.host;

import org.jspecify.annotations.NullMarked;
