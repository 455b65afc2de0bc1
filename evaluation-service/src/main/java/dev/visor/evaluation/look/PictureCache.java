package dev.visor.evaluation.look;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.detection.image.Picture;
import dev.visor.detection.image.PictureDecoder;
import dev.visor.platform.artifact.ArtifactStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decoded pictures of the dataset that was used last, as many as fit: the variants of an upload look at the same ones in
 * the same order, so the first are kept and none is thrown out for a later one. Thread-safe.
 */
public final class PictureCache {
    private final ArtifactStore store;
    private final long limitBytes;
    /** Guards all below. */
    private final Object lock = new Object();

    private final Map<Sha256, Picture> kept = new HashMap<>();
    private @Nullable Sha256 dataset;
    private long bytes;

    /** With most bytes of pixels that are kept. */
    public PictureCache(ArtifactStore store, long limitBytes) {
        this.store = store;
        this.limitBytes = limitBytes;
    }

    /**
     * A picture of a dataset.
     *
     * @throws VisorException {@code INVALID_DATASET} if it can't be decoded, or has another size than its labels are for
     */
    public Picture get(Sha256 datasetDigest, LabelledImage image) {
        synchronized (lock) {
            if (!datasetDigest.equals(dataset)) {
                kept.clear();
                bytes = 0;
                dataset = datasetDigest;
            }
            Picture known = kept.get(image.digest());
            if (known != null) {
                return known;
            }
        }
        Picture picture = decode(image);
        synchronized (lock) {
            if (datasetDigest.equals(dataset)
                    && bytes + picture.bgr().length <= limitBytes
                    && kept.putIfAbsent(image.digest(), picture) == null) {
                bytes += picture.bgr().length;
            }
        }
        return picture;
    }

    private Picture decode(LabelledImage image) {
        Picture picture;
        try (InputStream in = store.open(image.digest())) {
            picture = PictureDecoder.decode(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read picture " + image.file(), e);
        } catch (VisorException e) {
            if (e.code() != ErrorCode.INVALID_IMAGE) {
                throw e;
            }
            throw new VisorException(
                    ErrorCode.INVALID_DATASET, "picture %s: %s".formatted(image.file(), e.detail()), e);
        }
        if (picture.width() != image.width() || picture.height() != image.height()) {
            throw new VisorException(
                    ErrorCode.INVALID_DATASET,
                    "picture %s has %d × %d pixels, its labels are for %d × %d; import the dataset again"
                            .formatted(image.file(), picture.width(), picture.height(), image.width(), image.height()));
        }
        return picture;
    }
}
