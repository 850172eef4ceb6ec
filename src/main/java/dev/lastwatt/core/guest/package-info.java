/** Virtual machines: identity, state, stop methods and the graph of who depends on whom. */
@NullMarked
package dev.lastwatt.core.guest;

import org.jspecify.annotations.NullMarked;
