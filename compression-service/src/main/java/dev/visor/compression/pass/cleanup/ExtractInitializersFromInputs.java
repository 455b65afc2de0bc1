package dev.visor.compression.pass.cleanup;

import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassId;
import dev.visor.compression.pass.PassResult;
import dev.visor.compression.pass.Property;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.ValueInfo;
import java.util.List;
import java.util.Set;

/**
 * Takes constants out of the list of inputs, where exporters before IR version 4 had to put them. Until then ONNX Runtime
 * can't fold them, since a caller might replace them, and half-precision weights don't load.
 *
 * <pre>
 * in x; in w; const w   →   in x; const w
 * </pre>
 *
 * Leaves real inputs alone.
 */
@PassId(
        value = "extract-initializers-from-inputs",
        description = "Takes constants out of the list of inputs, so that they can be folded.")
public record ExtractInitializersFromInputs() implements GraphPass {
    private static final long FIRST_IR_WITH_PLAIN_CONSTANTS = 4;

    @Override
    public Set<Property> establishes() {
        return Set.of(Property.CONSTANT_INITIALIZERS);
    }

    @Override
    public PassResult apply(Graph graph, PassContext context) {
        int changes = 0;
        for (ValueInfo input : List.copyOf(graph.inputs())) {
            if (graph.initializer(input.name()) != null) {
                graph.removeInput(input.name());
                changes++;
            }
        }
        if (changes > 0 && graph.irVersion() < FIRST_IR_WITH_PLAIN_CONSTANTS) {
            graph.setIrVersion(FIRST_IR_WITH_PLAIN_CONSTANTS);
        }
        return PassResult.of(changes);
    }
}
