/** Runtime tables of UPS models, from files in the program. */
@NullMarked
package dev.lastwatt.adapter.tables;

import org.jspecify.annotations.NullMarked;
