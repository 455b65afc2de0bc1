package dev.visor.contracts.event;

/** What a node does with what it should serve. */
public enum NodeState {
    /** It serves nothing yet. */
    EMPTY,
    /** It fetches, loads or warms up what it should serve, and goes on serving the former. */
    LOADING,
    /** It serves what it should. */
    SERVING,
    /** It could not take what it should serve, and goes on with what it had. */
    REJECTED,
    /** It is leaving. */
    STOPPED
}
