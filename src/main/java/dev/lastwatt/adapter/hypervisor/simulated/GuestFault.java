package dev.lastwatt.adapter.hypervisor.simulated;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What can be wrong with a simulated guest. */
public enum GuestFault {
    /** A request to shut down is accepted, and nothing follows: it stays Running and can be saved. */
    @JsonProperty("ignores-shutdown")
    IGNORES_SHUTDOWN,
    /** A request to shut down is accepted, and it stays Stopping for ever. */
    @JsonProperty("hangs-stopping")
    HANGS_STOPPING,
    /** Its screen is locked. That refuses a shutdown without force only, and the port asks with force: it obeys. */
    @JsonProperty("locked")
    LOCKED,
    /** A backup is under way: every change is refused. */
    @JsonProperty("backing-up")
    BACKING_UP,
    /** Its stop action can be changed only while it is off, as in some versions of Hyper-V. */
    @JsonProperty("settings-locked")
    SETTINGS_LOCKED,
    /** A save fails after half its time, and it runs on. */
    @JsonProperty("save-fails")
    SAVE_FAILS
}
