package dev.visor.detection.family;

import dev.visor.detection.decoder.RawOutput;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a model file says about itself, and optionally what it does.
 *
 * @param inputs what must be fed; initialisers that are declared as inputs are not among them
 * @param outputs in the model's order
 * @param metadata the file's {@code metadata_props}
 * @param probe outputs of one run on any picture; empty if it wasn't run
 */
public record ModelSignature(
        List<TensorSpec> inputs, List<TensorSpec> outputs, Map<String, String> metadata, List<RawOutput> probe) {
    public ModelSignature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        metadata = Map.copyOf(metadata);
        probe = List.copyOf(probe);
    }

    /** Without a probe run. */
    public ModelSignature(List<TensorSpec> inputs, List<TensorSpec> outputs, Map<String, String> metadata) {
        this(inputs, outputs, metadata, List.of());
    }

    /** The outputs in words. */
    String outputsInWords() {
        return outputs.stream().map(TensorSpec::toString).collect(Collectors.joining(", "));
    }
}
