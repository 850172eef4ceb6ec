@NullMarked
package dev.lastwatt.adapter.hypervisor.hyperv.shell;

import org.jspecify.annotations.NullMarked;
