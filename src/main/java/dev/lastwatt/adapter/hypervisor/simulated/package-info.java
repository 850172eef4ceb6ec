/** A Hyper-V host that exists only in time: its guests, their faults, and a judge who saw how each of them ended. */
@NullMarked
package dev.lastwatt.adapter.hypervisor.simulated;

import org.jspecify.annotations.NullMarked;
