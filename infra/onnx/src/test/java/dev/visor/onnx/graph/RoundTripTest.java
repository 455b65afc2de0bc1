package dev.visor.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.onnx.RealModels;
import dev.visor.onnx.runtime.ModelSession;
import dev.visor.onnx.runtime.Outputs;
import dev.visor.onnx.runtime.SessionSettings;
import dev.visor.onnx.runtime.TensorValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {
    static Stream<Graph> tiny() {
        return Stream.of(TinyModels.convBnSilu(), TinyModels.residualClassifier(), TinyModels.yoloLike(2));
    }

    @ParameterizedTest
    @MethodSource
    void tiny(Graph graph) {
        byte[] bytes = GraphWriter.toBytes(graph);
        Graph back = GraphReader.read(bytes);
        assertThat(GraphPrinter.print(back)).isEqualTo(GraphPrinter.print(graph));
        assertThat(GraphWriter.toBytes(back)).isEqualTo(bytes);
    }

    @Test
    void buildingTwiceGivesTheSameBytes() {
        assertThat(GraphWriter.toBytes(TinyModels.yoloLike(3))).isEqualTo(GraphWriter.toBytes(TinyModels.yoloLike(3)));
    }

    @ParameterizedTest
    @MethodSource("dev.visor.onnx.RealModels#all")
    void realModelsComeBackAsTheyWere(Path file) throws Exception {
        RealModels.assumeThere(file);
        byte[] original = Files.readAllBytes(file);
        Graph first = GraphReader.read(original.clone());
        byte[] written = GraphWriter.toBytes(first);
        Graph second = GraphReader.read(written.clone());
        assertThat(GraphPrinter.print(second)).isEqualTo(GraphPrinter.print(first));
        assertThat(GraphWriter.toBytes(second)).isEqualTo(written);
        assertThat(GraphWriter.toBytes(first.copy())).isEqualTo(written);
        assertSameNumbers(original, written);
    }

    private static void assertSameNumbers(byte[] a, byte[] b) {
        try (ModelSession left = ModelSession.open(a, SessionSettings.standard());
                ModelSession right = ModelSession.open(b, SessionSettings.standard())) {
            Map<String, TensorValue> in = seeded(left);
            Outputs l = left.run(in);
            Outputs r = right.run(in);
            assertThat(r.names()).containsExactlyElementsOf(l.names());
            for (String name : l.names()) {
                assertThat(r.get(name).toTensor()).isEqualTo(l.get(name).toTensor());
            }
        }
    }

    private static Map<String, TensorValue> seeded(ModelSession session) {
        SplittableRandom random = new SplittableRandom(7);
        Map<String, TensorValue> in = new LinkedHashMap<>();
        for (ValueInfo v : session.inputs()) {
            long[] shape = v.shape().toArray();
            for (int i = 0; i < shape.length; i++) {
                shape[i] = Math.max(1, shape[i]);
            }
            TensorValue value = TensorValue.zeros(v.type(), shape);
            if (v.type() == ElementType.FLOAT) {
                for (int i = 0; i < value.elements(); i++) {
                    value.floatBuffer().put(i, (float) random.nextDouble());
                }
            }
            in.put(v.name(), value);
        }
        return in;
    }
}
