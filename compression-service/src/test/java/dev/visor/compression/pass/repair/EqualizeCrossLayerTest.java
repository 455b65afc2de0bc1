package dev.visor.compression.pass.repair;

import static dev.visor.compression.pass.PassAssert.assertThatPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.TinyModels;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EqualizeCrossLayerTest {
    private final EqualizeCrossLayer pass = new EqualizeCrossLayer();
    private final GraphBuilder b = new GraphBuilder("g");
    private final String images = b.input("images", 1, 3, 8, 8);

    @Test
    void balancesAChannelBetweenWhereItIsMadeAndRead() {
        Tensor made = Tensor.ofFloats(new long[] {2, 3, 1, 1}, 16, 1, 1, 1, 1, 1);
        Tensor read = Tensor.ofFloats(new long[] {1, 2, 1, 1}, 1, 1);
        String x = b.relu(b.conv(images, made, Tensor.vector(8f, 1f), 1, 0, 1));
        Graph graph =
                b.outputAs(b.conv(x, read, null, 1, 0, 1), "y", 1, 1, 8, 8).build();
        assertThatPass(pass).on(graph).withinRelativeError(0).becomes(after -> {
            assertThat(weights(after, 0)).containsExactly(4, 0.25f, 0.25f, 1, 1, 1);
            assertThat(weights(after, 1)).containsExactly(4, 1);
            assertThat(Objects.requireNonNull(after.initializer(
                                    after.nodes("Conv").getFirst().input(2)))
                            .floats())
                    .containsExactly(2, 1);
        });
    }

    @Test
    void goesThroughLeakyReluAndDepthwiseConvolutions() {
        String x = b.node("LeakyRelu", b.conv(images, uneven(4, 3, 1, 1), b.normal(1, 4), 1, 0, 1));
        x = b.node("PRelu", b.conv(x, uneven(4, 1, 3, 3), b.normal(1, 4), 1, 1, 4), b.constant("slope", slopes()));
        Graph graph = b.outputAs(b.conv(x, 4, 5, 1, 1, 1), "y", 1, 5, 8, 8).build();
        assertThatPass(pass).on(graph).withinRelativeError(0).becomes("Conv", "LeakyRelu", "Conv", "PRelu", "Conv");
    }

    @Test
    void leavesAloneWhatLiesBehindSilu() {
        assertThatPass(pass).on(TinyModels.yoloLike(2)).leavesAlone("nothing but Relu, LeakyRelu or PRelu");
    }

    @Test
    void leavesAloneWhatIsClipped() {
        String x = b.conv(images, uneven(4, 3, 1, 1), null, 1, 0, 1);
        x = b.node("Clip", x, b.constant("min", Tensor.scalar(0f)), b.constant("max", Tensor.scalar(6f)));
        Graph graph = b.outputAs(b.conv(x, 4, 5, 1, 1, 1), "y", 1, 5, 8, 8).build();
        assertThatPass(pass).on(graph).leavesAlone("nothing but Relu");
    }

    @Test
    void leavesAloneChannelsThatAResidualOrAnOutputReadsToo() {
        String x = b.relu(b.conv(images, uneven(4, 3, 1, 1), null, 1, 0, 1));
        String z = b.relu(b.conv(b.add(x, b.conv(x, 4, 4, 1, 1, 1)), uneven(4, 4, 1, 1), null, 1, 0, 1));
        String y = b.conv(z, 4, 5, 1, 1, 1);
        Graph graph = b.output(z, 1, 4, 8, 8).outputAs(y, "y", 1, 5, 8, 8).build();
        assertThatPass(pass).on(graph).leavesAlone("that nothing else reads");
    }

    @Test
    void leavesAloneWeightsThatAreShared() {
        String shared = b.constant("shared", uneven(3, 3, 1, 1));
        String y = b.node("Conv", b.relu(b.node("Conv", images, shared)), shared);
        assertThatPass(pass).on(b.outputAs(y, "y", 1, 3, 8, 8).build()).leavesAlone("nothing but Relu");
    }

    @Test
    void leavesAloneConvolutionsInGroups() {
        String x = b.relu(b.conv(images, uneven(4, 3, 1, 1), null, 1, 0, 1));
        Graph graph = b.outputAs(b.conv(x, 4, 4, 1, 1, 2), "y", 1, 4, 8, 8).build();
        assertThatPass(pass).on(graph).leavesAlone("nothing but Relu");
    }

    private Tensor uneven(long... dims) {
        float[] values = b.normal(1, dims).floats();
        for (int i = 0; i < values.length; i++) {
            values[i] *= Math.scalb(1f, 3 * (int) (i / (values.length / dims[0])));
        }
        return Tensor.ofFloats(dims, values);
    }

    private Tensor slopes() {
        return b.uniform(0.1, 0.3, 4, 1, 1);
    }

    private static float[] weights(Graph graph, int conv) {
        return Objects.requireNonNull(
                        graph.initializer(graph.nodes("Conv").get(conv).input(1)))
                .floats();
    }
}
