@NullMarked
package dev.lastwatt.adapter.hypervisor.hyperv;

import org.jspecify.annotations.NullMarked;
