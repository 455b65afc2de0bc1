package dev.visor.contracts.compression;

/**
 * Channels of a layer that must stay.
 *
 * @param layer its name
 * @param channels how many
 * @param reason in words
 */
public record ProtectedChannelsReport(String layer, int channels, String reason) {}
