package dev.visor.compression.job;

import dev.visor.compression.calibration.CalibrationPictures;
import dev.visor.compression.trial.LabelledPictures;
import dev.visor.compression.trial.MeasuredTrials;
import dev.visor.compression.trial.SearchPictures;
import dev.visor.compression.trial.TrialTable;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.policy.Policy;
import dev.visor.detection.accuracy.ClassAlignment;
import dev.visor.platform.artifact.ArtifactStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sets up the trials of an upload: the classes that its policy judges, on labelled pictures that it isn't judged on. */
@Component
class SearchBench {
    private static final Logger LOG = LoggerFactory.getLogger(SearchBench.class);

    private final ArtifactStore store;
    private final TrialTable table;
    private final CompressionProperties properties;

    SearchBench(ArtifactStore store, TrialTable table, CompressionProperties properties) {
        this.store = store;
        this.table = table;
        this.properties = properties;
    }

    /** The bench for an upload, or null if there are no pictures for it or the classes don't match. */
    @Nullable
    MeasuredTrials of(Upload upload, Path file, DatasetManifest dataset, CalibrationPictures calibration) {
        Policy policy = upload.policy();
        List<LabelledImage> images = SearchPictures.of(dataset, calibration.images(), properties.searchImages());
        if (policy == null || images.isEmpty()) {
            return null;
        }
        try {
            ClassAlignment alignment = ClassAlignment.of(upload.manifest().classes(), dataset.classes(), policy);
            return new MeasuredTrials(
                    file,
                    upload.manifest(),
                    new LabelledPictures(dataset.classes(), images, this::bytes),
                    alignment,
                    properties.searchThreads(),
                    table);
        } catch (VisorException e) {
            // The evaluation says the same about every variant, and who has to act on it.
            LOG.info("no search for {}: {}", upload.version(), e.detail());
            return null;
        }
    }

    private byte[] bytes(Sha256 digest) {
        try (InputStream in = store.open(digest)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read picture " + digest, e);
        }
    }
}
