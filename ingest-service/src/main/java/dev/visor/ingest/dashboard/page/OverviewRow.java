package dev.visor.ingest.dashboard.page;

import dev.visor.ingest.dashboard.view.ModelSummary;
import dev.visor.ingest.dashboard.view.VersionQueries;
import dev.visor.ingest.dashboard.view.VersionSummary;
import java.util.List;

/**
 * A model on the first page.
 *
 * @param model by its newest version
 * @param steps the way of that version
 * @param running its variants that are being made or measured
 * @param others older versions, newest first
 */
public record OverviewRow(
        ModelSummary model, List<Steps.Step> steps, List<VersionQueries.Active> running, List<VersionSummary> others) {}
