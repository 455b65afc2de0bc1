package dev.visor.compression.channel;

/**
 * What lives or dies as a whole: all indices, on all axes of all values and constants, that are tied to each other. Often one
 * channel; of heads or of convolutions in groups, the same channel of each.
 *
 * @param group name of its group
 * @param index in {@link ChannelGroup#units()}
 */
public record ChannelUnit(String group, int index) {}
