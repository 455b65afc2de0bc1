package dev.visor.compression.experiment;

import dev.visor.compression.experiment.PointOutcome.Failed;
import dev.visor.compression.experiment.PointOutcome.Measured;
import dev.visor.compression.experiment.PointOutcome.Skipped;
import dev.visor.compression.job.Upload;
import dev.visor.compression.job.Uploads;
import dev.visor.compression.job.Workbench;
import dev.visor.compression.job.Workbenches;
import dev.visor.compression.pass.OutputComparison;
import dev.visor.compression.pass.PassRun;
import dev.visor.compression.pass.ProgressListener;
import dev.visor.compression.plan.Recipe;
import dev.visor.compression.plan.RecipeReader;
import dev.visor.compression.trial.Accuracy;
import dev.visor.compression.trial.DownloadSize;
import dev.visor.compression.trial.TrialBench;
import dev.visor.contracts.compression.CompressionReport.PassReport;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.ErrorKind;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.experiment.CurveFigures;
import dev.visor.contracts.experiment.CurveSweep;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.detection.detector.ModelInputs;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.runtime.ModelRunException;
import dev.visor.onnx.stats.GraphStats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.springframework.stereotype.Component;

/** Makes the model of a point and measures it. Nothing is kept but the figures: a point is no variant. */
@Component
class PointBench {
    private final RecipeReader recipes;
    private final Uploads uploads;
    private final Workbenches workbenches;

    PointBench(RecipeReader recipes, Uploads uploads, Workbenches workbenches) {
        this.recipes = recipes;
        this.uploads = uploads;
        this.workbenches = workbenches;
    }

    /**
     * The uploaded file as it is.
     *
     * @throws VisorException if it can't be measured
     */
    CurveFigures upload(ModelVersion version, ProgressListener listener) {
        Recipe nothing = recipes.read("{name: experiment, passes: []}");
        try (Workbench bench = workbenches.open(find(version), nothing)) {
            return figures(bench, bench.graph(), bytes(bench.file()), listener);
        }
    }

    /**
     * What a recipe makes of an upload.
     *
     * @param sweep whose pass the point is about
     * @throws VisorException of a retryable kind
     */
    PointOutcome measure(ModelVersion version, String text, CurveSweep sweep, ProgressListener listener) {
        try {
            Recipe recipe = recipes.read(text);
            try (Workbench bench = workbenches.open(find(version), recipe)) {
                PassRun run = bench.run(recipe, OutputComparison.NONE, listener);
                PassReport varied = run.reports().get(sweep.before().size());
                if (varied.changes() == 0) {
                    // Its figures would be those of a model without the pass.
                    return new Skipped("%s leaves the model as it is: %s".formatted(varied.pass(), reason(varied)));
                }
                return new Measured(figures(bench, run.graph(), GraphWriter.toBytes(run.graph()), listener));
            }
        } catch (ModelRunException e) {
            return new Failed("the model loads but does not run: " + e.getMessage());
        } catch (VisorException e) {
            if (e.code().kind().retryable()) {
                throw e;
            }
            return e.code().kind() == ErrorKind.CALLER ? new Skipped(e.detail()) : new Failed(e.detail());
        }
    }

    private static String reason(PassReport report) {
        if (report.skipped() != null) {
            return report.skipped();
        }
        return report.notes().isEmpty() ? "nothing to do" : String.join("; ", report.notes());
    }

    private static CurveFigures figures(Workbench bench, Graph graph, byte[] model, ProgressListener listener) {
        TrialBench trials = bench.trials();
        if (trials == null) {
            throw new VisorException(
                    ErrorCode.CALIBRATION_DATA_MISSING,
                    "%s has no labelled pictures to measure accuracy on"
                            .formatted(bench.upload().version()));
        }
        GraphStats stats = GraphStats.of(
                graph, ModelInputs.shapes(bench.upload().manifest().input()));
        listener.progressed("accuracy", 0, 1, "models");
        Accuracy accuracy = trials.accuracy(model);
        listener.progressed("time", 0, 1, "models");
        byte[] upload = bytes(bench.file());
        return new CurveFigures(
                accuracy.ap(),
                accuracy.ap50(),
                stats.macs(),
                stats.parameters(),
                model.length,
                DownloadSize.of(model).bytes(),
                Arrays.equals(model, upload) ? 1 : trials.timeRatio(model, upload));
    }

    private Upload find(ModelVersion version) {
        return uploads.find(version.model(), version.version())
                .orElseThrow(() ->
                        new VisorException(ErrorCode.INTERNAL, "%s has an experiment but no job".formatted(version)));
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
