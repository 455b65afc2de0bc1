package dev.visor.compression.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassRunner;
import dev.visor.contracts.compression.CompressionReport.PassReport;
import dev.visor.contracts.error.VisorException;
import dev.visor.onnx.check.GraphChecker;
import dev.visor.onnx.check.Violation;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.runtime.ModelRunException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Detectors as nobody draws them go through every chain: the result is valid, loads, runs and is near its parent, or was left
 * alone with a reason. {@code -Dvisor.graphs=2000} tries so many, {@code -Dvisor.graphs.from=1132} begins at a seed.
 */
class RandomGraphsTest {
    private static final int GRAPHS = Integer.getInteger("visor.graphs", 200);
    private static final int FIRST = Integer.getInteger("visor.graphs.from", 0);
    private static final int INPUTS = 8;

    @ParameterizedTest
    @EnumSource(Chain.class)
    void everyDetectorStaysNearItsParent(Chain chain) {
        List<String> failures = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        int leftAlone = 0;
        // Static quantisation looks at every value four times over; the others are cheap, but fewer graphs show as
        // much.
        int graphs = chain == Chain.STATIC ? GRAPHS : Math.max(1, GRAPHS / 4);
        for (long seed = FIRST; seed < FIRST + graphs; seed++) {
            try {
                leftAlone += attempt(seed, chain, failures, ratios) ? 0 : 1;
            } catch (VisorException | ModelRunException | IllegalArgumentException | IllegalStateException e) {
                failures.add("seed %d: %s".formatted(seed, e));
            }
        }
        ratios.sort(null);
        System.out.printf(
                Locale.ROOT,
                "%s: %d graphs, %d outputs, %d left alone; dB least %.1f, 1 %% %.1f, median %.1f%n",
                chain,
                graphs,
                ratios.size(),
                leftAlone,
                ratios.getFirst(),
                ratios.get(ratios.size() / 100),
                ratios.get(ratios.size() / 2));
        assertThat(failures)
                .as(() -> failures.size() + " failures, as -Dvisor.graphs.from=… shows")
                .isEmpty();
        if (graphs >= 50) {
            assertThat(ratios.get(ratios.size() / 2)).as("median in dB").isGreaterThan(chain.medianSqnr);
        }
    }

    @Test
    void theSameSeedGivesTheSameBytes() {
        assertThat(GraphWriter.toBytes(RandomDetector.of(7))).isEqualTo(GraphWriter.toBytes(RandomDetector.of(7)));
    }

    /** Whether the chain's last pass changed the graph. */
    private static boolean attempt(long seed, Chain chain, List<String> failures, List<Double> ratios) {
        Graph parent = RandomDetector.of(seed);
        List<Violation> flaws = GraphChecker.check(parent);
        if (!flaws.isEmpty()) {
            throw new IllegalStateException("the generator made an invalid graph: " + flaws.getFirst());
        }
        int side =
                (int) Objects.requireNonNull(parent.runtimeInputs().getFirst().shape())
                        .dim(2);
        // Ranges learnt from other pictures are not the pass's fault: it is judged on those it was shown.
        RandomInputs inputs = new RandomInputs(INPUTS, side, 1);
        Graph child = parent.copy();
        List<PassReport> reports = PassRunner.run(child, chain.passes(), PassContext.calibratedOn(inputs))
                .reports();
        PassReport aim = reports.get(Math.min(8, reports.size() - 1));
        if (aim.changes() == 0 && chain != Chain.TIDIED && aim.notes().isEmpty()) {
            failures.add("seed %d: %s left it alone without a reason".formatted(seed, aim.pass()));
        }
        for (OutputError error : OutputError.between(parent, child, inputs)) {
            double sqnr = error.isNearlyConstant() ? error.againstMagnitudeDecibels() : error.sqnrDecibels();
            ratios.add(Math.min(sqnr, 150));
            if (!(sqnr >= chain.leastSqnr)) {
                failures.add("seed %d: %s, least is %s dB".formatted(seed, error, chain.leastSqnr));
            }
        }
        return aim.changes() > 0;
    }
}
