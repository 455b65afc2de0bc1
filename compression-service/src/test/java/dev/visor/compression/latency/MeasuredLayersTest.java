package dev.visor.compression.latency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import org.junit.jupiter.api.Test;

class MeasuredLayersTest {
    @Test
    void measuresAShapeOnceWhateverItsWeights() {
        MeasuredLayers latency = new MeasuredLayers(LayerTable.inMemory());
        double first = latency.micros(convolution(16, 1));
        assertThat(first).isPositive();
        assertThat(latency.micros(convolution(16, 2))).isEqualTo(first);
    }

    @Test
    void tellsLargeFromSmall() {
        MeasuredLayers latency = new MeasuredLayers(LayerTable.inMemory());
        // 16 times the multiply-accumulates; far apart on any processor.
        assertThat(latency.micros(convolution(64, 1))).isGreaterThan(3 * latency.micros(convolution(16, 1)));
    }

    @Test
    void takesWhatTheTableKnows() {
        LayerTable table = LayerTable.inMemory();
        table.keep(LayerKey.of(convolution(16, 1)), 12.5);
        assertThat(new MeasuredLayers(table).micros(convolution(16, 3))).isEqualTo(12.5);
    }

    @Test
    void keysNameProcessorRuntimeAndLayer() {
        LayerKey key = LayerKey.of(convolution(16, 1));
        assertThat(key.processor()).isNotBlank();
        assertThat(key.runtime()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(key.layer()).startsWith("Conv 1×16×32×32");
    }

    private static Graph convolution(int channels, long seed) {
        GraphBuilder b = new GraphBuilder("g", seed);
        String x = b.conv(b.input("x", 1, channels, 32, 32), channels, channels, 3, 1, 1);
        return b.output(x, 1, channels, 32, 32).build();
    }
}
