package dev.visor.compression.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.compression.channel.ChannelCost;
import dev.visor.compression.channel.ChannelGroup;
import dev.visor.compression.channel.ChannelGroups;
import dev.visor.compression.channel.ChannelMask;
import dev.visor.compression.channel.ChannelRemoval;
import dev.visor.compression.channel.ChannelUnit;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassRunner;
import dev.visor.onnx.check.GraphChecker;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.runtime.ModelRunException;
import dev.visor.onnx.runtime.ModelSession;
import dev.visor.onnx.runtime.SessionSettings;
import dev.visor.onnx.runtime.ShapeOracle;
import dev.visor.onnx.runtime.TensorValue;
import dev.visor.onnx.stats.GraphStats;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Any units of any groups of detectors as nobody draws them go: what is left is what was masked. {@code -Dvisor.graphs=5000} tries
 * so many, {@code -Dvisor.graphs.from=1132} begins at a seed.
 */
class RandomChannelsTest {
    private static final int GRAPHS = Integer.getInteger("visor.graphs", 200);
    private static final int FIRST = Integer.getInteger("visor.graphs.from", 0);
    private static final double TOLERANCE = 1e-4;

    private int pruned;
    private long channels;
    private long prunable;
    private double worst;

    @Test
    void whatIsLeftIsWhatWasMasked() {
        List<String> failures = new ArrayList<>();
        for (long seed = FIRST; seed < FIRST + GRAPHS; seed++) {
            try {
                attempt(seed, failures);
            } catch (ModelRunException | IllegalArgumentException | IllegalStateException | NullPointerException e) {
                failures.add("seed %d: %s".formatted(seed, e));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "channels: %d graphs, %d pruned, %d of %d channels prunable, largest error %.2g%n",
                GRAPHS,
                pruned,
                prunable,
                channels,
                worst);
        assertThat(failures)
                .as(() -> failures.size() + " failures, as -Dvisor.graphs.from=… shows")
                .isEmpty();
        assertThat(pruned).isGreaterThan(GRAPHS * 9 / 10);
    }

    private void attempt(long seed, List<String> failures) {
        Graph graph = RandomDetector.of(seed);
        PassRunner.run(graph, Chain.TIDIED.passes(), PassContext.bare());
        ChannelGroups groups = ChannelGroups.of(graph, ShapeOracle.infer(graph));
        channels += groups.channels();
        prunable += groups.prunableChannels();
        Set<ChannelUnit> units = units(groups, new SplittableRandom(seed));
        if (units.isEmpty()) {
            return;
        }
        pruned++;
        Graph masked = ChannelMask.of(graph, groups, units);
        Graph removed = graph.copy();
        ChannelRemoval.apply(removed, groups, units);
        GraphChecker.check(removed).forEach(v -> failures.add("seed %d: %s".formatted(seed, v)));
        long macs = GraphStats.of(removed).macs();
        int[] kept = groups.groups().stream()
                .mapToInt(g ->
                        (int) g.units().stream().filter(u -> !units.contains(u)).count())
                .toArray();
        long told = ChannelCost.of(graph, groups).macs(kept);
        if (macs != told) {
            failures.add("seed %d: %d multiply-accumulates were told, %d are left".formatted(seed, told, macs));
        }
        compare(seed, masked, removed, failures);
    }

    private static Set<ChannelUnit> units(ChannelGroups groups, SplittableRandom random) {
        Set<ChannelUnit> units = new LinkedHashSet<>();
        for (ChannelGroup group : groups.groups()) {
            if (random.nextInt(3) == 0) {
                continue;
            }
            double share = random.nextDouble();
            List<ChannelUnit> own = new ArrayList<>(group.units());
            own.remove(random.nextInt(own.size()));
            own.removeIf(u -> random.nextDouble() > share);
            units.addAll(own);
        }
        return units;
    }

    private void compare(long seed, Graph masked, Graph removed, List<String> failures) {
        int side =
                (int) Objects.requireNonNull(removed.runtimeInputs().getFirst().shape())
                        .dim(2);
        RandomInputs inputs = new RandomInputs(1, side, seed);
        Map<String, TensorValue> input = Map.of(inputs.tensor(), TensorValue.ofFloats(inputs.shape(), inputs.input(0)));
        try (ModelSession expected = ModelSession.open(masked, SessionSettings.standard());
                ModelSession found = ModelSession.open(removed, SessionSettings.standard())) {
            var results = found.run(input);
            expected.run(input).asMap().forEach((name, value) -> {
                double error = error(value.floats(), results.get(name).floats());
                worst = Math.max(worst, error);
                if (!(error <= TOLERANCE)) {
                    failures.add("seed %d: '%s' differs by %.2g of its largest value".formatted(seed, name, error));
                }
            });
        }
    }

    private static double error(float[] expected, float[] found) {
        double largest = 1e-9;
        double difference = expected.length == found.length ? 0 : Double.NaN;
        for (int i = 0; i < expected.length && i < found.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs((double) expected[i] - found[i]));
        }
        return difference / largest;
    }
}
