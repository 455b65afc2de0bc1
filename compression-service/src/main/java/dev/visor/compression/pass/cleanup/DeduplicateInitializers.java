package dev.visor.compression.pass.cleanup;

import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassId;
import dev.visor.compression.pass.PassResult;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps one of several constants of equal type, shape and bytes.
 *
 * <pre>
 * const a = {1, 2}; const b = {1, 2}; y = Add(x, a); z = Mul(y, b)   →   y = Add(x, a); z = Mul(y, a)
 * </pre>
 *
 * Leaves constants alone that callers can replace (declared as inputs too) or that are outputs.
 */
@PassId(value = "deduplicate-initializers", description = "Keeps one of several equal constants.")
public record DeduplicateInitializers() implements GraphPass {
    @Override
    public PassResult apply(Graph graph, PassContext context) {
        Map<Tensor, String> kept = new HashMap<>();
        int changes = 0;
        long savedBytes = 0;
        for (Map.Entry<String, Tensor> constant :
                List.copyOf(graph.initializers().entrySet())) {
            String name = constant.getKey();
            if (graph.isInput(name) || graph.isOutput(name)) {
                continue;
            }
            String first = kept.putIfAbsent(constant.getValue(), name);
            if (first != null) {
                graph.replaceAllUses(name, first);
                graph.removeInitializer(name);
                savedBytes += constant.getValue().sizeBytes();
                changes++;
            }
        }
        return new PassResult(changes, changes == 0 ? Map.of() : Map.of("savedBytes", (double) savedBytes), List.of());
    }
}
