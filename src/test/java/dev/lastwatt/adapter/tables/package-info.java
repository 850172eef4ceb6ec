@NullMarked
package dev.lastwatt.adapter.tables;

import org.jspecify.annotations.NullMarked;
