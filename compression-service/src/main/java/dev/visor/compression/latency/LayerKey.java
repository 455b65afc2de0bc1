package dev.visor.compression.latency;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.runtime.ModelSession;

/**
 * What a layer's time is valid for.
 *
 * @param processor the processor's model
 * @param runtime version of ONNX Runtime
 * @param layer operators, attributes and shapes in words, see {@link LayerText}
 */
public record LayerKey(String processor, String runtime, String layer) {
    /** A graph on this machine. */
    public static LayerKey of(Graph layer) {
        return new LayerKey(Processor.name(), ModelSession.runtimeVersion(), LayerText.of(layer));
    }
}
