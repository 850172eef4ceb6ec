package dev.lastwatt.adapter.hypervisor.simulated;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What can be wrong with a simulated host. */
public enum HostFault {
    /** The management service is down: nothing answers. */
    @JsonProperty("vmms-down")
    VMMS_DOWN,
    /** Rights are missing. */
    @JsonProperty("no-permission")
    NO_PERMISSION,
    /** There is no Hyper-V. */
    @JsonProperty("not-installed")
    NOT_INSTALLED,
    /** Every call takes three seconds more. */
    @JsonProperty("slow")
    SLOW
}
