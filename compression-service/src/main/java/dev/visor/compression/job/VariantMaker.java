package dev.visor.compression.job;

import dev.visor.compression.calibration.CalibrationSet;
import dev.visor.compression.pass.OutputComparison;
import dev.visor.compression.pass.PassRun;
import dev.visor.compression.pass.ProgressListener;
import dev.visor.compression.plan.Recipe;
import dev.visor.compression.report.OutputNoise;
import dev.visor.compression.report.Pictures;
import dev.visor.compression.report.Tripwire;
import dev.visor.compression.report.VariantReport;
import dev.visor.contracts.Artifact;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.compression.CompressionReport;
import dev.visor.contracts.compression.Provenance;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.model.InputContract;
import dev.visor.detection.detector.ModelInputs;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.runtime.ModelRunException;
import dev.visor.platform.artifact.ArtifactStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a variant's file: runs a recipe, writes where it is from into it, stores it, and looks whether it lives. */
@Component
class VariantMaker {

    private final ArtifactStore store;
    private final Workbenches workbenches;
    private final CompressionProperties properties;

    VariantMaker(ArtifactStore store, Workbenches workbenches, CompressionProperties properties) {
        this.store = store;
        this.workbenches = workbenches;
        this.properties = properties;
    }

    /** What a result depends on. */
    Sha256 contentKey(Job job) {
        return Sha256.of(ContractJson.MAPPER.writeValueAsBytes(
                List.of(workbenches.key(job.upload()), job.variant().recipe(), job.recipeDigest())));
    }

    /** Makes it, which may take minutes. */
    MadeVariant make(Job job, Recipe recipe, ProgressListener listener) {
        try (Workbench bench = workbenches.open(job.upload(), recipe)) {
            return recipe.steps().isEmpty() ? baseline(job, bench, listener) : compressed(job, recipe, bench, listener);
        } catch (ModelRunException e) {
            // It will not run the next time either.
            throw new VisorException(
                    ErrorCode.INVALID_MODEL,
                    "variant '%s' loads but does not run: %s".formatted(job.variant(), e.getMessage()),
                    e);
        }
    }

    private MadeVariant baseline(Job job, Workbench bench, ProgressListener listener) {
        Graph graph = bench.graph();
        PassRun nothing = new PassRun(graph, List.of(), List.of(), null, null);
        CompressionReport report = report(
                job,
                new VariantReport.Subject(graph, bench.file(), null, nothing, List.of(), provenance(job)),
                null,
                listener);
        Pictures pictures = bench.decoded(properties.baselineImages());
        String reason = pictures == null
                ? null
                : Tripwire.inspect(bench.file(), job.manifest(), pictures, listener)
                        .reason();
        return new MadeVariant(job.model(), report, reason, provenance(job));
    }

    private MadeVariant compressed(Job job, Recipe recipe, Workbench bench, ProgressListener listener) {
        CalibrationSet inputs = bench.inputs();
        OutputComparison comparison = inputs == null
                ? OutputComparison.NONE
                : new OutputNoise(
                        bench.graph(), ModelInputs.shapes(job.manifest().input()), inputs, properties.reportImages());
        PassRun run = bench.run(recipe, comparison, listener);
        Graph graph = run.graph();
        Effect.require(recipe, run.reports());
        Provenance provenance = provenance(job);
        label(graph, provenance);
        Artifact artifact = store.put(GraphWriter.toBytes(graph));
        Path file = store.fetch(artifact.digest());
        Pictures pictures = bench.decoded(properties.tripwireImages());
        Tripwire.Finding finding = pictures == null
                ? new Tripwire.Finding(null, List.of())
                : Tripwire.compare(file, bench.file(), job.manifest(), pictures, listener);
        Graph reference = run.reference();
        VariantReport.Subject subject = new VariantReport.Subject(
                graph, file, reference == null ? bench.graph() : reference, run, finding.outputs(), provenance);
        return new MadeVariant(artifact, report(job, subject, inputs, listener), finding.reason(), provenance);
    }

    private Provenance provenance(Job job) {
        Integer version = job.recipeVersion();
        return new Provenance(
                job.model().digest(),
                job.variant().recipe(),
                version == null ? 1 : version,
                job.recipeDigest(),
                job.datasetDigest(),
                Workbenches.TOOL_VERSION,
                properties.seed());
    }

    /** Not the recipe's version: texts that do the same give the same bytes. */
    private static void label(Graph graph, Provenance provenance) {
        graph.metadata().put("visor.parent", provenance.parent().hex());
        graph.metadata().put("visor.recipe", provenance.recipe());
        graph.metadata().put("visor.recipe.digest", provenance.recipeDigest().hex());
        Sha256 dataset = provenance.dataset();
        if (dataset != null) {
            graph.metadata().put("visor.dataset", dataset.hex());
        }
        graph.metadata().put("visor.version", provenance.toolVersion());
        graph.metadata().put("visor.seed", Long.toString(provenance.seed()));
    }

    private CompressionReport report(
            Job job, VariantReport.Subject subject, @Nullable CalibrationSet pictures, ProgressListener listener) {
        InputContract input = job.manifest().input();
        Map<String, long[]> shapes = ModelInputs.shapes(input);
        VariantReport report = VariantReport.of(
                subject, ModelInputs.of(input).tensors(), shapes, pictures, properties.reportImages(), listener);
        Artifact details = store.put(ContractJson.MAPPER.writeValueAsBytes(report.details()));
        return report.summary().withDetails(details);
    }
}
