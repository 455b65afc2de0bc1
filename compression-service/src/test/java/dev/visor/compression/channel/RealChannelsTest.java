package dev.visor.compression.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.compression.RealModels;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassRunner;
import dev.visor.compression.random.Tidied;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphReader;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.rewrite.Constants;
import dev.visor.onnx.runtime.ModelSession;
import dev.visor.onnx.runtime.SessionSettings;
import dev.visor.onnx.runtime.ShapeOracle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every real model loses 30 % and 60 % of each group, chosen by chance and by size: what is left is what was masked. */
class RealChannelsTest {
    private static final double TOLERANCE = 1e-4;

    @Test
    void whatIsLeftIsWhatWasMasked() throws IOException {
        for (Path model : RealModels.models()) {
            Graph graph = GraphReader.read(model);
            PassRunner.run(graph, Tidied.passes(), PassContext.bare());
            ChannelGroups groups = ChannelGroups.of(graph, ShapeOracle.infer(graph, fixed(graph)));
            double worst = 0;
            for (double share : new double[] {0.3, 0.6}) {
                for (boolean chosen : new boolean[] {false, true}) {
                    Equivalence e = Equivalence.of(graph, groups, units(graph, groups, share, chosen), 1);
                    assertThat(e.faults()).as(model.toString()).isEmpty();
                    // With everything that ONNX Runtime fuses, integers among it.
                    ModelSession.open(e.removed(), SessionSettings.standard()).close();
                    worst = Math.max(worst, e.error());
                }
            }
            print(model, groups, worst);
            assertThat(worst).as(model.toString()).isLessThan(TOLERANCE);
        }
    }

    /** One picture where the batch is open. */
    private static Map<String, long[]> fixed(Graph graph) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        for (ValueInfo in : graph.runtimeInputs()) {
            long[] dims = Objects.requireNonNull(in.shape()).toArray();
            for (int i = 0; i < dims.length; i++) {
                dims[i] = dims[i] == Shape.UNKNOWN ? 1 : dims[i];
            }
            shapes.put(in.name(), dims);
        }
        return shapes;
    }

    private static Set<ChannelUnit> units(Graph graph, ChannelGroups groups, double share, boolean chosen) {
        Set<ChannelUnit> units = new LinkedHashSet<>();
        for (ChannelGroup group : groups.groups()) {
            List<ChannelUnit> own = new ArrayList<>(group.units());
            if (chosen) {
                double[] norms = norms(graph, group);
                own.sort(Comparator.comparingDouble(u -> norms[u.index()]));
            } else {
                Collections.shuffle(own, new Random(group.name().hashCode()));
            }
            units.addAll(own.subList(0, (int) (share * own.size())));
        }
        return units;
    }

    /** Squares of all weights that make a unit's channels. */
    private static double[] norms(Graph graph, ChannelGroup group) {
        double[] norms = new double[group.size()];
        for (LayerChannels layer : group.producers()) {
            Node node = Objects.requireNonNull(graph.producer(layer.node()));
            Tensor weights = Constants.of(graph, node.input(layer.weights()));
            if (weights == null) {
                weights = Constants.of(
                        graph,
                        Objects.requireNonNull(graph.producer(node.input(layer.weights())))
                                .input(0));
            }
            float[] w = Objects.requireNonNull(weights).floats();
            int inner = 1;
            for (int d = layer.weightsAxis() + 1; d < weights.rank(); d++) {
                inner *= (int) weights.dim(d);
            }
            int size = (int) weights.dim(layer.weightsAxis());
            double[] squares = new double[size];
            for (int i = 0; i < w.length; i++) {
                squares[i / inner % size] += w[i] * w[i];
            }
            for (int unit = 0; unit < norms.length; unit++) {
                for (int channel : layer.channels()[unit]) {
                    norms[unit] += squares[channel % size];
                }
            }
        }
        return norms;
    }

    private static void print(Path model, ChannelGroups groups, double worst) {
        System.out.printf(
                Locale.ROOT,
                "%s: %d groups, %d units, %d of %d channels (%.1f %%), largest error %.1e%n",
                model.getFileName(),
                groups.groups().size(),
                groups.groups().stream().mapToInt(ChannelGroup::size).sum(),
                groups.prunableChannels(),
                groups.channels(),
                100.0 * groups.prunableChannels() / groups.channels(),
                worst);
        Map<String, Integer> reasons = groups.protectedChannels().stream()
                .collect(Collectors.groupingBy(
                        ProtectedChannels::reason,
                        LinkedHashMap::new,
                        Collectors.summingInt(ProtectedChannels::channels)));
        reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(3)
                .forEach(e -> System.out.printf("    %d stay: %s%n", e.getValue(), e.getKey()));
    }
}
