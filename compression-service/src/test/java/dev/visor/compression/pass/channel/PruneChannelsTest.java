package dev.visor.compression.pass.channel;

import static dev.visor.compression.pass.PassAssert.assertThatPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassResult;
import dev.visor.compression.pass.quantization.SeededInputs;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.TinyModels;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PruneChannelsTest {
    private static final int WIDE = 16;

    private final PassContext pictures = PassContext.calibratedOn(new SeededInputs("x", 16, 1, 3, 12, 12));

    @Test
    void channels_that_repeat_others_go_without_loss() {
        PassResult result = assertThatPass(pruning(0.6, Importance.RECONSTRUCTION, true))
                .on(everySecondChannelRepeatsOne())
                .with(pictures)
                .withinRelativeError(0.01)
                .becomes(after -> assertThat(channels(after, "first")).isEqualTo(WIDE / 2));
        assertThat(result.figures().get("macsShare")).isLessThanOrEqualTo(0.6);
        assertThat(result.notes().getFirst()).contains("16 → 8");
    }

    @ParameterizedTest
    @EnumSource(Importance.class)
    void any_importance_reaches_the_goal_and_the_graph_runs(Importance importance) {
        PassResult result = assertThatPass(pruning(0.6, importance, true))
                .on(everySecondChannelRepeatsOne())
                .with(pictures)
                .withinRelativeError(1)
                .becomes(after -> assertThat(channels(after, "first")).isEqualTo(WIDE / 2));
        assertThat(result.figures().get("macsShare")).isLessThanOrEqualTo(0.6);
    }

    @Test
    void magnitude_without_refit_needs_no_pictures() {
        assertThatPass(pruning(0.6, Importance.L2, false))
                .on(everySecondChannelRepeatsOne())
                .withinRelativeError(1)
                .becomes(after -> assertThat(channels(after, "first")).isEqualTo(WIDE / 2));
    }

    @Test
    void what_is_left_are_multiples_of_eight() {
        assertThatPass(pruning(0.5, Importance.RECONSTRUCTION, true))
                .on(chain(24))
                .with(pictures)
                .withinRelativeError(1)
                .becomes(after -> assertThat(channels(after, "first") % 8).isZero());
    }

    @Test
    void a_goal_of_measured_time_is_come_to_by_the_layers_that_take_it() {
        // Time is counted in channels that the first layer makes: a layer is asked for by its weights.
        PassContext timed = pictures.withLatency(layer -> layer.initializers().values().stream()
                .filter(t -> t.rank() == 4 && t.dim(1) == 3)
                .mapToDouble(t -> 10 * t.dim(0))
                .sum());
        PruneChannels pass =
                new PruneChannels(0.5, Measure.LATENCY, Importance.L1, false, true, 2, 8, 0.75, 16, 2304, 1e-6);
        PassResult result = assertThatPass(pass)
                .on(everySecondChannelRepeatsOne())
                .with(timed)
                .withinRelativeError(1)
                .becomes(after -> assertThat(channels(after, "first")).isEqualTo(WIDE / 2));
        assertThat(result.figures().get("latencyShare")).isLessThanOrEqualTo(0.6);
    }

    @Test
    void leaves_a_graph_alone_whose_time_may_not_be_measured() {
        PruneChannels pass =
                new PruneChannels(0.5, Measure.LATENCY, Importance.L1, false, true, 2, 8, 0.75, 16, 2304, 1e-6);
        assertThatPass(pass).on(chain(24)).with(pictures).leavesAlone("nothing may be measured");
    }

    @Test
    void leaves_alone_what_was_pruned_already() {
        Graph graph = chain(24);
        pruning(0.7, Importance.L1, false).apply(graph, pictures);
        assertThatPass(pruning(0.5, Importance.L1, false))
                .on(graph)
                .with(pictures)
                .leavesAlone("pruned already");
    }

    @Test
    void leaves_alone_a_graph_whose_channels_are_all_seen_from_outside() {
        GraphBuilder b = new GraphBuilder("g");
        Graph graph = b.outputAs(b.conv(b.input("x", 1, 3, 12, 12), 3, 16, 3, 1, 1), "y", 1, 16, 12, 12)
                .build();
        assertThatPass(pruning(0.5, Importance.L1, false)).on(graph).leavesAlone("no group of channels can go");
    }

    @Test
    void leaves_a_graph_alone_without_pictures_to_learn_from() {
        assertThatPass(pruning(0.5, Importance.RECONSTRUCTION, true))
                .on(chain(24))
                .leavesAlone("calibration pictures");
    }

    @Test
    void leaves_groups_alone_that_are_smaller_than_the_multiple() {
        assertThatPass(pruning(0.5, Importance.L1, false)).on(chain(8)).leavesAlone("smaller than 16 channels");
    }

    @Test
    void residuals_splits_and_concatenations_are_pruned_through() {
        Graph graph = TinyModels.yoloLike(2);
        long[] dims =
                Objects.requireNonNull(graph.runtimeInputs().getFirst().shape()).toArray();
        String input = graph.runtimeInputs().getFirst().name();
        PruneChannels pass =
                new PruneChannels(0.8, Measure.MACS, Importance.RECONSTRUCTION, true, true, 2, 2, 0.75, 16, 2304, 0.01);
        PassResult result = assertThatPass(pass)
                .on(graph)
                .with(PassContext.calibratedOn(new SeededInputs(input, 16, dims)))
                .withinRelativeError(2)
                .becomes(after -> {});
        assertThat(result.figures().get("macsShare")).isLessThan(0.85);
    }

    private static PruneChannels pruning(double goal, Importance importance, boolean refit) {
        return new PruneChannels(goal, Measure.MACS, importance, refit, true, 2, 8, 0.75, 16, 2304, 1e-6);
    }

    private static int channels(Graph graph, String conv) {
        Node node = graph.nodes().stream()
                .filter(n -> n.name().equals(conv))
                .findFirst()
                .orElseThrow();
        return Math.toIntExact(
                Objects.requireNonNull(graph.initializer(node.input(1))).dim(0));
    }

    private static Graph everySecondChannelRepeatsOne() {
        GraphBuilder b = new GraphBuilder("g");
        float[] filters = b.normal(0.4, WIDE, 3, 3, 3).floats();
        int length = filters.length / WIDE;
        for (int c = 1; c < WIDE; c += 2) {
            System.arraycopy(filters, (c - 1) * length, filters, c * length, length);
        }
        Tensor first = Tensor.ofFloats(new long[] {WIDE, 3, 3, 3}, filters);
        float[] bias = b.normal(0.1, WIDE).floats();
        for (int c = 1; c < WIDE; c += 2) {
            bias[c] = bias[c - 1];
        }
        return chain(b, first, Tensor.vector(bias));
    }

    private static Graph chain(int width) {
        GraphBuilder b = new GraphBuilder("g");
        return chain(b, b.normal(0.4, width, 3, 3, 3), b.normal(0.1, width));
    }

    private static Graph chain(GraphBuilder b, Tensor weights, Tensor bias) {
        int width = Math.toIntExact(weights.dim(0));
        String y = b.relu(b.conv(b.input("x", 1, 3, 12, 12), weights, bias, 1, 1, 1));
        Graph graph =
                b.outputAs(b.conv(y, width, 8, 1, 1, 1), "y", 1, 8, 12, 12).build();
        graph.nodes().getFirst().setName("first");
        return graph;
    }
}
