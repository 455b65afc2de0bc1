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
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Decoded pictures, as many as fit, of whatever datasets. Two threads that want the same picture at once decode it once.
 * Thread-safe.
 *
 * <p>The variants of an upload look at the same pictures in the same order, again and again. If all don't fit, keeping the
 * latest would keep none until it is wanted again. So a picture is only thrown out for another if it wasn't asked for for
 * long: then its dataset is looked at no more.
 *
 * <p>Only in memory: a picture of 640 × 640 is decoded from JPEG in 1.0 ms of processor time, its digest verified, while its 1.2 MB
 * take 0.15 ms to read from a file that the system has in memory anyway, and 1 to 2 ms from a disk of 0.6 to 1.7 GB/s.
 * Files would save at most 3 % of a look and might cost as much.
 */
public final class PictureCache {
    /** So many times as many pictures as are kept are asked for before one that wasn't among them gives way. */
    private static final int PATIENCE = 8;

    private final ArtifactStore store;
    private final long limitBytes;
    private final Map<Sha256, CompletableFuture<Picture>> decoding = new ConcurrentHashMap<>();

    /** The longest unasked first; guarded by itself, and so are those below. */
    private final Map<Sha256, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

    private long bytes;
    private long asked;

    /** A picture, and how many were asked for when it was asked for last. */
    private static final class Kept {
        private final Picture picture;
        private long asked;

        Kept(Picture picture, long asked) {
            this.picture = picture;
            this.asked = asked;
        }
    }

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
    public Picture get(LabelledImage image) {
        Picture known = known(image.digest());
        Picture picture = known == null ? decodeOnce(image) : known;
        if (picture.width() != image.width() || picture.height() != image.height()) {
            throw new VisorException(
                    ErrorCode.INVALID_DATASET,
                    "picture %s has %d × %d pixels, its labels are for %d × %d; import the dataset again"
                            .formatted(image.file(), picture.width(), picture.height(), image.width(), image.height()));
        }
        return picture;
    }

    private @Nullable Picture known(Sha256 digest) {
        synchronized (kept) {
            asked++;
            Kept known = kept.get(digest);
            if (known == null) {
                return null;
            }
            known.asked = asked;
            return known.picture;
        }
    }

    private @Nullable Picture kept(Sha256 digest) {
        synchronized (kept) {
            Kept known = kept.get(digest);
            return known == null ? null : known.picture;
        }
    }

    private Picture decodeOnce(LabelledImage image) {
        CompletableFuture<Picture> own = new CompletableFuture<>();
        CompletableFuture<Picture> other = decoding.putIfAbsent(image.digest(), own);
        if (other != null) {
            try {
                return other.join();
            } catch (CompletionException e) {
                // Tells in its own words what is wrong.
                return decode(image);
            }
        }
        try {
            // The thread that decoded it may have ended since this one looked.
            Picture known = kept(image.digest());
            Picture picture = known == null ? decode(image) : known;
            keep(image.digest(), picture);
            own.complete(picture);
            return picture;
        } finally {
            decoding.remove(image.digest(), own);
            // Changes nothing if it was decoded.
            own.completeExceptionally(new IllegalStateException("it could not be decoded"));
        }
    }

    private void keep(Sha256 digest, Picture picture) {
        long size = picture.bgr().length;
        if (size > limitBytes) {
            return;
        }
        synchronized (kept) {
            if (kept.containsKey(digest)) {
                return;
            }
            Iterator<Kept> longestUnasked = kept.values().iterator();
            long patience = (long) PATIENCE * kept.size();
            while (bytes + size > limitBytes) {
                Kept candidate = longestUnasked.next();
                if (asked - candidate.asked <= patience) {
                    return;
                }
                bytes -= candidate.picture.bgr().length;
                longestUnasked.remove();
            }
            kept.put(digest, new Kept(picture, asked));
            bytes += size;
        }
    }

    private Picture decode(LabelledImage image) {
        try (InputStream in = store.open(image.digest())) {
            return PictureDecoder.decode(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read picture " + image.file(), e);
        } catch (VisorException e) {
            if (e.code() != ErrorCode.INVALID_IMAGE) {
                throw e;
            }
            throw new VisorException(
                    ErrorCode.INVALID_DATASET, "picture %s: %s".formatted(image.file(), e.detail()), e);
        }
    }
}
