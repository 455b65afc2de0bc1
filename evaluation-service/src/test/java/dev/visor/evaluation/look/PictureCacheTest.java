package dev.visor.evaluation.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.detection.image.Picture;
import dev.visor.detection.image.PictureEncoder;
import dev.visor.platform.artifact.ArtifactStore;
import dev.visor.testkit.FakeArtifactStore;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PictureCacheTest {
    private static final int SIZE = 8;
    private static final int BYTES = 3 * SIZE * SIZE;

    private final CountingStore store = new CountingStore();

    @Test
    void aPictureIsDecodedOnce() {
        PictureCache cache = new PictureCache(store, 10 * BYTES);
        LabelledImage image = image(1);
        Picture first = cache.get(image);
        assertThat(first.bgr()).containsOnly(1);
        assertThat(cache.get(image)).isSameAs(first);
        assertThat(store.opened).hasValue(1);
    }

    @Test
    void datasetsThatTakeTurnsAreBothKept() {
        PictureCache cache = new PictureCache(store, 10 * BYTES);
        List<LabelledImage> one = images(0, 5);
        List<LabelledImage> other = images(5, 10);
        for (int look = 0; look < 4; look++) {
            one.forEach(cache::get);
            other.forEach(cache::get);
        }
        assertThat(store.opened).hasValue(10);
    }

    @Test
    void ofMorePicturesThanFitSomeStayHoweverOftenAllAreLookedAt() {
        PictureCache cache = new PictureCache(store, 5 * BYTES);
        List<LabelledImage> images = images(0, 10);
        for (int look = 0; look < 4; look++) {
            images.forEach(cache::get);
        }
        assertThat(store.opened)
                .as("ten, then three times the five that don't fit")
                .hasValue(25);
    }

    @Test
    void picturesThatNobodyAsksForMakeWay() {
        PictureCache cache = new PictureCache(store, 5 * BYTES);
        images(0, 5).forEach(cache::get);
        List<LabelledImage> later = images(5, 10);
        for (int look = 0; look < 12; look++) {
            later.forEach(cache::get);
        }
        int before = store.opened.get();
        later.forEach(cache::get);
        assertThat(store.opened).hasValue(before);
    }

    @Test
    void nothingIsKeptBeyondTheLimit() {
        PictureCache cache = new PictureCache(store, BYTES - 1);
        cache.get(image(1));
        cache.get(image(1));
        assertThat(store.opened).hasValue(2);
    }

    @Test
    void twoThreadsThatWantAPictureAtOnceDecodeItOnce() throws Exception {
        PictureCache cache = new PictureCache(store, 10 * BYTES);
        LabelledImage image = image(1);
        store.hold = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Picture> first = threads.submit(() -> cache.get(image));
            assertThat(store.entered.await(10, TimeUnit.SECONDS)).isTrue();
            Future<Picture> second = threads.submit(() -> cache.get(image));
            store.hold.countDown();
            assertThat(second.get()).isSameAs(first.get());
        }
        assertThat(store.opened).hasValue(1);
    }

    @Test
    void whatIsNoPictureIsNamedEveryTime() {
        PictureCache cache = new PictureCache(store, 10 * BYTES);
        LabelledImage broken = labelled(store.put(new byte[] {1, 2, 3}), SIZE);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> cache.get(broken))
                    .isInstanceOfSatisfying(
                            VisorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_DATASET))
                    .hasMessageContaining("picture x.png");
        }
        LabelledImage lost =
                new LabelledImage("y.png", Sha256.of(new byte[] {9}), SIZE, SIZE, Split.VAL, true, List.of());
        assertThatThrownBy(() -> cache.get(lost)).hasMessageContaining("not in the store");
    }

    @Test
    void aKeptPictureMustFitTheLabelsOfEachDataset() {
        PictureCache cache = new PictureCache(store, 10 * BYTES);
        Artifact artifact = picture(1);
        cache.get(labelled(artifact, SIZE));
        assertThatThrownBy(() -> cache.get(labelled(artifact, SIZE + 1))).hasMessageContaining("has 8 × 8 pixels");
    }

    private List<LabelledImage> images(int from, int to) {
        return IntStream.range(from, to).mapToObj(this::image).toList();
    }

    private LabelledImage image(int grey) {
        return labelled(picture(grey), SIZE);
    }

    private Artifact picture(int grey) {
        byte[] bgr = new byte[BYTES];
        Arrays.fill(bgr, (byte) grey);
        return store.put(PictureEncoder.png(new Picture(SIZE, SIZE, bgr)));
    }

    private static LabelledImage labelled(Artifact artifact, int width) {
        return new LabelledImage("x.png", artifact.digest(), width, SIZE, Split.VAL, true, List.of());
    }

    /** Counts how often something is read, and can make readers wait. */
    private static final class CountingStore implements ArtifactStore {
        private final FakeArtifactStore store = new FakeArtifactStore();
        private final AtomicInteger opened = new AtomicInteger();
        private final CountDownLatch entered = new CountDownLatch(1);
        private CountDownLatch hold = new CountDownLatch(0);

        @Override
        public InputStream open(Sha256 digest) {
            opened.incrementAndGet();
            entered.countDown();
            try {
                hold.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return store.open(digest);
        }

        @Override
        public Artifact put(InputStream content, long limitBytes) {
            return store.put(content, limitBytes);
        }

        @Override
        public Artifact put(Path file) {
            return store.put(file);
        }

        @Override
        public Artifact put(byte[] content) {
            return store.put(content);
        }

        @Override
        public Path fetch(Sha256 digest) {
            return store.fetch(digest);
        }

        @Override
        public boolean contains(Sha256 digest) {
            return store.contains(digest);
        }

        @Override
        public long sizeBytes(Sha256 digest) {
            return store.sizeBytes(digest);
        }
    }
}
