package dev.visor.samples.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.Node;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelExportTest {
    private final HelmetNet net = new HelmetNet();
    private final Weights weights = Weights.initial(net, 3);

    @Test
    void keepsBatchNormAsNodesOfItsOwn() {
        Graph graph = ModelExport.graph(net, weights, Map.of());
        long norms = graph.nodes().stream()
                .map(Node::opType)
                .filter("BatchNormalization"::equals)
                .count();
        assertThat(norms)
                .isEqualTo(net.layers().stream()
                        .filter(Layer.ConvBlock.class::isInstance)
                        .count());
    }

    @Test
    void theSameWeightsGiveTheSameBytes() {
        assertThat(GraphWriter.toBytes(ModelExport.graph(net, weights, Map.of("a", "b"))))
                .isEqualTo(GraphWriter.toBytes(ModelExport.graph(net, Weights.initial(net, 3), Map.of("a", "b"))));
    }

    @Test
    void staysSmall() {
        assertThat(weights.parameters()).isBetween(300_000L, 800_000L);
    }

    @Test
    void weightsComeBackFromAFile(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("some.weights");
        weights.save(file);
        Weights loaded = Weights.load(file);
        for (String name : net.shapes().keySet()) {
            assertThat(loaded.get(name)).isEqualTo(weights.get(name));
        }
    }
}
