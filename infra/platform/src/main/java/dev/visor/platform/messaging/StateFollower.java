package dev.visor.platform.messaging;

import dev.visor.contracts.event.Event;

/**
 * Follows a compacted topic of states: every running instance reads it wholly from its beginning, then goes on with
 * what comes. Every bean of this type is found and fed, each topic by a thread of its own. While Kafka is away the
 * follower keeps what it has and goes on when Kafka is back. There is no inbox and no transaction: states are absolute,
 * so seeing one twice must do no harm.
 */
public interface StateFollower<E extends Event> {
    /** The state's record class; its topic is followed. */
    Class<E> type();

    /** A key has this state now. An exception is tried again a few times, then reported and passed over. */
    void follow(E state, EventContext context);

    /** A key has no state any more. */
    default void forget(String key) {}

    /** All that was in the topic when following began has been seen. Called once. */
    default void caughtUp() {}
}
