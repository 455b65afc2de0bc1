package dev.visor.compression.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.compression.pass.StepPasses.Empty;
import dev.visor.compression.pass.StepPasses.Leave;
import dev.visor.compression.pass.StepPasses.Prune;
import dev.visor.compression.pass.StepPasses.Quantize;
import dev.visor.compression.pass.StepPasses.Refuse;
import dev.visor.compression.pass.StepPasses.Restore;
import dev.visor.contracts.compression.CompressionReport.PassReport;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.TinyModels;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepConditionsTest {
    private final FakeBench bench = new FakeBench();
    private final PassContext context = PassContext.bare().withBench(bench);

    @Test
    void keepsAStepThatMeetsItsConditionsAndTellsWhatItChanged() {
        PassRun run = run(context, step(new Prune(0.495, 0.8), Map.of("maxDrop", 1.0, "faster", 0.9)));

        PassReport report = run.reports().getFirst();
        assertThat(report.skipped()).isNull();
        assertThat(report.changes()).isEqualTo(3);
        assertThat(report.sqnrDecibels()).isEqualTo(42);
        assertThat(report.figures())
                .containsEntry("channels", 8.0)
                .containsEntry("apBefore", 0.5)
                .containsEntry("apAfter", 0.495)
                .containsEntry("timeRatio", 0.8);
        assertThat(report.figures().get("downloadRatio")).isCloseTo(1, within(0.1));
        assertThat(run.graph().metadata()).containsEntry("test.ap", "0.495");
    }

    @Test
    void takesAStepBackThatLosesTooMuchAndSaysSoWithEveryFigure() {
        byte[] before = GraphWriter.toBytes(TinyModels.convBnSilu());

        PassRun run = run(context, step(new Prune(0.4858, 0.91), Map.of("maxDrop", 1.0)));

        PassReport report = run.reports().getFirst();
        assertThat(report.skipped())
                .startsWith(
                        "loses 1.42 AP points, at most 1.00 allowed; loses 1.42 AP50 points; takes 0.91 of the time")
                .endsWith("of the download");
        assertThat(report.changes()).isZero();
        assertThat(report.sqnrDecibels()).isNull();
        assertThat(report.figures()).containsEntry("apAfter", 0.4858).containsEntry("channels", 8.0);
        assertThat(report.notes()).containsExactly("head: left alone");
        assertThat(GraphWriter.toBytes(run.graph())).isEqualTo(before);
    }

    @Test
    void judgesEachStepAgainstTheOneBeforeIt() {
        PassRun run = run(
                context,
                step(new Prune(0.48, 0.5), Map.of("maxDrop50", 1.0)),
                step(new Prune(0.495, 0.9), Map.of("maxDrop", 1.0)),
                step(new Prune(0.486, 0.9), Map.of("maxDrop", 1.0)),
                step(new Prune(0.49, 0.891), Map.of("faster", 0.98)));

        assertThat(run.reports()).extracting(r -> r.skipped() == null).containsExactly(false, true, true, false);
        assertThat(run.reports().getFirst().skipped()).startsWith("loses 2.00 AP50 points, at most 1.00 allowed");
        assertThat(run.reports().getLast().skipped()).startsWith("takes 0.99 of the time, at most 0.98 allowed");
        assertThat(run.reports().getLast().figures()).doesNotContainKey("apBefore");
        assertThat(run.graph().metadata()).containsEntry("test.ap", "0.486");
    }

    @Test
    void aGainIsNoLoss() {
        PassRun run = run(context, step(new Prune(0.51, 1.5), Map.of("maxDrop", 0.0, "faster", 1.0)));
        assertThat(run.reports().getFirst().skipped())
                .startsWith("takes 1.50 of the time, at most 1.00 allowed; gains 1.00 AP points");
    }

    @Test
    void knowsTheDownloadWithoutABench() {
        PassContext bare = PassContext.bare();
        PassRun kept = run(bare, step(new Empty(), Map.of("smaller", 0.95)));
        assertThat(kept.reports().getFirst().skipped()).isNull();
        assertThat(kept.reports().getFirst().figures().get("downloadRatio")).isLessThan(0.9);
        assertThat(kept.reports().getFirst().figures()).doesNotContainKey("timeRatio");

        PassRun skipped = run(bare, step(new Empty(), Map.of("smaller", 0.01)));
        assertThat(skipped.reports().getFirst().skipped()).contains("of the download, at most 0.01 allowed");
    }

    @Test
    void skipsWhatNothingCanMeasureWithoutRunningIt() {
        PassRun run = run(
                PassContext.bare(),
                step(new Refuse(ErrorCode.INTERNAL), Map.of("maxDrop", 1.0, "faster", 1.0, "smaller", 1.0)));
        assertThat(run.reports().getFirst().skipped())
                .startsWith("faster and maxDrop can't be measured without labelled pictures");
    }

    @Test
    void measuresNothingWhereNothingChanged() {
        PassRun run = run(context, step(new Leave(), Map.of("maxDrop", 1.0)));
        assertThat(run.reports().getFirst().skipped()).isNull();
        assertThat(run.reports().getFirst().notes()).containsExactly("nothing to do");
        assertThat(bench.asked()).isZero();
    }

    @Test
    void aRefusalSkipsAStepWithConditionsAndEndsTheRunOfOneWithout() {
        Refuse refuses = new Refuse(ErrorCode.CALIBRATION_DATA_MISSING);
        PassRun run = run(context, step(refuses, Map.of("maxDrop", 1.0)));
        assertThat(run.reports().getFirst().skipped()).isEqualTo("no pictures to calibrate on");
        assertThat(run.graph().metadata()).doesNotContainKey("test.ap");

        assertThatThrownBy(() -> run(context, Step.always(refuses))).isInstanceOf(VisorException.class);
        assertThatThrownBy(() -> run(context, step(new Refuse(ErrorCode.STORE_FULL), Map.of("maxDrop", 1.0))))
                .isInstanceOf(VisorException.class);
    }

    @Test
    void skipsWhatNeedsASkippedStep() {
        PassRun run = run(
                context,
                step(new Quantize(0.4), Map.of("maxDrop", 1.0)),
                Step.always(new Restore()),
                step(new Prune(0.499, 1), Map.of("maxDrop", 1.0)));

        assertThat(run.reports().get(1).skipped())
                .isEqualTo("needs QUANTIZED, which quantize-it would have established, and that step was skipped");
        assertThat(run.reports().get(2).skipped()).isNull();
        assertThat(run.reference()).isNull();
    }

    @Test
    void aSecondStepMayEstablishWhatTheFirstDidNot() {
        PassRun run = run(
                context,
                step(new Quantize(0.4), Map.of("maxDrop", 1.0)),
                Step.always(new Prune(0.499, 1)),
                step(new Quantize(0.495), Map.of("maxDrop", 1.0)),
                Step.always(new Restore()));

        assertThat(run.reports()).extracting(r -> r.skipped() == null).containsExactly(false, true, true, true);
        assertThat(run.graph().metadata().get("test.reference")).contains("test.ap=0.499");
    }

    private static Step step(GraphPass pass, Map<String, Double> accept) {
        return new Step(pass, Acceptance.of(accept));
    }

    private static PassRun run(PassContext context, Step... steps) {
        return new PassRunner(TinyModels.convBnSilu(), List.of(steps), context, graph -> 42.0, Checkpoints.NONE).run();
    }
}
