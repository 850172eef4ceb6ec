@NullMarked
package dev.lastwatt.adapter.hypervisor.simulated;

import org.jspecify.annotations.NullMarked;
