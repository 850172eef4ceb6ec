@NullMarked
package dev.lastwatt.adapter.scenario.generate;

import org.jspecify.annotations.NullMarked;
