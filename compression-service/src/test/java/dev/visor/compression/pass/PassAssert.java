package dev.visor.compression.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.onnx.check.GraphChecker;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphPrinter;
import dev.visor.onnx.graph.GraphReader;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.runtime.ModelSession;
import dev.visor.onnx.runtime.SessionSettings;
import dev.visor.onnx.runtime.TensorValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Asserts what a pass makes of a graph, and with it what every pass must keep: the checker finds nothing, inputs and
 * outputs have the same names, types and shapes, the result survives writing and reading, a second run changes nothing,
 * results agree on five seeded inputs in ONNX Runtime, and the options survive JSON.
 *
 * {@snippet :
 * assertThatPass(new FuseBatchNorm()).on(graph).becomes("Conv", "Relu");
 * assertThatPass(new FuseBatchNorm()).on(graph).leavesAlone("isn't constant");
 * }
 */
public final class PassAssert {
    private static final int INPUTS = 5;

    private final GraphPass pass;
    private Graph before = new Graph();
    private PassContext context = PassContext.bare();
    private double relativeError = 1e-5;

    private PassAssert(GraphPass pass) {
        this.pass = pass;
    }

    /** What the pass makes of a graph. */
    public static PassAssert assertThatPass(GraphPass pass) {
        return new PassAssert(pass);
    }

    /** The graph; left as it is. */
    public PassAssert on(Graph graph) {
        before = graph;
        return this;
    }

    /** What the pass may use. */
    public PassAssert with(PassContext newContext) {
        context = newContext;
        return this;
    }

    /** Largest difference of a result, relative to the largest result. */
    public PassAssert withinRelativeError(double error) {
        relativeError = error;
        return this;
    }

    /** The pass changes the graph into these operators, in this order. */
    public PassResult becomes(String... opTypes) {
        return becomes(after -> assertThat(after.nodes().stream().map(Node::opType))
                .as(() -> GraphPrinter.print(after))
                .containsExactly(opTypes));
    }

    /** The pass changes the graph into one with these traits. */
    public PassResult becomes(Consumer<Graph> traits) {
        Graph after = before.copy();
        PassResult result = pass.apply(after, context);
        assertThat(result.changes()).as("changes").isPositive();
        traits.accept(after);
        verify(after);
        return result;
    }

    /** The pass changes nothing, and says why in words that contain these. */
    public void leavesAlone(String... words) {
        Graph after = before.copy();
        byte[] bytes = GraphWriter.toBytes(after);
        PassResult result = pass.apply(after, context);
        assertThat(result.changes()).as("changes").isZero();
        assertThat(GraphWriter.toBytes(after)).as("bytes").isEqualTo(bytes);
        for (String word : words) {
            assertThat(String.join("\n", result.notes())).contains(word);
        }
        verifyOptions();
    }

    private void verify(Graph after) {
        assertThat(GraphChecker.check(after)).as("violations").isEmpty();
        assertThat(after.runtimeInputs()).as("inputs").isEqualTo(before.runtimeInputs());
        assertThat(after.outputs()).as("outputs").isEqualTo(before.outputs());
        byte[] written = GraphWriter.toBytes(after);
        Graph again = GraphReader.read(written);
        assertThat(GraphWriter.toBytes(again)).as("written, read and written").isEqualTo(written);
        assertThat(pass.apply(again, context).changes())
                .as("changes of a second run")
                .isZero();
        assertThat(GraphWriter.toBytes(again)).as("bytes after a second run").isEqualTo(written);
        Graph twin = before.copy();
        pass.apply(twin, context);
        assertThat(GraphWriter.toBytes(twin))
                .as("bytes of the same pass on the same graph")
                .isEqualTo(written);
        verifyResults(after);
        verifyOptions();
    }

    private void verifyResults(Graph after) {
        SplittableRandom random = new SplittableRandom(42);
        try (ModelSession expected = ModelSession.open(before, SessionSettings.standard());
                ModelSession found = ModelSession.open(after, SessionSettings.standard())) {
            for (int i = 0; i < INPUTS; i++) {
                Map<String, TensorValue> inputs = inputs(random);
                var results = found.run(inputs);
                expected.run(inputs)
                        .asMap()
                        .forEach((name, value) -> assertClose(
                                name, value.floats(), results.get(name).floats()));
            }
        }
    }

    private Map<String, TensorValue> inputs(SplittableRandom random) {
        Map<String, TensorValue> inputs = new LinkedHashMap<>();
        for (ValueInfo input : before.runtimeInputs()) {
            long[] dims = Objects.requireNonNull(input.shape()).toArray();
            float[] values = new float[Math.toIntExact(Shape.of(dims).elements())];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextDouble();
            }
            inputs.put(input.name(), TensorValue.ofFloats(dims, values));
        }
        return inputs;
    }

    private void assertClose(String output, float[] expected, float[] found) {
        assertThat(found).as(output).hasSameSizeAs(expected);
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs(expected[i] - found[i]));
        }
        assertThat(difference)
                .as("largest difference of '%s', whose largest value is %s", output, largest)
                .isLessThanOrEqualTo(relativeError * largest);
    }

    private void verifyOptions() {
        PassCatalog catalog = new PassCatalog(List.of(pass.getClass()));
        assertThat(catalog.create(PassCatalog.idOf(pass), PassCatalog.optionsOf(pass)))
                .as("the pass from its options as JSON")
                .isEqualTo(pass);
    }
}
