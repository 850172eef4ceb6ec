/** How long each way of stopping a guest takes: samples, and the model that gives their quantiles. */
@NullMarked
package dev.lastwatt.core.stoptime;

import org.jspecify.annotations.NullMarked;
