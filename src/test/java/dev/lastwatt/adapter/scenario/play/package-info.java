@NullMarked
package dev.lastwatt.adapter.scenario.play;

import org.jspecify.annotations.NullMarked;
