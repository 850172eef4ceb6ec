/** What plays a scenario: the seam of a policy, the one game that all of them play, and the rules of tools in use. */
@NullMarked
package dev.lastwatt.adapter.scenario.policy;

import org.jspecify.annotations.NullMarked;
