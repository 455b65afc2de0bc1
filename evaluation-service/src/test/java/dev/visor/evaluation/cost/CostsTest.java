package dev.visor.evaluation.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.model.InputContract;
import dev.visor.evaluation.ColourWorld;
import dev.visor.evaluation.ColourWorld.Sight;
import dev.visor.evaluation.cost.Costs.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostsTest {
    private static final InputContract INPUT = ColourWorld.manifest().input();

    private final CostSettings settings = new CostSettings(20, Duration.ofSeconds(5), 2, 2, Duration.ofMinutes(1));
    private final Costs costs = new Costs(settings);

    @TempDir
    private Path folder;

    @Test
    void areOneReportOfTimeMemoryAndSizeBesideTheBaseline() throws IOException {
        Subject baseline = subject("baseline", ColourWorld.detector(Sight.TRUE, 0));
        Subject variant = subject("variant", ColourWorld.detector(Sight.HALF_BLIND, 4000));
        List<String> steps = new ArrayList<>();
        CostReport report = costs.measure(variant, baseline, (step, done, total, unit) -> steps.add(step));

        assertThat(report.latency()).extracting(Latency::threads).containsExactly(1, 2);
        assertThat(report.latency()).extracting(Latency::clock).endsWith(Clock.ELAPSED);
        Latency one = report.oneThread();
        assertThat(one.rounds()).isEqualTo(20);
        assertThat(one.variantNanos()).hasSize(20);
        assertThat(one.ratioInterval().low()).isLessThanOrEqualTo(one.ratio());
        assertThat(one.ratioInterval().high()).isGreaterThanOrEqualTo(one.ratio());
        assertThat(one.p50Millis()).isLessThanOrEqualTo(one.p95Millis());
        assertThat(one.p95Millis()).isLessThanOrEqualTo(one.p99Millis());

        assertThat(report.nodes().costliest())
                .isNotEmpty()
                .extracting(NodeTimes.Costly::opType)
                .contains("Conv");
        assertThat(report.nodes().costliest().stream()
                        .mapToDouble(NodeTimes.Costly::share)
                        .sum())
                .isBetween(0.999, 1.001);

        assertThat(report.footprint().sizeBytes())
                .isGreaterThan(report.baselineFootprint().sizeBytes() + 3900);
        // The salt is one letter: it hardly travels.
        assertThat(report.footprint().downloadBytes())
                .isLessThan(report.baselineFootprint().downloadBytes() + 300);
        if (Files.exists(Path.of("/proc/self/status"))) {
            assertThat(report.footprint().peakMemoryBytes()).isBetween(30L << 20, 1L << 30);
            assertThat(report.baselineFootprint().peakMemoryBytes()).isBetween(30L << 20, 1L << 30);
        }
        assertThat(report.onnxRuntime()).startsWith("1.");
        assertThat(report.machine().cores()).isPositive();
        assertThat(steps).contains("measuring memory", "timing", "timing on 2 threads", "profiling");
        assertThat(CostReport.read(report.bytes())).isEqualTo(report);
        assertThat(CostReport.read(report.bytes()).bytes()).isEqualTo(report.bytes());
    }

    @Test
    void ofTheBaselineItselfHaveARatioOfExactlyOne() throws IOException {
        Subject baseline = subject("baseline", ColourWorld.detector(Sight.TRUE, 0));
        CostReport report = costs.measure(baseline, baseline, (step, done, total, unit) -> {});
        assertThat(report.oneThread().ratio()).isEqualTo(1);
        assertThat(report.footprint()).isEqualTo(report.baselineFootprint());
    }

    @Test
    void rememberTheFootprintOfAFile() throws IOException {
        Subject baseline = subject("baseline", ColourWorld.detector(Sight.TRUE, 0));
        Footprint first = costs.footprint(baseline.digest(), baseline.file(), INPUT);
        Files.delete(baseline.file());
        assertThat(costs.footprint(baseline.digest(), baseline.file(), INPUT)).isSameAs(first);
    }

    @Test
    void refuseAFileThatIsNoModelBeforeItIsLoadedHere() throws IOException {
        Subject broken = subject("broken", new byte[] {1, 2, 3});
        assertThatThrownBy(() -> costs.measure(broken, broken, (step, done, total, unit) -> {}))
                .isInstanceOfSatisfying(
                        VisorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL));
    }

    @Test
    void haveSettingsWithinReason() {
        assertThatThrownBy(() -> new CostSettings(3, Duration.ofSeconds(1), 1, 1, Duration.ofSeconds(1)))
                .hasMessage("rounds must be ≥ 12, threads and memoryRuns ≥ 1, were 3, 1 and 1");
        assertThat(CostSettings.STANDARD.threads()).isEqualTo(1);
    }

    private Subject subject(String name, byte[] model) throws IOException {
        Path file = Files.write(folder.resolve(name + ".onnx"), model);
        return new Subject(Sha256.of(model), file, INPUT, List.of(new float[3 * 64 * 64]));
    }
}
