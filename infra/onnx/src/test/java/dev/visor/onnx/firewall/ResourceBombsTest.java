package dev.visor.onnx.firewall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.onnx.graph.Attribute;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.Tensor;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class ResourceBombsTest {
    @Test
    void findsHugeShapes() {
        assertBomb((b, x) -> b.node("ConstantOfShape", b.constant("s", Tensor.vector(100_000L, 100_000))));
        assertBomb((b, x) -> b.node("Expand", x, b.constant("s", Tensor.vector(1L << 40))));
        assertBomb((b, x) -> b.node("Tile", x, b.constant("r", Tensor.vector(1L, 1 << 20, 1 << 20, 1))));
        assertBomb((b, x) -> b.node(
                "Range",
                b.constant("a", Tensor.scalar(0f)),
                b.constant("b", Tensor.scalar(1e30f)),
                b.constant("c", Tensor.scalar(1e-3f))));
        assertBomb((b, x) -> b.node("Resize", x, "", b.constant("s", Tensor.vector(1f, 1f, 1e5f, 1e5f))));
        assertBomb((b, x) -> b.node("Resize", x, "", "", b.constant("s", Tensor.vector(1L, 3, 1 << 20, 1 << 20))));
        assertBomb((b, x) -> b.node("RandomNormal", List.of(), a -> a.setInts("shape", 1 << 20, 1 << 20)));
        assertBomb((b, x) -> b.node("Pad", x, b.constant("p", Tensor.vector(0L, 0, 1 << 30, 0, 0, 0, 0, 0))));
        assertBomb((b, x) -> b.node("MaxPool", List.of(x), a -> a.setInts("pads", 1 << 30, 0, 0, 0)));
        assertBomb((b, x) -> b.node("Loop", b.constant("m", Tensor.scalar(1L << 50))));
    }

    @Test
    void findsThemInNestedGraphsWithConstantsFromOutside() {
        GraphBuilder inner = new GraphBuilder("inner");
        inner.node("ConstantOfShape", "s");
        assertBomb((b, x) -> {
            b.constant("s", Tensor.vector(1L << 40));
            b.node(
                    "If",
                    List.of(x),
                    a -> a.set(
                            "then_branch",
                            new Attribute.OfGraph(
                                    GraphWriter.toProto(inner.build()).getGraph())));
        });
    }

    @Test
    void findsAHugeInput() {
        Graph g = new GraphBuilder("g").build();
        g.addInput(dev.visor.onnx.graph.ValueInfo.of("x", dev.visor.onnx.graph.ElementType.FLOAT, 1 << 20, 1 << 20));
        assertThatThrownBy(() -> ResourceBombs.refuse(g, FirewallLimits.standard()))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void leavesAloneWhatDetectorsDo() {
        GraphBuilder b = new GraphBuilder("g");
        String x = b.input("x", 1, 3, 640, 640);
        b.upsample(x, 4);
        b.node("ConstantOfShape", b.constant("s", Tensor.vector(1L, 8400, 4)));
        b.node("Tile", x, b.constant("r", Tensor.vector(1L, 1, 2, 2)));
        b.node("Loop", b.constant("m", Tensor.scalar(Long.MAX_VALUE)));
        b.node("Expand", x, x);
        assertThatCode(() -> ResourceBombs.refuse(b.build(), FirewallLimits.standard()))
                .doesNotThrowAnyException();
    }

    private static void assertBomb(BiConsumer<GraphBuilder, String> content) {
        GraphBuilder b = new GraphBuilder("g");
        content.accept(b, b.input("x", 1, 3, 64, 64));
        assertThatThrownBy(() -> ResourceBombs.refuse(b.build(), FirewallLimits.standard()))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.report().rule()).isEqualTo(FirewallRule.RESOURCE_BOMB));
    }
}
