package dev.visor.compression.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.compression.RealModels;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphReader;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.runtime.ModelSession;
import dev.visor.onnx.runtime.Outputs;
import dev.visor.onnx.runtime.SessionSettings;
import dev.visor.onnx.runtime.TensorValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every recipe does first keeps every number of every output, on dark, bright and smooth inputs. */
class TidyingTest {
    private static final double TOLERANCE = 1e-5;

    static List<Path> models() {
        return RealModels.models();
    }

    @ParameterizedTest
    @MethodSource("models")
    void keepsEveryResult(Path model) throws IOException {
        Graph before = GraphReader.read(model);
        Graph after = before.copy();
        PassRunner.run(after, RealModelsTest.tidying(), PassContext.bare());
        assertThat(after.outputs()).isEqualTo(before.outputs());
        SessionSettings asWritten = SessionSettings.standard().withoutOptimization();
        try (ModelSession parent = ModelSession.open(before, asWritten);
                ModelSession child = ModelSession.open(after, asWritten)) {
            for (Kind kind : Kind.values()) {
                Map<String, TensorValue> inputs = inputs(before, kind);
                Outputs expected = parent.run(inputs);
                Outputs found = child.run(inputs);
                assertThat(found.asMap().keySet()).isEqualTo(expected.asMap().keySet());
                expected.asMap().forEach((name, value) -> assertEqual(kind + " " + name, value, found.get(name)));
            }
        }
    }

    /** Joined outputs hold boxes of hundreds of pixels and scores below 1: each row has a tolerance of its own. */
    private static void assertEqual(String what, TensorValue expected, TensorValue found) {
        assertThat(found.shape()).as(what).isEqualTo(expected.shape());
        assertThat(found.type()).as(what).isEqualTo(expected.type());
        float[] x = expected.floats();
        float[] y = found.floats();
        int axis = rowAxis(expected.shape());
        int rows = Math.toIntExact(expected.dim(axis));
        long inner = 1;
        for (int d = axis + 1; d < expected.rank(); d++) {
            inner *= expected.dim(d);
        }
        double[] largest = new double[rows];
        double[] difference = new double[rows];
        for (int i = 0; i < x.length; i++) {
            int row = (int) (i / inner % rows);
            assertThat(Float.isFinite(y[i])).as("%s is finite as before", what).isEqualTo(Float.isFinite(x[i]));
            largest[row] = Math.max(largest[row], Math.abs(x[i]));
            difference[row] = Math.max(difference[row], Math.abs(x[i] - y[i]));
        }
        for (int row = 0; row < rows; row++) {
            assertThat(difference[row])
                    .as("largest difference of %s, row %d, whose largest value is %s", what, row, largest[row])
                    .isLessThanOrEqualTo(TOLERANCE * Math.max(largest[row], 1));
        }
    }

    /** The shortest axis but the batch: coordinates and classes are fewer than positions. */
    private static int rowAxis(long[] shape) {
        int best = shape.length - 1;
        for (int d = 1; d < shape.length; d++) {
            if (shape[d] < shape[best]) {
                best = d;
            }
        }
        return best;
    }

    private enum Kind {
        DARK_NOISE,
        BRIGHT_NOISE,
        BRIGHT_PATCHES
    }

    private static Map<String, TensorValue> inputs(Graph graph, Kind kind) {
        SplittableRandom random = new SplittableRandom(3);
        Map<String, TensorValue> inputs = new LinkedHashMap<>();
        for (ValueInfo input : graph.runtimeInputs()) {
            long[] dims = Objects.requireNonNull(input.shape()).toArray();
            dims[0] = 1;
            if (input.type() == ElementType.INT64) {
                inputs.put(input.name(), TensorValue.ofLongs(dims, 320, 320));
                continue;
            }
            float[] values = new float[(int) (dims[1] * dims[2] * dims[3])];
            int grain = kind == Kind.BRIGHT_PATCHES ? 1024 : 1;
            float patch = 0;
            for (int i = 0; i < values.length; i++) {
                patch = i % grain == 0 ? (float) random.nextDouble() : patch;
                values[i] = kind == Kind.DARK_NOISE ? patch : 255 * patch;
            }
            inputs.put(input.name(), TensorValue.ofFloats(dims, values));
        }
        return inputs;
    }
}
