package dev.visor.evaluation.look;

import ai.onnxruntime.OrtEnvironment;

/** What computed a figure; another version may give other figures, so it is part of every key. */
public final class ToolVersion {
    /** Count up when the same inputs give other figures. */
    private static final int EVALUATION = 1;

    /** For example {@code visor-evaluation 1, ONNX Runtime 1.29.0}. */
    public static final String CURRENT = "visor-evaluation %d, ONNX Runtime %s".formatted(EVALUATION, runtime());

    private ToolVersion() {}

    private static String runtime() {
        String version = OrtEnvironment.class.getPackage().getImplementationVersion();
        return version == null ? "of unknown version" : version;
    }
}
