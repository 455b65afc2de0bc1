package dev.visor.compression.pass.factor;

import dev.visor.compression.layer.FloatLayer;
import dev.visor.compression.layer.GramSums;
import dev.visor.compression.layer.LayerEvidence;
import dev.visor.compression.layer.NormalEquations;
import dev.visor.compression.layer.StagedRun;
import dev.visor.onnx.graph.Graph;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

/**
 * What a layer reads and should give on calibration pictures. Three pictures in four teach, the fourth judges.
 *
 * @param taught to fit by
 * @param judged to judge by
 * @param samples how many judge
 * @param power {@code Σ‖y − ȳ‖²} of those that judge
 * @param free whether the bias may be chosen
 */
record LayerData(NormalEquations taught, NormalEquations judged, long samples, double power, boolean free) {
    /** Gathers; null where the layer's input can't be read. */
    static @Nullable LayerData of(Graph pair, StagedRun<FloatLayer> run, FloatLayer layer) {
        LayerEvidence evidence = LayerEvidence.gather(pair, run, layer, layer.shape());
        if (evidence == null) {
            return null;
        }
        GramSums taught = evidence.taught();
        GramSums judged = evidence.judged();
        boolean free = !layer.node().is("MatMul");
        NormalEquations judging = equations(judged, free);
        double power = judged.square();
        for (double mean : judging.meanY()) {
            power -= judged.samples() * mean * mean;
        }
        return new LayerData(equations(taught, free), judging, judged.samples(), power, free);
    }

    /** With means taken out only where a bias makes up for them. */
    private static NormalEquations equations(GramSums sums, boolean free) {
        if (free) {
            return NormalEquations.of(sums, 0);
        }
        int k = sums.shape().columns();
        int rows = sums.shape().rows();
        return new NormalEquations(
                matrix(sums.gram(), k, k), matrix(sums.cross(), rows, k), new double[k], new double[rows]);
    }

    private static DMatrixRMaj matrix(float[] values, int rows, int columns) {
        DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
        for (int i = 0; i < values.length; i++) {
            matrix.data[i] = values[i];
        }
        return matrix;
    }

    /** {@code Σ‖y − W·x − b‖² / Σ‖y − ȳ‖²} on the pictures that judge, b chosen on those that teach. */
    double error(DMatrixRMaj weights) {
        DMatrixRMaj read = new DMatrixRMaj(weights.numRows, weights.numCols);
        CommonOps_DDRM.mult(weights, judged.gram(), read);
        double error = power;
        for (int i = 0; i < weights.getNumElements(); i++) {
            error += weights.data[i] * (read.data[i] - 2 * judged.cross().data[i]);
        }
        if (free) {
            double[] chosen = taught.bias(weights);
            double[] best = judged.bias(weights);
            for (int r = 0; r < best.length; r++) {
                error += samples * (best[r] - chosen[r]) * (best[r] - chosen[r]);
            }
        }
        return Math.max(error, 0) / Math.max(power, Double.MIN_NORMAL);
    }

    /** The bias for weights, beyond the layer's own; null where there can be none. */
    double @Nullable [] bias(DMatrixRMaj weights) {
        return free ? taught.bias(weights) : null;
    }
}
