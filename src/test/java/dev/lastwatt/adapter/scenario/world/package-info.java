@NullMarked
package dev.lastwatt.adapter.scenario.world;

import org.jspecify.annotations.NullMarked;
