package dev.lastwatt.adapter.rest.view;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The runs there have been. */
@Schema(name = "Runs", description = "The runs there have been, newest first.")
public record RunsView(List<RunSummaryView> runs) {}
