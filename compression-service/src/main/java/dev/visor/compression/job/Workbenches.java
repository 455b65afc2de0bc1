package dev.visor.compression.job;

import dev.visor.compression.calibration.CalibrationPictures;
import dev.visor.compression.latency.LayerLatency;
import dev.visor.compression.latency.LayerTable;
import dev.visor.compression.latency.MeasuredLayers;
import dev.visor.compression.pass.Property;
import dev.visor.compression.plan.Recipe;
import dev.visor.compression.trial.MeasuredTrials;
import dev.visor.compression.trial.TrialBench;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.policy.Policy;
import dev.visor.platform.artifact.ArtifactStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens workbenches of uploads. */
@Component
public class Workbenches {
    /** Changes whenever the same inputs may give other bytes or another finding; results before it aren't reused. */
    static final String TOOL_VERSION = "visor-compression/4";

    private static final int MOST_PICTURES = 10_000;

    private final ArtifactStore store;
    private final SearchBench bench;
    private final CheckpointStore checkpoints;
    private final LayerLatency latency;
    private final CompressionProperties properties;

    Workbenches(
            ArtifactStore store,
            SearchBench bench,
            CheckpointStore checkpoints,
            LayerTable layers,
            CompressionProperties properties) {
        this.store = store;
        this.bench = bench;
        this.checkpoints = checkpoints;
        this.latency = new MeasuredLayers(layers);
        this.properties = properties;
    }

    /** What every result of one upload depends on, whatever the recipe. */
    public Sha256 key(Upload upload) {
        Sha256 dataset = upload.dataset();
        Policy policy = upload.policy();
        return Sha256.of(ContractJson.MAPPER.writeValueAsBytes(List.of(
                upload.model().digest(),
                upload.manifest(),
                dataset == null ? "" : dataset.hex(),
                policy == null ? List.of() : List.of(policy.classes(), new TreeMap<>(policy.classMap())),
                properties,
                TOOL_VERSION)));
    }

    /**
     * Opens one.
     *
     * @throws dev.visor.contracts.error.VisorException {@code CALIBRATION_DATA_MISSING} if the recipe needs pictures and
     *     there are none
     */
    public Workbench open(Upload upload, Recipe recipe) {
        Path file = store.fetch(upload.model().digest());
        DatasetManifest dataset = dataset(upload);
        CalibrationPictures pictures = pictures(dataset, recipe);
        TrialBench trials = dataset == null || pictures == null ? null : bench.of(upload, file, dataset, pictures);
        return new Workbench(
                upload, file, pictures, trials, latency, this::bytes, checkpoints.of(key(upload)), properties.seed());
    }

    /** How many labelled pictures accuracy of this upload is searched on; 0 if it can't be. */
    public int searchPictures(Upload upload) {
        DatasetManifest dataset = dataset(upload);
        if (dataset == null || dataset.calibrationSplit().isEmpty()) {
            return 0;
        }
        CalibrationPictures pictures = CalibrationPictures.of(dataset, MOST_PICTURES);
        MeasuredTrials trials = bench.of(upload, store.fetch(upload.model().digest()), dataset, pictures);
        return trials == null ? 0 : trials.pictures();
    }

    private @Nullable DatasetManifest dataset(Upload upload) {
        Sha256 digest = upload.dataset();
        return digest == null ? null : ContractJson.MAPPER.readValue(bytes(digest), DatasetManifest.class);
    }

    private static @Nullable CalibrationPictures pictures(@Nullable DatasetManifest dataset, Recipe recipe) {
        if (dataset == null || (dataset.calibrationSplit().isEmpty() && !recipe.establishes(Property.QUANTIZED))) {
            return null;
        }
        return CalibrationPictures.of(dataset, MOST_PICTURES);
    }

    private byte[] bytes(Sha256 digest) {
        try (InputStream in = store.open(digest)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read artefact " + digest, e);
        }
    }
}
