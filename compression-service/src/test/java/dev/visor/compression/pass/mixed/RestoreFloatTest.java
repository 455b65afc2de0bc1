package dev.visor.compression.pass.mixed;

import static dev.visor.compression.pass.PassAssert.assertThatPass;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassResult;
import dev.visor.compression.pass.quantization.QuantizeWeights;
import dev.visor.compression.trial.Accuracy;
import dev.visor.compression.trial.KernelTimes;
import dev.visor.compression.trial.TrialBench;
import dev.visor.contracts.compression.SearchReport;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RestoreFloatTest {
    private final RestoreFloat pass = new RestoreFloat(0.5, 40, false);
    private final Graph quantized = QuantizedExample.quantized();
    private final List<FloatGroup> groups = FloatGroup.of(quantized);

    @Test
    void givesFloatsBackToTheNodesThatHurtAndToNoOthers() {
        PassResult result = assertThatPass(pass)
                .on(quantized)
                .with(context(new Bench(Set.of(1, 3))))
                .withinRelativeError(0.1)
                .becomes(after -> {
                    Set<String> integers = IntegerNodes.of(after);
                    for (int i = 0; i < groups.size(); i++) {
                        assertThat(integers.contains(groups.get(i).name()))
                                .as("group %d in integers", i)
                                .isEqualTo(i != 1 && i != 3);
                    }
                });
        SearchReport report = Objects.requireNonNull(result.search());
        assertThat(report.referenceAp() - report.resultAp()).isLessThanOrEqualTo(report.goalDrop());
        assertThat(report.trials()).isNotEmpty();
        assertThat(report.floatNodes())
                .extracting(SearchReport.FloatNode::name)
                .containsExactly(nodeName(1), nodeName(3));
    }

    @Test
    void saysSoWhenThePromiseCannotBeKept() {
        Bench bench = new Bench(Set.of(1)) {
            @Override
            public Accuracy accuracy(byte[] model) {
                return IntegerNodes.of(GraphReader.read(model)).isEmpty() && floats++ == 0
                        ? new Accuracy(0.5, 0.8)
                        : new Accuracy(0.1, 0.2);
            }
        };
        Graph graph = quantized.copy();
        assertThat(pass.apply(graph, context(bench)).notes())
                .anyMatch(note -> note.contains("no set was found that loses at most 0.50 points"));
    }

    @Test
    void leavesAGraphAloneThatLosesNothing() {
        assertThatPass(pass).on(quantized).with(context(new Bench(Set.of()))).leavesAlone();
    }

    @Test
    void leavesAGraphAloneThatNobodyLabelledPicturesFor() {
        assertThatPass(pass)
                .on(quantized)
                .with(PassContext.bare().withReference(QuantizedExample.reference()))
                .leavesAlone("no labelled pictures");
    }

    @Test
    void leavesAFloatGraphAlone() {
        assertThatPass(pass)
                .on(QuantizedExample.reference())
                .with(context(new Bench(Set.of())))
                .leavesAlone("nothing in the graph is quantised");
    }

    @Test
    void refusesALossThatIsNone() {
        assertThatThrownBy(() -> new RestoreFloat(-1, 40, false)).hasMessage("maxDrop must be 0.0 to 20.0, was -1.0");
    }

    @Test
    void storesWhatGoesBackIn8BitsIfAskedAndTriesItSo() {
        List<Integer> casts = new ArrayList<>();
        Bench bench = new Bench(Set.of(1)) {
            @Override
            public Accuracy accuracy(byte[] model) {
                casts.add(GraphReader.read(model).nodes("Cast").size());
                return super.accuracy(model);
            }
        };
        Graph graph = quantized.copy();
        new RestoreFloat(0.5, 40, true).apply(graph, context(bench));
        assertThat(graph.nodes("Cast")).isNotEmpty();
        assertThat(casts).contains(graph.nodes("Cast").size());
        assertThat(new QuantizeWeights(512, 25).apply(graph, PassContext.bare()).changes())
                .isZero();
    }

    private String nodeName(int group) {
        return Objects.requireNonNull(
                        QuantizedExample.reference().producer(groups.get(group).name()))
                .name();
    }

    private static PassContext context(TrialBench bench) {
        return PassContext.calibratedOn(QuantizedExample.inputs())
                .withReference(QuantizedExample.reference())
                .withBench(bench);
    }

    /** Two points are lost for each of some groups in integers; integers are ten times as fast as floats. */
    private class Bench implements TrialBench {
        private final Set<Integer> culprits;
        private final AtomicInteger asked = new AtomicInteger();
        int floats;

        Bench(Set<Integer> culprits) {
            this.culprits = culprits;
        }

        private long hurting(byte[] model) {
            asked.incrementAndGet();
            Set<String> integers = IntegerNodes.of(GraphReader.read(model));
            return culprits.stream()
                    .filter(i -> integers.contains(groups.get(i).name()))
                    .count();
        }

        @Override
        public Accuracy accuracy(byte[] model) {
            return new Accuracy(0.5 - 0.02 * hurting(model), 0.8);
        }

        @Override
        public double distance(byte[] model) {
            return 0.1 * hurting(model);
        }

        @Override
        public KernelTimes kernelTimes(byte[] model) {
            Set<String> integers = IntegerNodes.of(GraphReader.read(model));
            return new KernelTimes(groups.stream()
                    .map(group ->
                            new KernelTimes.Kernel(group.name(), "Conv", integers.contains(group.name()) ? 100 : 1000))
                    .toList());
        }

        @Override
        public double timeRatio(byte[] model, byte[] other) {
            return 1;
        }

        @Override
        public int measured() {
            return asked.get();
        }

        @Override
        public int known() {
            return 0;
        }
    }
}
