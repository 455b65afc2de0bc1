package dev.visor.onnx.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.TinyModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeProfileTest {
    @Test
    void timesEveryNodeOfAGraphThatRunsAsWritten() {
        var graph = TinyModels.convBnSilu();
        RuntimeProfile profile = RuntimeProfile.measure(
                GraphWriter.toBytes(graph),
                SessionSettings.standard().withoutOptimization(),
                Map.of("images", TensorValue.zeros(ElementType.FLOAT, 1, 3, 32, 32)),
                2,
                5);
        assertThat(profile.nodes())
                .extracting(RuntimeProfile.NodeTime::name)
                .containsExactlyInAnyOrderElementsOf(
                        graph.nodes().stream().map(n -> n.name()).toList());
        assertThat(profile.nodes()).allSatisfy(n -> assertThat(n.runs()).isEqualTo(5));
        assertThat(profile.microsByOpType()).containsKeys("Conv", "Sigmoid", "BatchNormalization");
    }

    @Test
    void leavesOutWarmUpRunsAndForeignEvents(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("profile.json");
        Files.writeString(file, """
                [{"cat":"Session","name":"model_run","dur":99},
                 {"cat":"Node","name":"c_kernel_time","dur":50,"args":{"op_name":"Conv",
                   "input_type_shape":[{"uint8":[1,3]},{"float":[1]}]}},
                 {"cat":"Node","name":"c_fence_after","dur":50,"args":{"op_name":"Conv"}},
                 {"cat":"Node","name":"c_kernel_time","dur":3,"args":{"op_name":"Conv",
                   "input_type_shape":[{"uint8":[1,3]},{"float":[1]}]}},
                 {"cat":"Node","name":"c_kernel_time","dur":4,"args":{"op_name":"Conv",
                   "input_type_shape":[{"uint8":[1,3]},{"float":[1]}]}}]
                """);
        assertThat(RuntimeProfile.read(file, 1).nodes())
                .containsExactly(new RuntimeProfile.NodeTime("c", "Conv", "uint8", 2, 3.5));
    }
}
