package dev.visor.platform.work;

/**
 * A kind of work and what its tasks carry.
 *
 * @param name stays the same for ever, it is in the rows: {@code compress-variant}
 * @param payloadType a record that is written as JSON; add components only with defaults
 */
public record WorkKind<T>(String name, Class<T> payloadType) {}
