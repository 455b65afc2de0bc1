package dev.visor.compression.pass.sparsity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.compression.layer.GramSums;
import dev.visor.compression.layer.LayerShape;
import dev.visor.compression.layer.NormalEquations;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.runtime.ModelSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LayerTrialTest {
    private static final int ROWS = 4;
    private static final int COLUMNS = 24;
    private static final int SAMPLES = 3000;

    private final LayerShape shape = Objects.requireNonNull(LayerShape.of(
            new Node("Gemm", "layer", List.of("x", "w", "b"), List.of("y")),
            Tensor.ofFloats(new long[] {COLUMNS, ROWS}, new float[ROWS * COLUMNS])));
    private final float[] weights = new float[ROWS * COLUMNS];
    private final float[] x = new float[SAMPLES * COLUMNS];
    private final float[] yt = new float[ROWS * SAMPLES];
    private final GramSums sums = new GramSums(shape);
    private final List<NormalEquations> groups = new ArrayList<>();

    LayerTrialTest() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextGaussian();
        }
        for (int s = 0; s < SAMPLES; s++) {
            double common = random.nextGaussian();
            for (int k = 0; k < COLUMNS; k++) {
                x[s * COLUMNS + k] = (float) (1 + common + 0.7 * random.nextGaussian());
            }
            for (int r = 0; r < ROWS; r++) {
                for (int k = 0; k < COLUMNS; k++) {
                    yt[r * SAMPLES + s] += weights[r * COLUMNS + k] * x[s * COLUMNS + k];
                }
            }
        }
        try (ModelSession multiplier = GramSums.multiplier(shape)) {
            sums.add(multiplier, x, yt, SAMPLES);
        }
        groups.add(NormalEquations.of(sums, 0));
    }

    @Test
    void relativeErrorIsThatOfTheSamples() {
        boolean[] mask = new boolean[weights.length];
        for (int i = 0; i < mask.length; i += 3) {
            mask[i] = true;
        }
        LayerTrial masked = LayerTrial.masked(shape, groups, weights, mask);
        assertThat(masked.weights()[0]).isZero();
        assertThat(masked.weights()[1]).isEqualTo(weights[1]);
        assertThat(masked.relativeError(sums)).isCloseTo(error(masked), within(1e-4));
        assertThat(masked.withoutShift().relativeError(sums)).isCloseTo(error(masked.withoutShift()), within(1e-4));
        assertThat(masked.relativeError(sums))
                .isLessThan(0.8 * masked.withoutShift().relativeError(sums));
    }

    @Test
    void whatStaysMakesUpForWhatGoes() {
        double[] scores = new double[weights.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Math.abs(weights[i]);
        }
        for (String words : List.of("unstructured", "2:4")) {
            Pattern pattern = Pattern.of(words);
            LayerTrial magnitude =
                    LayerTrial.masked(shape, groups, weights, Mask.least(scores, COLUMNS, 1, pattern, 0.5));
            LayerTrial surgeon =
                    Objects.requireNonNull(LayerTrial.compensated(shape, groups, weights, 1, pattern, 0.5, 0.001));
            assertThat(zeros(surgeon.weights())).isEqualTo(weights.length / 2).isEqualTo(zeros(magnitude.weights()));
            assertThat(surgeon.relativeError(sums)).isCloseTo(error(surgeon), within(1e-4));
            assertThat(error(surgeon)).isLessThan(0.8 * error(magnitude));
        }
    }

    private double error(LayerTrial trial) {
        double error = 0;
        double square = 0;
        for (int r = 0; r < ROWS; r++) {
            for (int s = 0; s < SAMPLES; s++) {
                double off = yt[r * SAMPLES + s] - trial.biasShift()[r];
                for (int k = 0; k < COLUMNS; k++) {
                    off -= trial.weights()[r * COLUMNS + k] * x[s * COLUMNS + k];
                }
                error += off * off;
                square += (double) yt[r * SAMPLES + s] * yt[r * SAMPLES + s];
            }
        }
        return error / square;
    }

    private static int zeros(float[] weights) {
        int zeros = 0;
        for (float w : weights) {
            zeros += w == 0 ? 1 : 0;
        }
        return zeros;
    }
}
