package dev.visor.compression.pass.sparsity;

import dev.visor.compression.layer.FloatLayer;
import dev.visor.compression.layer.GramSums;
import dev.visor.compression.layer.LayerShape;
import dev.visor.compression.layer.NormalEquations;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * One layer's weights with zeros, learnt on samples.
 *
 * @param weights {@code [channels, columns]}
 * @param biasShift what the bias must change by, one a channel
 */
record LayerTrial(float[] weights, double[] biasShift) {
    /** Sets what a mask marks to zero and takes the mean error into the bias. */
    static LayerTrial masked(LayerShape shape, List<NormalEquations> groups, float[] prior, boolean[] mask) {
        List<DMatrixRMaj> matrices = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            DMatrixRMaj weights = FloatLayer.matrix(shape, prior, g);
            for (int i = 0; i < weights.data.length; i++) {
                if (mask[g * weights.data.length + i]) {
                    weights.data[i] = 0;
                }
            }
            matrices.add(weights);
        }
        return of(groups, matrices);
    }

    /** Removes weights by {@link Surgeon}; null if a group's sums can't be factorised. */
    static @Nullable LayerTrial compensated(
            LayerShape shape,
            List<NormalEquations> groups,
            float[] prior,
            int places,
            Pattern pattern,
            double share,
            double damping) {
        List<DMatrixRMaj> matrices = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            DMatrixRMaj weights =
                    Surgeon.prune(groups.get(g), FloatLayer.matrix(shape, prior, g), places, pattern, share, damping);
            if (weights == null) {
                return null;
            }
            matrices.add(weights);
        }
        return of(groups, matrices);
    }

    private static LayerTrial of(List<NormalEquations> groups, List<DMatrixRMaj> matrices) {
        int size = matrices.getFirst().data.length;
        int rows = matrices.getFirst().numRows;
        float[] weights = new float[groups.size() * size];
        double[] shift = new double[groups.size() * rows];
        for (int g = 0; g < groups.size(); g++) {
            DMatrixRMaj own = matrices.get(g);
            for (int i = 0; i < size; i++) {
                weights[g * size + i] = (float) own.data[i];
            }
            System.arraycopy(groups.get(g).bias(own), 0, shift, g * rows, rows);
        }
        return new LayerTrial(weights, shift);
    }

    /** Weights with the bias as it was. */
    LayerTrial withoutShift() {
        return new LayerTrial(weights, new double[biasShift.length]);
    }

    /** Squared error over samples, as a part of the square of what they should give. */
    double relativeError(GramSums sums) {
        return sums.error(weights, biasShift) / sums.square();
    }
}
