package dev.visor.onnx.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.onnx.RealModels;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.GraphReader;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.graph.TinyModels;
import dev.visor.onnx.graph.ValueInfo;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShapeOracleTest {
    @Test
    void knowsEveryValueOfATinyNet() {
        Graph g = TinyModels.convBnSilu();
        Map<String, ValueInfo> known = ShapeOracle.infer(g);
        for (Node n : g.nodes()) {
            n.outputs()
                    .forEach(
                            out -> assertThat(known.get(out).shape().isStatic()).isTrue());
        }
        assertThat(known.get("conv_out").shape()).isEqualTo(Shape.of(1, 8, 16, 16));
        assertThat(known.get("weight").type()).isEqualTo(ElementType.FLOAT);
    }

    @Test
    void takesTheInputShapeThatItIsGiven() {
        GraphBuilder b = new GraphBuilder("dynamic");
        String x = b.input("x", -1, 3, -1, -1);
        Graph g = b.output(b.conv(x, 3, 4, 3, 2, 1), -1, 4, -1, -1).build();
        assertThatThrownBy(() -> ShapeOracle.infer(g)).hasMessageContaining("has no fixed shape");
        Map<String, ValueInfo> known = ShapeOracle.infer(g, Map.of("x", new long[] {2, 3, 10, 20}));
        assertThat(known.get("conv_out").shape()).isEqualTo(Shape.of(2, 4, 5, 10));
    }

    @Test
    void runsOnceWhereSizesDependOnData() {
        GraphBuilder b = new GraphBuilder("data");
        String x = b.input("x", 2, 3);
        Graph g = b.output(b.node("NonZero", x), ElementType.INT64, 2, -1).build();
        assertThat(ShapeOracle.infer(g).get("nonzero_out").shape()).isEqualTo(Shape.of(2, 0));
    }

    @Test
    void runsOnceWhereARankDependsOnWhatACallerMayReplace() {
        GraphBuilder b = new GraphBuilder("reshape");
        String x = b.input("x", 2, 6);
        Graph g = b.output(b.reshape(x, 3, 4), 3, 4).build();
        String target = g.nodes("Reshape").getFirst().input(1);
        g.addInput(new ValueInfo(target, ElementType.INT64, Shape.of(2)));
        assertThat(ShapeOracle.infer(g).get(g.outputs().getFirst().name()).shape())
                .isEqualTo(Shape.of(3, 4));
    }

    @ParameterizedTest
    @MethodSource("dev.visor.onnx.RealModels#all")
    void knowsEveryValueOfPublishedModels(Path file) throws Exception {
        RealModels.assumeThere(file);
        Graph g = GraphReader.read(file);
        Map<String, long[]> given = new LinkedHashMap<>();
        for (ValueInfo in : g.runtimeInputs()) {
            long[] shape = in.shape().toArray();
            for (int i = 0; i < shape.length; i++) {
                shape[i] = Math.max(1, shape[i]);
            }
            given.put(in.name(), shape);
        }
        Map<String, ValueInfo> known = ShapeOracle.infer(g, given);
        for (Node n : g.nodes()) {
            for (String out : n.outputs()) {
                if (!out.isEmpty() && g.isUsed(out)) {
                    assertThat(known).containsKey(out);
                    assertThat(known.get(out).shape().isStatic()).isTrue();
                }
            }
        }
    }

    @Test
    void whatIsDeclaredStaysOpenWhereTheInputIs() {
        GraphBuilder b = new GraphBuilder("g");
        String y = b.conv(b.input("x", -1, 3, 8, 8), 3, 4, 3, 1, 1);
        Graph graph = b.output(y, -1, 4, 8, 8).build();
        assertThat(ShapeOracle.declared(graph).get(y).shape()).isEqualTo(Shape.of(-1, 4, 8, 8));
    }
}
