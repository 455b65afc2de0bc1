package dev.visor.compression.pass.factor;

import dev.visor.compression.layer.FloatLayer;
import java.util.HashMap;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** Which product should stand for one layer. */
final class LayerProblem {
    /** Pull of the least squares towards what a technique found in the weights alone. */
    private static final double DAMPING = 1e-3;

    private final FloatLayer layer;
    private final LayerCost cost;
    private final Technique.Form form;
    private final @Nullable LayerData data;
    private final double unavoidable;
    private final int sizes;
    private final Map<Integer, Factors> known = new HashMap<>();

    /**
     * @param weights the layer's, {@code rows × columns}
     * @param data what it reads and should give; null if only the weights are known
     * @param mostMacs sizes of more than this share of the layer's multiply-accumulates aren't looked at
     */
    LayerProblem(
            FloatLayer layer,
            LayerCost cost,
            Technique technique,
            DMatrixRMaj weights,
            @Nullable LayerData data,
            double mostMacs) {
        this.layer = layer;
        this.cost = cost;
        this.data = data;
        form = technique.form(layer, weights, data == null ? null : data.taught());
        unavoidable = data == null ? 0 : data.error(weights);
        double most = mostMacs * Kernel.of(layer).macs();
        sizes = (int) form.sizes().stream().filter(macs -> macs <= most).count();
    }

    FloatLayer layer() {
        return layer;
    }

    LayerCost cost() {
        return cost;
    }

    @Nullable
    LayerData data() {
        return data;
    }

    /** How many sizes there are. */
    int sizes() {
        return sizes;
    }

    /** The product of a size, fitted to the data. */
    Factors at(int size) {
        return known.computeIfAbsent(size, s -> {
            Factors factors = form.at(s);
            return data == null ? factors : factors.fitted(data.taught(), DAMPING);
        });
    }

    /**
     * What a product adds to the error of the layer's results, as a share of their deviation; of its weights, as a share of
     * them, where only those are known. The error that the layer has anyway since those before it were replaced is left out.
     */
    double error(Factors factors) {
        double square = data == null ? 1 - factors.energy() : data.error(factors.weights()) - unavoidable;
        return Math.sqrt(Math.max(0, square));
    }

    /** The smallest size whose error is at most so much; {@link #sizes()} if none is. */
    int smallest(double error) {
        if (sizes == 0 || error(at(sizes - 1)) > error) {
            return sizes;
        }
        int low = 0;
        int high = sizes - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (error(at(middle)) <= error) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
