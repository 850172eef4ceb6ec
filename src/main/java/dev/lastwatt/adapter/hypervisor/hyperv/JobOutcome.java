package dev.lastwatt.adapter.hypervisor.hyperv;

/**
 * How a save or a start that Hyper-V had accepted ended: a save that fails half-way leaves the guest running.
 *
 * @param succeeded whether it did what it was asked to
 * @param jobState Hyper-V's state of the job
 * @param errorCode Hyper-V's error code, 0 if none
 */
public record JobOutcome(boolean succeeded, int jobState, long errorCode) {

    static JobOutcome of(int jobState, long errorCode) {
        return new JobOutcome(jobState == 7 || jobState == 32768, jobState, errorCode);
    }
}
