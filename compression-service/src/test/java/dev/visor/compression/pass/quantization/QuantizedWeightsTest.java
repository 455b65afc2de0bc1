package dev.visor.compression.pass.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.onnx.graph.Tensor;
import org.junit.jupiter.api.Test;

class QuantizedWeightsTest {
    @Test
    void scalesEachChannelByItsLargestWeight() {
        Tensor w = Tensor.ofFloats(new long[] {2, 3}, 1f, -2f, 0.5f, 10f, 0f, -5f);
        QuantizedWeights q = QuantizedWeights.of(w, 0, 127, new float[2]);
        assertThat(q.scales()).containsExactly(2f / 127, 10f / 127);
        assertThat(q.values().bytes()).containsExactly(64, -127, 32, 127, 0, -64);
    }

    @Test
    void takesChannelsAlongTheSecondAxis() {
        Tensor w = Tensor.ofFloats(new long[] {2, 2, 1}, 1f, 4f, -2f, 8f);
        assertThat(QuantizedWeights.of(w, 1, 127, new float[2]).scales()).containsExactly(2f / 127, 8f / 127);
    }

    @Test
    void usesOnlySevenBitsWhereProductsMustNotSaturate() {
        Tensor w = Tensor.ofFloats(new long[] {1, 2}, 1f, -1f);
        assertThat(QuantizedWeights.of(w, 0, 63, new float[1]).values().bytes()).containsExactly(63, -63);
    }

    @Test
    void survivesAChannelOfZeros() {
        QuantizedWeights q = QuantizedWeights.of(Tensor.ofFloats(new long[] {1, 2}, 0f, 0f), 0, 127, new float[1]);
        assertThat(q.scales()[0]).isPositive();
        assertThat(q.meanSquaredError()).isCloseTo(0, within(1e-12));
    }
}
