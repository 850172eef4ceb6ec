/** Tests. */
@NullMarked
package dev.lastwatt.adapter.rest.access;

import org.jspecify.annotations.NullMarked;
