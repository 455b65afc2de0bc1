package dev.visor.compression.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.compression.channel.ChannelGroup;
import dev.visor.compression.channel.ChannelGroups;
import dev.visor.compression.channel.ChannelUnit;
import dev.visor.compression.channel.Equivalence;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassRunner;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.runtime.ModelRunException;
import dev.visor.onnx.runtime.ShapeOracle;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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
        Graph graph = seed % 4 == 0 ? RandomDetector.of(seed) : RandomDetector.tangled(seed);
        PassRunner.run(graph, Chain.TIDIED.passes(), PassContext.bare());
        ChannelGroups groups = ChannelGroups.of(graph, ShapeOracle.infer(graph));
        channels += groups.channels();
        prunable += groups.prunableChannels();
        Set<ChannelUnit> units = units(groups, new SplittableRandom(seed));
        if (units.isEmpty()) {
            return;
        }
        pruned++;
        Equivalence e = Equivalence.of(graph, groups, units, seed);
        e.faults().forEach(f -> failures.add("seed %d: %s".formatted(seed, f)));
        worst = Math.max(worst, e.error());
        if (!(e.error() <= TOLERANCE)) {
            failures.add("seed %d: differs by %s of the largest value".formatted(seed, e.errorByOutput()));
        }
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
}
