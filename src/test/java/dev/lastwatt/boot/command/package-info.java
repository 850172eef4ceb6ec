@NullMarked
package dev.lastwatt.boot.command;

import org.jspecify.annotations.NullMarked;
