package dev.visor.contracts.compression;

/**
 * Channels of a variant that may be removed one by one, each with all that hangs on it.
 *
 * @param name first output of the first layer that makes them, with the first and last of its channels where it has several groups
 * @param units how many can go, but for one
 * @param channelsPerUnit channels of that layer that go together
 * @param parameters elements of constants that belong to them
 * @param macs multiply–accumulates for one picture that they are made and read by; a layer between two groups is in both
 * @param members which layers make and read them, in words
 */
public record ChannelGroupReport(
        String name, int units, int channelsPerUnit, long parameters, long macs, String members) {}
