/** Tests of the policy as a YAML document. */
@NullMarked
package dev.lastwatt.adapter.policy;

import org.jspecify.annotations.NullMarked;
