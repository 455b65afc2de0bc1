package dev.visor.compression.channel;

/**
 * Channels that stay.
 *
 * @param layer first output of the layer that makes them
 * @param channels how many
 * @param reason in words
 */
public record ProtectedChannels(String layer, int channels, String reason) {}
