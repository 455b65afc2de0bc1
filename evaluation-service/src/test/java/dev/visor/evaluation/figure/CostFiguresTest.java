package dev.visor.evaluation.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.Sha256;
import dev.visor.evaluation.cost.Clock;
import dev.visor.evaluation.cost.CostReport;
import dev.visor.evaluation.cost.Footprint;
import dev.visor.evaluation.cost.Latency;
import dev.visor.evaluation.cost.MedianInterval;
import dev.visor.evaluation.cost.NodeTimes;
import dev.visor.onnx.process.Machine;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostFiguresTest {
    private static final List<Long> BASELINE = List.of(10_000_000L, 14_000_000L, 12_000_000L);
    private static final List<Long> VARIANT = List.of(5_000_000L, 7_000_000L, 6_000_000L);
    private static final Footprint SMALL = new Footprint(100, 50, 40, "zstd", 3);
    private static final Footprint LARGE = new Footprint(200, 90, 80, "zstd", 3);

    @Test
    void theBaselineIsTimedInTheRoundsOfTheVariantSoBothRatiosAgree() {
        CostReport report = report(new Latency(
                1, Clock.PROCESSOR, 6, 6.9, 6.98, 0.5, new MedianInterval(0.5, 0.5, 1), 3, VARIANT, BASELINE));
        CostFigures variant = CostFigures.of(report);
        CostFigures baseline = CostFigures.ofBaseline(report);
        assertThat(baseline.latencyP50Millis()).isEqualTo(12);
        assertThat(baseline.latencyP95Millis()).isBetween(13.7, 14.0);
        assertThat(variant.latencyP50Millis() / baseline.latencyP50Millis()).isEqualTo(variant.latencyRatio());
        assertThat(baseline.latencyRatio()).isEqualTo(1);
        assertThat(baseline.sizeBytes()).isEqualTo(90);
        assertThat(baseline.peakMemoryBytes()).isEqualTo(200);
    }

    @Test
    void leavesTheBaselinesOwnReportAlone() {
        CostReport report = report(new Latency(
                1, Clock.PROCESSOR, 12, 13.8, 13.96, 1, new MedianInterval(1, 1, 1), 3, BASELINE, BASELINE));
        assertThat(CostFigures.ofBaseline(report).latencyP50Millis())
                .isEqualTo(CostFigures.of(report).latencyP50Millis());
    }

    private static CostReport report(Latency latency) {
        return new CostReport(
                Sha256.of(new byte[] {1}),
                Sha256.of(new byte[] {2}),
                Machine.current(),
                "1.29.0",
                List.of(latency),
                new NodeTimes(1, 0, 0, 0, List.of(), List.of()),
                SMALL,
                LARGE);
    }
}
