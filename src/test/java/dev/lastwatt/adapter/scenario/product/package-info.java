@NullMarked
package dev.lastwatt.adapter.scenario.product;

import org.jspecify.annotations.NullMarked;
