/** The other ends of our wires, for tests: genuine UPS programs, and small servers that misbehave on purpose. */
@NullMarked
package dev.lastwatt.peer;

import org.jspecify.annotations.NullMarked;
