/** The UPS on the host's own USB port, as Windows' battery driver shows it: nothing has to be installed for it. */
@NullMarked
package dev.lastwatt.adapter.ups.windows;

import org.jspecify.annotations.NullMarked;
