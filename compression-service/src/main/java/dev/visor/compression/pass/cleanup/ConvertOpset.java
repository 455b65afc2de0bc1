package dev.visor.compression.pass.cleanup;

import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassId;
import dev.visor.compression.pass.PassResult;
import dev.visor.compression.pass.Property;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import java.util.List;
import java.util.Set;

/**
 * Raises the default domain from opset 7 to 12 to 13 without changing a result; per-channel quantisation needs 13.
 *
 * <pre>
 * y = Squeeze&lt;axes=[2]&gt;(x)            →   y = Squeeze(x, {2})          as do Unsqueeze, ReduceSum, Split
 * y = Clip&lt;min=0, max=6&gt;(x)          →   y = Clip(x, 0, 6)            as do Slice, Pad, TopK
 * y = Upsample&lt;mode=nearest&gt;(x, s)   →   y = Resize&lt;mode=nearest, …asymmetric, floor&gt;(x, , s)
 * y = Softmax&lt;axis=3&gt;(x) of rank 4   →   y = Softmax&lt;axis=-1&gt;(x)
 * y = Softmax&lt;axis=1&gt;(x) of rank 4   →   y = Reshape(Softmax&lt;axis=-1&gt;(Flatten&lt;axis=1&gt;(x)), Shape(x))
 * </pre>
 *
 * Before opset 13 {@code Softmax}, {@code LogSoftmax} and {@code Hardmax} saw a matrix whose columns are all dimensions
 * from {@code axis} on. Leaves models alone that are at 13 or above. Refuses, in words, those below 7, operators whose
 * versions it doesn't know, and what 13 can't say: training outputs, batch statistics over positions, a {@code Resize}
 * mode that was dropped, nested graphs of operators that would have to change.
 */
@PassId(value = "convert-opset", description = "Raises opset 7 to 12 to 13 without changing a result.")
public record ConvertOpset() implements GraphPass {
    private static final int OLDEST = 7;
    private static final int TARGET = 13;
    private static final int TARGET_IR = 7;

    @Override
    public Set<Property> establishes() {
        return Set.of(Property.OPSET_13);
    }

    @Override
    public PassResult apply(Graph graph, PassContext context) {
        int from = graph.opset();
        if (from >= TARGET) {
            return PassResult.of(0);
        }
        if (from < OLDEST) {
            throw new VisorException(
                    ErrorCode.INVALID_MODEL,
                    "opset %d is too old to be converted (least %d): export the model again with opset 13 or above"
                            .formatted(from, OLDEST));
        }
        OperatorUpgrade upgrade = new OperatorUpgrade(graph, from);
        for (Node node : List.copyOf(graph.nodes())) {
            if (node.domain().isEmpty()) {
                upgrade.convert(node);
            }
        }
        graph.setOpset("", TARGET);
        graph.setIrVersion(Math.max(graph.irVersion(), TARGET_IR));
        return PassResult.of(1);
    }
}
