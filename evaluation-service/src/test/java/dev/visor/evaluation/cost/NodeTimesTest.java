package dev.visor.evaluation.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.TinyModels;
import dev.visor.onnx.runtime.RuntimeProfile;
import dev.visor.onnx.runtime.RuntimeProfile.NodeTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NodeTimesTest {
    private final Graph graph = TinyModels.yoloLike(2);

    @Test
    void nameTheNodeOfTheFileThatAKernelStandsFor() {
        Node conv = graph.nodes("Conv").getFirst();
        NodeTimes times = NodeTimes.of(
                graph,
                new RuntimeProfile(List.of(
                        new NodeTime(conv.output() + "_nchwc", "Conv", "float", 8, 30),
                        new NodeTime("ReorderInput_token_3", "ReorderInput", "float", 8, 10))),
                0.05);
        assertThat(times.costliest())
                .extracting(NodeTimes.Costly::node)
                .containsExactly(conv.name(), "ReorderInput_token_3");
        assertThat(times.costliest().getFirst().share()).isCloseTo(0.75, within(1e-12));
        assertThat(times.sumMicros()).isEqualTo(40);
        assertThat(times.wholeShare()).isCloseTo(0.8, within(1e-12));
        assertThat(times.operators())
                .extracting(NodeTimes.OperatorTime::opType)
                .containsExactly("Conv", "ReorderInput");
    }

    @Test
    void listNoMoreThanTheCostliest() {
        NodeTimes times = NodeTimes.of(
                graph,
                new RuntimeProfile(IntStream.range(0, 100)
                        .mapToObj(i -> new NodeTime("node-" + i, "Mul", "float", 8, 100 - i))
                        .toList()),
                10);
        assertThat(times.costliest()).hasSize(NodeTimes.LISTED);
        assertThat(times.kernels()).isEqualTo(100);
        assertThat(times.operators()).hasSize(1);
    }

    @Test
    void leaveAProfileOfNothingAlone() {
        NodeTimes times = NodeTimes.of(graph, new RuntimeProfile(List.of()), 0);
        assertThat(times.costliest()).isEmpty();
        assertThat(times.sumMicros()).isZero();
        assertThat(times.wholeShare()).isZero();
    }
}
