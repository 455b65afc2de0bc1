package dev.visor.compression.pass.sparsity;

import static dev.visor.compression.pass.PassAssert.assertThatPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassResult;
import dev.visor.compression.pass.quantization.Operators;
import dev.visor.compression.pass.quantization.QuantizeStatic;
import dev.visor.compression.pass.quantization.SeededInputs;
import dev.visor.compression.pass.repair.QuantizedLayer;
import dev.visor.compression.pass.sharing.Granularity;
import dev.visor.compression.pass.sharing.ShareWeights;
import dev.visor.compression.pass.sharing.Spacing;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.TinyModels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PruneWeightsTest {
    private static final PassContext PICTURES = PassContext.calibratedOn(new SeededInputs("images", 8, 1, 3, 64, 64));

    @ParameterizedTest
    @EnumSource(Importance.class)
    void aThirdOfTheWeightsBecomesZero(Importance importance) {
        Graph graph = TinyModels.yoloLike(2);
        Map<String, Integer> before = zeros(graph);
        PassResult result = assertThatPass(pass("unstructured", importance, 30))
                .on(graph)
                .with(PICTURES)
                .withinRelativeError(0.3)
                .becomes(after -> {
                    List<Node> convolutions = after.nodes("Conv");
                    assertThat(zerosOf(after, convolutions.getFirst())).isZero();
                    assertThat(zerosOf(after, convolutions.getLast())).isZero();
                    int zeros = zeros(after).values().stream().mapToInt(z -> z).sum();
                    int weights = convolutions.subList(1, convolutions.size() - 2).stream()
                            .mapToInt(c -> Objects.requireNonNull(after.initializer(c.input(1)))
                                    .length())
                            .sum();
                    assertThat((double) zeros / weights).isBetween(0.28, 0.301);
                });
        assertThat(before.values()).containsOnly(0);
        assertThat(result.notes()).anyMatch(n -> n.contains("runs no faster on a CPU"));
        assertThat(result.figures().get("zeroPercent")).isBetween(28.0, 30.1);
    }

    @ParameterizedTest
    @EnumSource(Importance.class)
    void twoOfFourInputChannelsStay(Importance importance) {
        assertThatPass(pass("2:4", importance, 50))
                .on(TinyModels.yoloLike(2))
                .with(PICTURES)
                .withinRelativeError(0.6)
                .becomes(after -> {
                    Node conv = after.nodes("Conv").get(2);
                    float[] w = Objects.requireNonNull(after.initializer(conv.input(1)))
                            .floats();
                    for (int o = 0; o < 16; o++) {
                        for (int place = 0; place < 9; place++) {
                            for (int block = 0; block < 4; block++) {
                                int zeros = 0;
                                for (int c = 4 * block; c < 4 * block + 4; c++) {
                                    zeros += w[(o * 16 + c) * 9 + place] == 0 ? 1 : 0;
                                }
                                assertThat(zeros).isEqualTo(2);
                            }
                        }
                    }
                });
    }

    @Test
    void zerosGoWhereAllLayersTogetherHaveTheSmallestWeights() {
        Graph graph = TinyModels.yoloLike(2);
        Node conv = graph.nodes("Conv").get(2);
        float[] small = weights(graph, conv);
        for (int i = 0; i < small.length; i++) {
            small[i] *= i % 10 == 0 ? 1 : 0.01f;
        }
        graph.setInitializer(conv.input(1), Tensor.ofFloats(new long[] {16, 16, 3, 3}, small));
        PruneWeights pass = new PruneWeights(
                "unstructured", Importance.MAGNITUDE, Allocation.GLOBAL, 40, false, false, 32, 4608, 0.01);
        assertThatPass(pass).on(graph).withinRelativeError(0.5).becomes(after -> {
            Node own = after.nodes("Conv").get(2);
            assertThat(zerosOf(after, own) / (double) small.length).isGreaterThan(0.8);
            assertThat(zerosOf(after, after.nodes("Conv").get(1)) / (16.0 * 8 * 9))
                    .isLessThan(0.4);
        });
    }

    @Test
    void magnitudeTakesTheSmallest() {
        GraphBuilder b = new GraphBuilder("g");
        String x = b.conv(b.input("images", 1, 3, 8, 8), 3, 4, 3, 1, 1);
        Tensor middle = Tensor.ofFloats(new long[] {2, 4, 1, 1}, 0.5f, -0.1f, 0.3f, -0.9f, 0.2f, 1, -0.05f, 0.4f);
        x = b.conv(b.relu(x), middle, null, 1, 0, 1);
        x = b.conv(b.relu(x), 2, 3, 1, 1, 1);
        Graph graph = b.outputAs(x, "y", 1, 3, 8, 8).build();
        assertThatPass(pass("unstructured", Importance.MAGNITUDE, 50))
                .on(graph)
                .withinRelativeError(1)
                .becomes(after -> assertThat(Objects.requireNonNull(after.initializer(
                                        after.nodes("Conv").get(1).input(1)))
                                .floats())
                        .containsExactly(0.5f, 0, 0, -0.9f, 0, 1, 0, 0.4f));
    }

    @Test
    void depthwiseAndFirstLayersArePrunedOnlyIfAsked() {
        Graph graph = TinyModels.residualClassifier();
        PruneWeights all =
                new PruneWeights("unstructured", Importance.MAGNITUDE, Allocation.EVEN, 50, true, true, 32, 4608, 0.01);
        Graph some = graph.copy();
        pass("unstructured", Importance.MAGNITUDE, 50).apply(some, PassContext.bare());
        assertThat(some.nodes("Conv").stream().map(c -> zerosOf(some, c) > 0)).containsExactly(false, false, true);
        all.apply(graph, PassContext.bare());
        assertThat(graph.nodes("Conv").stream().map(c -> zerosOf(graph, c) > 0)).containsExactly(true, true, true);
    }

    @Test
    void zerosStayZerosInInt8AndInCodebooks() {
        Graph graph = TinyModels.yoloLike(2);
        pass("unstructured", Importance.OBS, 50).apply(graph, PICTURES);
        Map<String, float[]> sparse = new LinkedHashMap<>();
        graph.nodes("Conv").forEach(c -> sparse.put(c.output(), weights(graph, c)));
        Graph quantized = graph.copy();
        new QuantizeStatic(8, Operators.ALL, 99.99, false).apply(quantized, PICTURES);
        for (QuantizedLayer layer : QuantizedLayer.of(quantized)) {
            float[] before = Objects.requireNonNull(sparse.get(layer.node().output()));
            byte[] after = layer.weights(quantized).bytes();
            for (int i = 0; i < before.length; i++) {
                assertThat(before[i] != 0 || after[i] == 0).isTrue();
            }
        }
        assertThat(QuantizedLayer.of(quantized)).isNotEmpty();
        new ShareWeights(16, Granularity.CHANNEL, Spacing.EVEN, 1).apply(graph, PassContext.bare());
        graph.nodes("Gather").forEach(gather -> {
            String weights = gather.input(1).replace("_index_int32", "");
            byte[] indices = Objects.requireNonNull(graph.initializer(weights + "_index"))
                    .bytes();
            graph.consumers(Objects.requireNonNull(graph.producer(weights)).output())
                    .forEach(conv -> {
                        float[] before = Objects.requireNonNull(sparse.get(conv.output()));
                        for (int i = 0; i < before.length; i++) {
                            assertThat(before[i] != 0 || indices[i] == 0).isTrue();
                        }
                    });
        });
        assertThat(graph.nodes("Gather")).isNotEmpty();
    }

    @Test
    void leavesAModelAloneThatHasNothingButPredictions() {
        GraphBuilder b = new GraphBuilder("g");
        String y = b.conv(b.input("images", 1, 3, 8, 8), 3, 4, 3, 1, 1);
        assertThatPass(pass("unstructured", Importance.MAGNITUDE, 50))
                .on(b.outputAs(y, "y", 1, 4, 8, 8).build())
                .leavesAlone("no layer's weights can be pruned", "1 layers that predict");
    }

    @Test
    void leavesAModelAloneWithoutPicturesToTellBy() {
        assertThatPass(pass("unstructured", Importance.SENSITIVITY, 50))
                .on(TinyModels.yoloLike(2))
                .leavesAlone("fewer than 4 calibration pictures", "use importance magnitude");
    }

    @Test
    void leavesAModelAloneThatItPrunedSoBefore() {
        Graph graph = TinyModels.yoloLike(2);
        pass("unstructured", Importance.MAGNITUDE, 50).apply(graph, PassContext.bare());
        assertThatPass(pass("unstructured", Importance.MAGNITUDE, 50)).on(graph).leavesAlone("pruned so before");
        Graph further = graph.copy();
        assertThat(pass("unstructured", Importance.MAGNITUDE, 70)
                        .apply(further, PassContext.bare())
                        .changes())
                .isPositive();
    }

    private static PruneWeights pass(String pattern, Importance importance, double sparsity) {
        return new PruneWeights(pattern, importance, Allocation.EVEN, sparsity, false, false, 32, 4608, 0.01);
    }

    private static Map<String, Integer> zeros(Graph graph) {
        Map<String, Integer> zeros = new LinkedHashMap<>();
        graph.nodes("Conv").forEach(c -> zeros.put(c.name(), zerosOf(graph, c)));
        return zeros;
    }

    private static int zerosOf(Graph graph, Node conv) {
        int zeros = 0;
        for (float w : weights(graph, conv)) {
            zeros += w == 0 ? 1 : 0;
        }
        return zeros;
    }

    private static float[] weights(Graph graph, Node conv) {
        return Objects.requireNonNull(graph.initializer(conv.input(1))).floats();
    }
}
