/** What the administrator wants: methods, dependencies, priorities, reserve. */
@NullMarked
package dev.lastwatt.core.policy;

import org.jspecify.annotations.NullMarked;
