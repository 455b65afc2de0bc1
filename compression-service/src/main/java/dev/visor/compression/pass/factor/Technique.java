package dev.visor.compression.pass.factor;

import dev.visor.compression.layer.FloatLayer;
import dev.visor.compression.layer.NormalEquations;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** A way to write the weights of a layer as a product. */
public interface Technique {
    /** Why the technique isn't for a layer of one group; null where it is. */
    @Nullable
    String refusal(FloatLayer layer);

    /**
     * Looks into a layer's weights.
     *
     * @param weights {@code rows × columns}
     * @param data what the layer reads and should give; null if that isn't known
     */
    Form form(FloatLayer layer, DMatrixRMaj weights, @Nullable NormalEquations data);

    /** What a technique can make of one layer. */
    interface Form {
        /** Multiply-accumulates for one place of the layer's result of each size it can have, ascending with what it keeps. */
        List<Double> sizes();

        /** The product of a size, by its place in the list. */
        Factors at(int size);
    }
}
