/** Holds the documentation to the code. */
@NullMarked
package dev.lastwatt.docs;

import org.jspecify.annotations.NullMarked;
