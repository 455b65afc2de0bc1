package dev.visor.ingest.dashboard.view;

import java.util.List;

/**
 * A model with its uploads.
 *
 * @param model its name
 * @param latestVersion number of the newest upload
 * @param champion whether a variant of it is what some target should serve
 * @param versions newest first
 */
public record ModelDetail(String model, int latestVersion, boolean champion, List<VersionSummary> versions) {}
