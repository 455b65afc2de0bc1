package dev.visor.compression.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.compression.pass.cleanup.EliminateDeadNodes;
import dev.visor.contracts.compression.CompressionReport.PassReport;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.TinyModels;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassRunnerTest {
    @Test
    void reportsWhatEachPassDid() {
        List<PassReport> reports =
                PassRunner.run(TinyModels.convBnSilu(), List.of(new EliminateDeadNodes()), PassContext.bare());
        assertThat(reports).singleElement().satisfies(report -> {
            assertThat(report.pass()).isEqualTo("eliminate-dead-nodes");
            assertThat(report.changes()).isZero();
        });
    }

    @Test
    void blamesThePassThatBrokeTheGraphWithThoseBeforeItTheRuleAndTheNode() {
        assertThatThrownBy(() -> PassRunner.run(
                        TinyModels.convBnSilu(),
                        List.of(new EliminateDeadNodes(), new CutAnEdge()),
                        PassContext.bare()))
                .isInstanceOfSatisfying(
                        VisorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PASS_BROKE_GRAPH))
                .hasMessageContaining("pass 'cut-an-edge' (after [eliminate-dead-nodes]) broke the graph")
                .hasMessageContaining("Sigmoid");
    }

    @Test
    void holdsNothingAgainstAPassThatTheModelBrokeBefore() {
        Graph graph = TinyModels.convBnSilu();
        graph.nodes().forEach(n -> n.setName("same"));
        assertThat(PassRunner.run(graph, List.of(new EliminateDeadNodes()), PassContext.bare()))
                .hasSize(1);
    }

    @PassId(value = "cut-an-edge", description = "Breaks the graph.")
    record CutAnEdge() implements GraphPass {
        @Override
        public PassResult apply(Graph graph, PassContext context) {
            graph.nodes("Sigmoid").getFirst().setInput(0, "nowhere");
            return PassResult.of(1);
        }
    }
}
