package dev.visor.compression.job;

import dev.visor.compression.calibration.CalibrationPictures;
import dev.visor.compression.calibration.CalibrationSet;
import dev.visor.compression.calibration.PreprocessedPictures;
import dev.visor.compression.pass.OutputComparison;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassRun;
import dev.visor.compression.pass.PassRunner;
import dev.visor.compression.pass.ProgressListener;
import dev.visor.compression.pass.Property;
import dev.visor.compression.plan.Recipe;
import dev.visor.compression.report.OutputNoise;
import dev.visor.compression.report.Pictures;
import dev.visor.compression.report.Tripwire;
import dev.visor.compression.report.VariantReport;
import dev.visor.compression.trial.TrialBench;
import dev.visor.contracts.Artifact;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.compression.CompressionReport;
import dev.visor.contracts.compression.CompressionReport.PassReport;
import dev.visor.contracts.compression.Provenance;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.model.InputContract;
import dev.visor.contracts.policy.Policy;
import dev.visor.detection.detector.ModelInputs;
import dev.visor.detection.image.Picture;
import dev.visor.detection.image.PictureDecoder;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphFormatException;
import dev.visor.onnx.graph.GraphReader;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.runtime.ModelRunException;
import dev.visor.platform.artifact.ArtifactStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a variant's file: runs a recipe, writes where it is from into it, stores it, and looks whether it lives. */
@Component
class VariantMaker {
    /** Changes whenever the same inputs may give other bytes or another finding; results before it aren't reused. */
    static final String TOOL_VERSION = "visor-compression/3";

    /** What makes a variant another one than its parent. */
    private static final Set<Property> AIMS = Set.of(
            Property.PRUNED_CHANNELS,
            Property.LOW_RANK,
            Property.DECOUPLED,
            Property.SPARSE_WEIGHTS,
            Property.SHARED_WEIGHTS,
            Property.QUANTIZED,
            Property.INTEGER_WEIGHTS,
            Property.HALF_WEIGHTS);

    private static final int MOST_PICTURES = 10_000;

    private final ArtifactStore store;
    private final SearchBench bench;
    private final CheckpointStore checkpoints;
    private final CompressionProperties properties;

    VariantMaker(
            ArtifactStore store, SearchBench bench, CheckpointStore checkpoints, CompressionProperties properties) {
        this.store = store;
        this.bench = bench;
        this.checkpoints = checkpoints;
        this.properties = properties;
    }

    /** What a result depends on. */
    Sha256 contentKey(Job job) {
        return Sha256.of(ContractJson.MAPPER.writeValueAsBytes(
                List.of(beginnings(job), job.variant().recipe(), job.recipeDigest())));
    }

    /** What every result of one upload depends on, whatever the recipe. */
    private Sha256 beginnings(Job job) {
        Sha256 dataset = job.datasetDigest();
        Policy policy = job.policy();
        return Sha256.of(ContractJson.MAPPER.writeValueAsBytes(List.of(
                job.model().digest(),
                job.manifest(),
                dataset == null ? "" : dataset.hex(),
                policy == null ? List.of() : List.of(policy.classes(), new TreeMap<>(policy.classMap())),
                properties,
                TOOL_VERSION)));
    }

    /** Makes it, which may take minutes. */
    MadeVariant make(Job job, Recipe recipe, ProgressListener listener) {
        Path parent = store.fetch(job.model().digest());
        DatasetManifest dataset = dataset(job);
        CalibrationPictures pictures = pictures(dataset, recipe);
        TrialBench trials = dataset == null || pictures == null ? null : bench.of(job, parent, dataset, pictures);
        try {
            return recipe.passes().isEmpty()
                    ? baseline(job, parent, pictures, listener)
                    : compressed(job, recipe, parent, pictures, trials, listener);
        } catch (ModelRunException e) {
            // It will not run the next time either.
            throw new VisorException(
                    ErrorCode.INVALID_MODEL,
                    "variant '%s' loads but does not run: %s".formatted(job.variant(), e.getMessage()),
                    e);
        }
    }

    private MadeVariant baseline(
            Job job, Path parent, @Nullable CalibrationPictures pictures, ProgressListener listener) {
        Graph graph = read(parent);
        PassRun nothing = new PassRun(graph, List.of(), List.of(), null, null);
        CompressionReport report = report(
                job,
                new VariantReport.Subject(graph, parent, null, nothing, List.of(), provenance(job)),
                null,
                listener);
        String reason = pictures == null
                ? null
                : Tripwire.inspect(
                                parent, job.manifest(), decoded(pictures.atMost(properties.baselineImages())), listener)
                        .reason();
        return new MadeVariant(job.model(), report, reason, provenance(job));
    }

    private MadeVariant compressed(
            Job job,
            Recipe recipe,
            Path parent,
            @Nullable CalibrationPictures pictures,
            @Nullable TrialBench trials,
            ProgressListener listener) {
        if (pictures == null) {
            PassContext context = new PassContext(null, null, null, null, properties.seed(), listener);
            return compressed(job, recipe, parent, null, context);
        }
        List<Sha256> images = pictures.images();
        try (PreprocessedPictures inputs =
                new PreprocessedPictures(job.manifest().input(), images.size(), i -> bytes(images.get(i)))) {
            PassContext context = new PassContext(inputs, null, trials, null, properties.seed(), listener);
            return compressed(job, recipe, parent, pictures, context);
        }
    }

    private MadeVariant compressed(
            Job job, Recipe recipe, Path parent, @Nullable CalibrationPictures pictures, PassContext context) {
        ProgressListener listener = context.listener();
        CalibrationSet inputs = context.calibration();
        Graph upload = read(parent);
        OutputComparison comparison = inputs == null
                ? OutputComparison.NONE
                : new OutputNoise(
                        upload.copy(), ModelInputs.shapes(job.manifest().input()), inputs, properties.reportImages());
        PassRun run = PassRunner.run(upload, recipe.passes(), context, comparison, checkpoints.of(beginnings(job)));
        Graph graph = run.graph();
        requireEffect(recipe, run.reports());
        Provenance provenance = provenance(job);
        label(graph, provenance);
        Artifact artifact = store.put(GraphWriter.toBytes(graph));
        Path file = store.fetch(artifact.digest());
        Tripwire.Finding finding = pictures == null
                ? new Tripwire.Finding(null, List.of())
                : Tripwire.compare(
                        file, parent, job.manifest(), decoded(pictures.atMost(properties.tripwireImages())), listener);
        Graph reference = run.reference();
        VariantReport.Subject subject = new VariantReport.Subject(
                graph, file, reference == null ? read(parent) : reference, run, finding.outputs(), provenance);
        return new MadeVariant(artifact, report(job, subject, inputs, listener), finding.reason(), provenance);
    }

    /** A recipe whose aim was missed makes no variant: it would be its parent under another name. */
    private static void requireEffect(Recipe recipe, List<PassReport> reports) {
        for (int i = 0; i < reports.size(); i++) {
            PassReport report = reports.get(i);
            if (Collections.disjoint(recipe.passes().get(i).establishes(), AIMS)) {
                continue;
            }
            if (report.changes() > 0) {
                // The first aim is what the recipe is for; a later one may find nothing left to do.
                break;
            }
            throw new VisorException(
                    ErrorCode.INVALID_RECIPE,
                    "recipe '%s' leaves this model as it is: %s: %s"
                            .formatted(
                                    recipe.name(),
                                    report.pass(),
                                    report.notes().isEmpty() ? "nothing to do" : String.join("; ", report.notes())));
        }
        if (reports.stream().allMatch(r -> r.changes() == 0)) {
            throw new VisorException(
                    ErrorCode.INVALID_RECIPE,
                    "recipe '%s' leaves this model as it is: none of its %d passes found anything to change"
                            .formatted(recipe.name(), reports.size()));
        }
    }

    private Provenance provenance(Job job) {
        Integer version = job.recipeVersion();
        return new Provenance(
                job.model().digest(),
                job.variant().recipe(),
                version == null ? 1 : version,
                job.recipeDigest(),
                job.datasetDigest(),
                TOOL_VERSION,
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

    private static Graph read(Path file) {
        try {
            return GraphReader.read(file);
        } catch (GraphFormatException e) {
            throw new VisorException(ErrorCode.INVALID_MODEL, "model cannot be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
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

    private @Nullable DatasetManifest dataset(Job job) {
        Sha256 digest = job.datasetDigest();
        if (digest == null) {
            return null;
        }
        try (InputStream in = store.open(digest)) {
            return ContractJson.MAPPER.readValue(in.readAllBytes(), DatasetManifest.class);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read dataset " + digest, e);
        }
    }

    private static @Nullable CalibrationPictures pictures(@Nullable DatasetManifest dataset, Recipe recipe) {
        if (dataset == null || (dataset.calibrationSplit().isEmpty() && !recipe.establishes(Property.QUANTIZED))) {
            return null;
        }
        return CalibrationPictures.of(dataset, MOST_PICTURES);
    }

    private Pictures decoded(CalibrationPictures pictures) {
        List<Sha256> images = pictures.images();
        return new Pictures() {
            @Override
            public int size() {
                return images.size();
            }

            @Override
            public Picture picture(int index) {
                return PictureDecoder.decode(bytes(images.get(index)));
            }
        };
    }

    private byte[] bytes(Sha256 digest) {
        try (InputStream in = store.open(digest)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read picture " + digest, e);
        }
    }
}
