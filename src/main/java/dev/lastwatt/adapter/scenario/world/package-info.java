/** The world of the scenario format: battery, guests, volumes, gauge and mains, jumping from event to event. */
@NullMarked
package dev.lastwatt.adapter.scenario.world;

import org.jspecify.annotations.NullMarked;
