/** The packaged program, started as its users start it. Run after packaging. */
@NullMarked
package dev.lastwatt.packaged;

import org.jspecify.annotations.NullMarked;
