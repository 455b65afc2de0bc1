package dev.visor.ingest.registry;

/**
 * What an upload became.
 *
 * @param version the version
 * @param created false if the same upload had become it before
 */
public record Registration(VersionSummary version, boolean created) {}
