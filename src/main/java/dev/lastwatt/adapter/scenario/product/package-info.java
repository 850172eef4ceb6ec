/** The product itself as a policy: the engine under a virtual clock, with a scenario for its UPS, hypervisor and host. */
@NullMarked
package dev.lastwatt.adapter.scenario.product;

import org.jspecify.annotations.NullMarked;
