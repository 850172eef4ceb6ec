/** Tests of the control channel. */
@NullMarked
package dev.lastwatt.adapter.control;

import org.jspecify.annotations.NullMarked;
