package dev.lastwatt.app;

import dev.lastwatt.core.policy.Policy;

/** The policy of the running service. Safe from any thread. */
public interface PolicyControls {

    /**
     * What a plan under that policy is made from, as of now. Changes nothing.
     *
     * @throws IllegalStateException with a message for people, if the service does not answer in time
     */
    PolicyBasis basis(Policy given);

    /**
     * From now on that policy is in force.
     *
     * @throws IllegalStateException with a message for people, if the service does not take it in time
     */
    void policyGiven(Policy policy);
}
