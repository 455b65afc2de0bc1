package dev.visor.compression.pass.lowrank;

import static dev.visor.compression.pass.PassAssert.assertThatPass;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.compression.layer.FloatLayer;
import dev.visor.compression.layer.NormalEquations;
import dev.visor.compression.pass.PassResult;
import dev.visor.compression.pass.factor.FactorExample;
import dev.visor.compression.pass.factor.Factors;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LowRankTest {
    private static final LowRank EXACT = new LowRank(0, 1, 8, 0.1, 2, 100);

    @Test
    void isExactAtFullRank() {
        Graph graph = FactorExample.convolution(FactorExample.weights(), 2, 1);
        assertThatPass(EXACT).on(graph).becomes(after -> {
            assertThat(after.nodes()).extracting(Node::opType).containsExactly("Conv", "Conv", "Relu", "Conv");
            assertThat(after.nodes().get(0).attributes().getInts("strides")).containsExactly(2, 1);
            assertThat(after.nodes().get(1).attributes().getInts("kernel_shape"))
                    .containsExactly(1, 1);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Gemm", "MatMul"})
    void takesLinearLayersToo(String opType) {
        Graph graph = FactorExample.linear(opType, product());
        PassResult result = assertThatPass(new LowRank(0, 0.95, 16, 0.01, 1, 0.9))
                .on(graph)
                .with(FactorExample.calibrated(graph))
                .withinRelativeError(1e-3)
                .becomes(opType, opType, "Relu", "Gemm");
        assertThat(String.join("\n", result.notes())).contains("rank 2,");
    }

    /** On random weights and inputs that vary in few directions, rank 4 of 16. */
    @Test
    void isNearerThanThePlainDecompositionWhereInputsAreCorrelated() {
        Random random = new Random(1);
        DMatrixRMaj weights = RandomMatrices_DDRM.rectangle(16, 32, -1, 1, random);
        DMatrixRMaj inputs = RandomMatrices_DDRM.rectangle(32, 38, -0.04, 0.04, random);
        CommonOps_DDRM.insert(RandomMatrices_DDRM.rectangle(32, 6, -1, 1, random), inputs, 0, 0);
        DMatrixRMaj gram = new DMatrixRMaj(32, 32);
        CommonOps_DDRM.multOuter(inputs, gram);
        DMatrixRMaj cross = new DMatrixRMaj(16, 32);
        CommonOps_DDRM.mult(weights, gram, cross);
        NormalEquations data = new NormalEquations(gram, cross, new double[32], new double[16]);
        GraphBuilder b = new GraphBuilder("g");
        b.conv(b.input("x", 1, 32, 4, 4), 32, 16, 1, 1, 1);
        FloatLayer layer = FloatLayer.of(b.build()).getFirst();
        LowRankFactors technique = new LowRankFactors(4);
        double plain = error(weights, technique.form(layer, weights, null).at(0), inputs);
        double aware = error(weights, technique.form(layer, weights, data).at(0), inputs);
        assertThat(plain).isGreaterThan(0.5);
        assertThat(aware).isLessThan(plain / 2);
        assertThat(aware).isCloseTo(leastError(weights, inputs), within(1e-6));
    }

    /** What the singular values of the results beyond the fourth leave is the least that any product of rank 4 can. */
    private static double leastError(DMatrixRMaj weights, DMatrixRMaj inputs) {
        DMatrixRMaj results = new DMatrixRMaj(16, inputs.numCols);
        CommonOps_DDRM.mult(weights, inputs, results);
        var svd = DecompositionFactory_DDRM.svd(16, inputs.numCols, false, false, true);
        assertThat(svd.decompose(results)).isTrue();
        double[] values = svd.getSingularValues();
        Arrays.sort(values);
        double all = 0;
        double rest = 0;
        for (int i = 0; i < values.length; i++) {
            all += values[i] * values[i];
            rest += i < values.length - 4 ? values[i] * values[i] : 0;
        }
        return Math.sqrt(rest / all);
    }

    @Test
    void leavesPredictionsAlone() {
        GraphBuilder b = new GraphBuilder("g");
        Graph graph = b.outputAs(b.conv(b.input("x", 1, 8, 5, 5), 8, 8, 1, 1, 1), "out", 1, 8, 5, 5)
                .build();
        assertThatPass(EXACT).on(graph).leavesAlone("no layer that it could replace", "make predictions");
    }

    @Test
    void leavesLayersAloneOfFullRank() {
        Graph graph = FactorExample.convolution(FactorExample.weights(), 1, 1);
        assertThatPass(new LowRank(0, 0.95, 16, 0.001, 1, 0.95))
                .on(graph)
                .with(FactorExample.calibrated(graph))
                .leavesAlone("no form of fewer multiply-accumulates comes near enough");
    }

    private static double error(DMatrixRMaj weights, Factors factors, DMatrixRMaj inputs) {
        DMatrixRMaj missing = weights.copy();
        CommonOps_DDRM.subtractEquals(missing, factors.weights());
        DMatrixRMaj error = new DMatrixRMaj(16, inputs.numCols);
        DMatrixRMaj results = new DMatrixRMaj(16, inputs.numCols);
        CommonOps_DDRM.mult(missing, inputs, error);
        CommonOps_DDRM.mult(weights, inputs, results);
        return NormOps_DDRM.normF(error) / NormOps_DDRM.normF(results);
    }

    /** {@code [6,8]} of rank 2. */
    private static Tensor product() {
        float[] a = new GraphBuilder("a", 3).normal(0.5, FactorExample.IN, 2).floats();
        float[] b = new GraphBuilder("b", 4).normal(0.5, 2, 8).floats();
        float[] weights = new float[FactorExample.IN * 8];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = a[i / 8 * 2] * b[i % 8] + a[i / 8 * 2 + 1] * b[8 + i % 8];
        }
        return Tensor.ofFloats(new long[] {FactorExample.IN, 8}, weights);
    }
}
