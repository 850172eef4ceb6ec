/** Hyper-V, asked through the PowerShell module {@code Lastwatt.HyperV}. */
@NullMarked
package dev.lastwatt.adapter.hypervisor.hyperv;

import org.jspecify.annotations.NullMarked;
