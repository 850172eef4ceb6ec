/** The arithmetic: who must begin to stop when, so that all are down before the battery is empty. */
@NullMarked
package dev.lastwatt.core.plan;

import org.jspecify.annotations.NullMarked;
