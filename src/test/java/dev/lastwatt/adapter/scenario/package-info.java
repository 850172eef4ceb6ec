@NullMarked
package dev.lastwatt.adapter.scenario;

import org.jspecify.annotations.NullMarked;
