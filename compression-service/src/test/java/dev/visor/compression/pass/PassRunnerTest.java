package dev.visor.compression.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.compression.pass.cleanup.EliminateDeadNodes;
import dev.visor.contracts.compression.CompressionReport.PassReport;
import dev.visor.contracts.compression.ValueRange;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.TinyModels;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PassRunnerTest {
    @Test
    void reportsWhatEachPassDid() {
        List<PassReport> reports = PassRunner.run(
                        TinyModels.convBnSilu(), List.of(new EliminateDeadNodes()), PassContext.bare())
                .reports();
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
        assertThat(PassRunner.run(graph, List.of(new EliminateDeadNodes()), PassContext.bare())
                        .reports())
                .hasSize(1);
    }

    @Test
    void handsTheGraphAsItWasBeforeItWasQuantizedToThePassesFromThereOn() {
        List<@Nullable Graph> references = new ArrayList<>();
        Graph graph = TinyModels.convBnSilu();
        PassRunner.run(
                graph,
                List.of(
                        new Recorder(references, Set.of()),
                        new Recorder(references, Set.of(Property.QUANTIZED)),
                        new Recorder(references, Set.of())),
                PassContext.bare());
        assertThat(references.getFirst()).isNull();
        assertThat(references.get(1)).isNotNull().isNotSameAs(graph).isSameAs(references.get(2));
    }

    @Test
    void comparesOutputsAfterEachPassThatChangedSomethingAndKeepsWhatWasCalibrated() {
        ValueRange range = new ValueRange("x", -1, 1, -2, 2, "mse", 0.01, 1e-4);
        PassRun run = PassRunner.run(
                TinyModels.convBnSilu(),
                List.of(new EliminateDeadNodes(), new Calibrate(range), new EliminateDeadNodes()),
                PassContext.bare(),
                graph -> 42.0);

        assertThat(run.reports()).extracting(PassReport::sqnrDecibels).containsExactly(null, 42.0, null);
        assertThat(run.ranges()).containsExactly(range);
        assertThat(run.search()).isNull();
    }

    @PassId(value = "calibrate-something", description = "Says what it calibrated.")
    record Calibrate(ValueRange range) implements GraphPass {
        @Override
        public PassResult apply(Graph graph, PassContext context) {
            return PassResult.of(1).withRanges(List.of(range));
        }
    }

    @PassId(value = "record", description = "Keeps the reference that it is given.")
    record Recorder(List<@Nullable Graph> references, Set<Property> establishes) implements GraphPass {
        @Override
        public PassResult apply(Graph graph, PassContext context) {
            references.add(context.reference());
            return PassResult.of(0);
        }
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
