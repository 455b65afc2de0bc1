package dev.visor.evaluation.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.evaluation.Metrics;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import dev.visor.contracts.policy.Objective;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static final Candidate BASELINE = candidate("baseline", 0.507, 1.0, 12_000);
    private static final Candidate FP16 = candidate("fp16", 0.506, 0.99, 6_000);
    private static final Candidate INT8 = candidate("int8", 0.499, 0.5, 3_100);
    private static final Candidate SMALL = candidate("small", 0.498, 0.8, 2_000);
    private static final List<Candidate> ALL = List.of(BASELINE, FP16, INT8, SMALL);

    @Test
    void picksTheFastest() {
        assertThat(Selection.of(Objective.FASTEST, ALL)).contains(INT8);
    }

    @Test
    void picksTheSmallest() {
        assertThat(Selection.of(Objective.SMALLEST, ALL)).contains(SMALL);
    }

    @Test
    void picksTheMostAccurate() {
        assertThat(Selection.of(Objective.MOST_ACCURATE, ALL)).contains(BASELINE);
    }

    @Test
    void breaksANearTieOfLatencyBySize() {
        assertThat(Selection.of(Objective.FASTEST, List.of(BASELINE, candidate("fp16", 0.506, 1.02, 6_000))))
                .map(c -> c.variant().recipe())
                .contains("fp16");
    }

    @Test
    void breaksATieOfLatencyAndSizeByAccuracy() {
        Candidate better = candidate("int8-b", 0.501, 0.505, 3_100);
        assertThat(Selection.of(Objective.FASTEST, List.of(INT8, better))).contains(better);
    }

    @Test
    void answersTheSameInWhateverOrder() {
        Candidate twin = candidate("a-twin", 0.499, 0.5, 3_100);
        assertThat(Selection.of(Objective.FASTEST, List.of(INT8, twin))).contains(twin);
        assertThat(Selection.of(Objective.FASTEST, List.of(twin, INT8))).contains(twin);
    }

    @Test
    void leavesNothingToChooseFromEmpty() {
        for (Objective objective : Objective.values()) {
            assertThat(Selection.of(objective, List.of())).isEmpty();
        }
    }

    private static Candidate candidate(String recipe, double ap, double ratio, long size) {
        return new Candidate(
                new VariantId(new ModelVersion("helmet", 1), recipe),
                new Metrics(ap, ap, ap, ap, 10 * ratio, 12 * ratio, ratio, 1000, size));
    }
}
