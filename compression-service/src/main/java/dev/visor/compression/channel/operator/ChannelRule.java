package dev.visor.compression.channel.operator;

/** What one kind of operator does to channels. */
public interface ChannelRule {
    /**
     * Ties what lives and dies together. Every axis of an input that the rule doesn't take is protected afterwards, and every
     * axis of an output that it doesn't give has no channels.
     */
    void tie(Site site);

    /** Brings attributes and constants that speak of sizes or places up to date; weights are cut by the caller. */
    default void shrink(Shrink shrink) {}
}
