package dev.visor.onnx.probe;

/** Why a model didn't survive. The ids are stable: they stand in events, records and answers. */
public enum ProbeRule {
    /** It needed more memory than it may have. */
    MEMORY("PROBE-MEMORY", "the model needs too much memory"),
    /** It was not done within its wall or processor time. */
    TIMEOUT("PROBE-TIMEOUT", "the model takes too long"),
    /** The process died. */
    CRASH("PROBE-CRASH", "the model crashes the runtime"),
    /** The runtime refuses to load it. */
    LOAD_ERROR("PROBE-LOAD-ERROR", "the runtime can't load the model"),
    /** The runtime loads it, but a run ends in an error. */
    RUN_ERROR("PROBE-RUN-ERROR", "the model loads but can't be run"),
    /** Outputs with NaN or infinity for every kind of test picture. */
    NAN("PROBE-NAN", "the model answers with numbers that aren't finite");

    private final String id;
    private final String words;

    ProbeRule(String id, String words) {
        this.id = id;
        this.words = words;
    }

    public String id() {
        return id;
    }

    public String words() {
        return words;
    }
}
