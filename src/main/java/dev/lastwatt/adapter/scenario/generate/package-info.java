/**
 * Draws scenario files to develop and judge estimators on. Knows nothing of any estimator and shares no constant with one: its
 * laws are drawn anew for every seed, so that an estimator cannot be fitted to them.
 */
@NullMarked
package dev.lastwatt.adapter.scenario.generate;

import org.jspecify.annotations.NullMarked;
