package dev.visor.detection.family;

import dev.visor.onnx.probe.ProbeReport;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a model file says about itself, and optionally what it does.
 *
 * @param inputs what must be fed; initialisers that are declared as inputs are not among them
 * @param outputs in the model's order
 * @param metadata the file's {@code metadata_props}
 * @param probe ranges of the outputs over a few runs; empty if it wasn't run
 */
public record ModelSignature(
        List<TensorSpec> inputs,
        List<TensorSpec> outputs,
        Map<String, String> metadata,
        List<ProbeReport.Output> probe) {
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

    /** The input that takes the picture. */
    TensorSpec picture() {
        return inputs.stream().filter(i -> i.rank() == 4).findFirst().orElse(inputs.getFirst());
    }

    /** Why Visor can't feed the inputs, or null if it can. */
    @Nullable
    String inputFault() {
        List<TensorSpec> others = inputs.stream().filter(i -> !isTargetSize(i)).toList();
        if (others.size() != 1) {
            return "a supported detector takes one picture, this one has the inputs %s".formatted(inputs);
        }
        TensorSpec input = others.getFirst();
        if (!input.elementType().equals("FLOAT")) {
            return "input %s is of type %s; Visor feeds FLOAT".formatted(input, input.elementType());
        }
        if (input.rank() != 4 || (input.dim(1) != 3 && input.dim(1) >= 0)) {
            return "input %s is not [1,3,height,width]".formatted(input);
        }
        if (input.dim(0) > 1) {
            return "input %s has a fixed batch of %d; export with batch 1".formatted(input, input.dim(0));
        }
        return null;
    }

    private static boolean isTargetSize(TensorSpec input) {
        return input.name().equals(NamedFamilies.TARGET_SIZE)
                && input.elementType().equals("INT64")
                && input.rank() == 2;
    }

    /** The outputs in words. */
    String outputsInWords() {
        return outputs.stream().map(TensorSpec::toString).collect(Collectors.joining(", "));
    }
}
