/** What the UPS adapters that speak TCP share: a deadline over a whole exchange, bounded input, failures told apart. */
@NullMarked
package dev.lastwatt.adapter.ups.wire;

import org.jspecify.annotations.NullMarked;
