package dev.visor.compression.pass.cleanup;

import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassId;
import dev.visor.compression.pass.PassResult;
import dev.visor.compression.pass.Property;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import java.util.Set;

/**
 * Leaves out the inputs {@code roi} and {@code scales} of {@code Resize} (ONNX Resize-13) where they are constants without
 * elements. Exporters write such a {@code roi} because Resize-11 demanded one; ONNX Runtime's layout optimiser then
 * permutes its zero elements and every run fails with an index out of bounds.
 *
 * <pre>
 * const roi = float[0]; y = Resize(x, roi, scales)   →   y = Resize(x, , scales)
 * </pre>
 *
 * Leaves a Resize alone that reads its {@code roi}: {@code coordinate_transformation_mode} is {@code tf_crop_and_resize}.
 */
@PassId(value = "mend-resize-roi", description = "Leaves out empty roi and scales inputs of Resize.")
public record MendResizeRoi() implements GraphPass {
    @Override
    public Set<Property> needs() {
        return Set.of(Property.OPSET_13, Property.CONSTANT_INITIALIZERS);
    }

    @Override
    public Set<Property> establishes() {
        return Set.of(Property.MENDED_RESIZE);
    }

    @Override
    public PassResult apply(Graph graph, PassContext context) {
        int changes = 0;
        for (Node resize : graph.nodes("Resize")) {
            if (graph.opset() < 13
                    || resize.attributes()
                            .getText("coordinate_transformation_mode", "half_pixel")
                            .equals("tf_crop_and_resize")) {
                continue;
            }
            boolean changed = false;
            for (int index = 1; index <= 2; index++) {
                Tensor constant = graph.initializer(resize.input(index));
                if (constant != null && constant.elements() == 0) {
                    resize.setInput(index, "");
                    changed = true;
                }
            }
            changes += changed ? 1 : 0;
        }
        return PassResult.of(changes);
    }
}
