package dev.visor.onnx.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.onnx.RealModels;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.TinyModels;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProbeTest {
    @TempDir
    Path folder;

    @Test
    void saysWhatASoundModelGives() throws Exception {
        Graph graph = TinyModels.yoloLike(2);
        ProbeReport report = probe(graph, ProbeLimits.standard());
        assertThat(report).isInstanceOfSatisfying(ProbeReport.Survived.class, s -> {
            assertThat(s.inputs()).isEqualTo(graph.inputs());
            assertThat(s.metadata()).isEqualTo(graph.metadata());
            assertThat(s.outputs()).singleElement().satisfies(o -> {
                assertThat(o.name()).isEqualTo("output0");
                assertThat(o.shape()).isEqualTo(Shape.of(1, 6, 80));
                assertThat(o.min()).isBetween(0.0, o.mean());
                assertThat(o.max()).isBetween(o.mean(), 64.0);
            });
            assertThat(s.runMillis()).isPositive();
        });
    }

    @ParameterizedTest
    @MethodSource("dev.visor.onnx.RealModels#all")
    void publishedModelsSurvive(Path file) throws Exception {
        RealModels.assumeThere(file);
        assertThat(Probe.run(file, ProbeLimits.standard())).isInstanceOf(ProbeReport.Survived.class);
    }

    @Test
    void opensSidesAreGivenAPicture() throws Exception {
        GraphBuilder b = new GraphBuilder("dynamic").metadata("imgsz", "[96, 96]");
        String x = b.input("images", -1, 3, -1, -1);
        Graph graph = b.output(b.conv(x, 3, 4, 3, 2, 1), -1, 4, -1, -1).build();
        assertThat(probe(graph, ProbeLimits.standard()))
                .isInstanceOfSatisfying(
                        ProbeReport.Survived.class,
                        s -> assertThat(s.outputs().getFirst().shape()).isEqualTo(Shape.of(1, 4, 48, 48)));
    }

    @Test
    void aModelThatDoublesItsDataRunsOutOfMemory() throws Exception {
        GraphBuilder b = new GraphBuilder("growing");
        String x = b.input("images", 1, 3, 64, 64);
        for (int i = 0; i < 20; i++) {
            x = b.concat(0, x, x);
        }
        Graph graph = b.output(x, -1, 3, 64, 64).build();
        assertDied(probe(graph, new ProbeLimits(2L << 30, 30, 60)), ProbeRule.MEMORY);
    }

    @Test
    void aModelThatComputesForHoursRunsOutOfTime() throws Exception {
        GraphBuilder b = new GraphBuilder("busy");
        String x = b.input("images", 1, 1, 2048, 2048);
        for (int i = 0; i < 2000; i++) {
            x = b.node("MatMul", x, x);
        }
        Graph graph = b.output(x, 1, 1, 2048, 2048).build();
        assertDied(probe(graph, new ProbeLimits(2L << 30, 2, 60)), ProbeRule.TIMEOUT);
        assertDied(probe(graph, new ProbeLimits(2L << 30, 60, 2)), ProbeRule.TIMEOUT);
    }

    @Test
    void aModelThatDoesNotLoadSaysWhy() throws Exception {
        GraphBuilder b = new GraphBuilder("unknown");
        Graph graph =
                b.output(b.node("NoSuchOperator", b.input("images", 1)), 1).build();
        ProbeReport report = probe(graph, ProbeLimits.standard());
        assertDied(report, ProbeRule.LOAD_ERROR);
        assertThat(((ProbeReport.Died) report).reason())
                .contains("NoSuchOperator")
                .contains("m.onnx")
                .doesNotContain(folder.toString());
    }

    @Test
    void aModelThatLoadsButDoesNotRunSaysWhy() throws Exception {
        GraphBuilder b = new GraphBuilder("gather");
        String x = b.input("images", 4);
        String index = b.node("Cast", java.util.List.of(b.input("index", ElementType.FLOAT, 1)), a -> a.set("to", 7));
        String far = b.node("Add", index, b.constant("far", Tensor.vector(1000L)));
        Graph graph = b.output(b.node("Gather", x, far), 1).build();
        assertDied(probe(graph, ProbeLimits.standard()), ProbeRule.RUN_ERROR);
    }

    @Test
    void numbersThatAreNeverFiniteAreRefused() throws Exception {
        GraphBuilder b = new GraphBuilder("nan");
        String x = b.node("Neg", b.input("images", 1, 3, 32, 32));
        Graph graph = b.output(b.node("Sqrt", x), 1, 3, 32, 32).build();
        assertDied(probe(graph, ProbeLimits.standard()), ProbeRule.NAN);
    }

    @Test
    void leavesAloneAModelThatOverflowsOnlyForTheWrongPixelScale() throws Exception {
        GraphBuilder b = new GraphBuilder("unit");
        String x = b.mul(b.input("images", 1, 3, 32, 32), b.constant("k", Tensor.scalar(10f)));
        Graph graph = b.output(b.node("Exp", x), 1, 3, 32, 32).build();
        assertThat(probe(graph, ProbeLimits.standard()).survived()).isTrue();
    }

    @Test
    void tellsScoresFromIndicesFeatureByFeature() throws Exception {
        GraphBuilder b = new GraphBuilder("rows");
        String size = b.node("Cast", java.util.List.of(b.input("size", ElementType.INT64, 1, 2)), a -> a.set("to", 1));
        String half = b.mul(size, b.constant("half", Tensor.vector(0.5f, 0.01f)));
        b.input("images", 1, 3, 64, 96);
        Graph graph = b.output(b.concat(0, half, half, half), 3, 2).build();
        assertThat(probe(graph, ProbeLimits.standard())).isInstanceOfSatisfying(ProbeReport.Survived.class, s -> {
            var features = s.outputs().getFirst().features();
            assertThat(features).hasSize(2);
            assertThat(features.get(0)).isEqualTo(new FeatureRange(48, 48, true));
            assertThat(features.get(1).max()).isBetween(0.63, 0.65);
            assertThat(features.get(1).whole()).isFalse();
        });
    }

    private ProbeReport probe(Graph graph, ProbeLimits limits) throws Exception {
        Path file = folder.resolve("m.onnx");
        Files.write(file, GraphWriter.toBytes(graph));
        return Probe.run(file, limits);
    }

    private static void assertDied(ProbeReport report, ProbeRule rule) {
        assertThat(report)
                .isInstanceOfSatisfying(
                        ProbeReport.Died.class,
                        d -> assertThat(d.rule()).as(d.reason()).isEqualTo(rule));
    }
}
