@NullMarked
package dev.lastwatt.adapter.scenario.oracle;

import org.jspecify.annotations.NullMarked;
