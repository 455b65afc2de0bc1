package dev.visor.evaluation.look;

import dev.visor.onnx.runtime.ModelSession;

/** What computed a figure; another version may give other figures, so it is part of every key. */
public final class ToolVersion {
    /** Count up when the same inputs give other figures. */
    private static final int EVALUATION = 3;

    /** For example {@code visor-evaluation 3, ONNX Runtime 1.29.0}. */
    public static final String CURRENT =
            "visor-evaluation %d, ONNX Runtime %s".formatted(EVALUATION, ModelSession.runtimeVersion());

    private ToolVersion() {}
}
