package dev.visor.compression.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.compression.trial.KernelTimes.Kernel;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.TinyModels;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelTimesTest {
    private final Graph graph = TinyModels.yoloLike(2);
    private final String conv = graph.nodes("Conv").getFirst().output();
    private final String convName = graph.nodes("Conv").getFirst().name();

    @Test
    void aRewrittenKernelCountsForTheNodeThatItIsNamedAfter() {
        KernelTimes times = new KernelTimes(List.of(
                new Kernel(conv + "_nchwc", "Conv", 10),
                new Kernel(convName + "_token_17", "QLinearConv", 5),
                new Kernel(convName, "Conv", 1)));
        assertThat(times.microsByOutput(graph)).containsOnlyKeys(conv).containsEntry(conv, 16.0);
        assertThat(times.totalMicros()).isEqualTo(16);
    }

    @Test
    void leavesOutWhatNoNodeStandsFor() {
        KernelTimes times = new KernelTimes(List.of(new Kernel("ReorderInput_token_3", "ReorderInput", 10)));
        assertThat(times.microsByOutput(graph)).isEmpty();
        assertThat(times.microsByOpType()).containsEntry("ReorderInput", 10.0);
    }
}
