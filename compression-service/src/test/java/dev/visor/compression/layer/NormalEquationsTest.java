package dev.visor.compression.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.runtime.ModelSession;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class NormalEquationsTest {
    private static final int COLUMNS = 6;
    private static final int ROWS = 3;
    private static final int SAMPLES = 500;

    private final SplittableRandom random = new SplittableRandom(4);
    private final float[] weights = values(ROWS * COLUMNS);
    private final float[] bias = values(ROWS);

    @Test
    void weights_and_bias_that_made_the_results_are_found_again() {
        NormalEquations equations = equations(false);
        DMatrixRMaj found = equations.solve(
                new DMatrixRMaj(ROWS, COLUMNS), IntStream.range(0, COLUMNS).toArray(), 0);
        double[] foundBias = equations.bias(found);
        for (int i = 0; i < weights.length; i++) {
            assertThat(found.data[i]).isCloseTo(weights[i], within(0.01));
        }
        for (int r = 0; r < ROWS; r++) {
            assertThat(foundBias[r]).isCloseTo(bias[r], within(0.01));
        }
    }

    @Test
    void a_column_that_repeats_another_can_go_without_loss() {
        NormalEquations equations = equations(true);
        int[] kept = {0, 1, 2, 3, 4};
        DMatrixRMaj found = equations.solve(new DMatrixRMaj(ROWS, COLUMNS), kept, 0);
        for (int r = 0; r < ROWS; r++) {
            // Column 5 reads twice column 0 plus 1, so column 0 does its work and the bias takes the 1.
            assertThat(found.get(r, 0)).isCloseTo(weights[r * COLUMNS] + 2.0 * weights[r * COLUMNS + 5], within(0.01));
            assertThat(found.get(r, 5)).isZero();
            assertThat(equations.bias(found)[r]).isCloseTo(bias[r] + weights[r * COLUMNS + 5], within(0.01));
        }
    }

    @Test
    void much_damping_leaves_the_weights_as_they_were() {
        DMatrixRMaj prior = new DMatrixRMaj(ROWS, COLUMNS);
        for (int i = 0; i < prior.data.length; i++) {
            prior.data[i] = i;
        }
        DMatrixRMaj found =
                equations(false).solve(prior, IntStream.range(0, COLUMNS).toArray(), 1e9);
        for (int i = 0; i < prior.data.length; i++) {
            assertThat(found.data[i]).isCloseTo(i, within(1e-4));
        }
    }

    private NormalEquations equations(boolean repeated) {
        Node gemm = new Node("MatMul", "layer", List.of("x", "w"), List.of("y"));
        LayerShape shape = Objects.requireNonNull(
                LayerShape.of(gemm, Tensor.ofFloats(new long[] {COLUMNS, ROWS}, new float[COLUMNS * ROWS])));
        GramSums sums = new GramSums(shape);
        float[] x = new float[SAMPLES * COLUMNS];
        float[] yt = new float[ROWS * SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            for (int k = 0; k < COLUMNS; k++) {
                boolean copy = repeated && k == COLUMNS - 1;
                x[i * COLUMNS + k] = copy ? 2 * x[i * COLUMNS] + 1 : 3 + (float) random.nextDouble();
            }
            for (int r = 0; r < ROWS; r++) {
                yt[r * SAMPLES + i] = bias[r];
                for (int k = 0; k < COLUMNS; k++) {
                    yt[r * SAMPLES + i] += weights[r * COLUMNS + k] * x[i * COLUMNS + k];
                }
            }
        }
        try (ModelSession multiplier = GramSums.multiplier(shape)) {
            sums.add(multiplier, x, yt, SAMPLES);
        }
        return NormalEquations.of(sums, 0);
    }

    private float[] values(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }
}
