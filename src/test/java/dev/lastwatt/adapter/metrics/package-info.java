/** Tests of metrics and health. */
@NullMarked
package dev.lastwatt.adapter.metrics;

import org.jspecify.annotations.NullMarked;
