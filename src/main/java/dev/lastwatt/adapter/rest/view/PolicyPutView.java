package dev.lastwatt.adapter.rest.view;

import dev.lastwatt.app.PolicyChanges;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A policy that was put in force just now. */
@Schema(name = "PolicyPut", description = "A policy that was put in force just now, and what that means.")
public record PolicyPutView(PolicyVersionView version, PolicyTrialView means) {

    /** Of what was done. */
    public static PolicyPutView of(PolicyChanges.Put put) {
        return new PolicyPutView(PolicyVersionView.brief(put.version()), PolicyTrialView.of(put.trial()));
    }
}
