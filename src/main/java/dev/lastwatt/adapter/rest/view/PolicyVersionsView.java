package dev.lastwatt.adapter.rest.view;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of policies. */
@Schema(name = "PolicyVersions", description = "The policies that were in force, newest first.")
public record PolicyVersionsView(
        List<PolicyVersionView> versions,

        @Schema(description = "The value of 'before' for the next page; absent on the last one") @Nullable Long next) {}
