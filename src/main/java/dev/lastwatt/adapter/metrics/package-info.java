/** What a monitoring system asks: metrics and health. */
@NullMarked
package dev.lastwatt.adapter.metrics;

import org.jspecify.annotations.NullMarked;
