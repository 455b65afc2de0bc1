package dev.visor.evaluation.look;

import dev.visor.contracts.Sha256;
import dev.visor.detection.detector.Detector;
import dev.visor.evaluation.dataset.LabelledPictures;
import dev.visor.platform.artifact.ArtifactStore;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Looks in this process, without queue and database: the same shards, on some threads. */
public final class LocalLooks implements Function<Look, Seen> {
    private final ArtifactStore store;
    private final Function<Sha256, LabelledPictures> datasets;
    private final PictureCache pictures;
    private final int threads;
    private final Progress progress;

    /** Hears how many pictures were looked at. */
    public interface Progress {
        /** Called after each picture, by any thread. */
        void at(Look look, int seen, int pictures);
    }

    /**
     * With pictures and models from a store.
     *
     * @param datasets the judged split of a dataset
     * @param threads shards that are looked at once
     */
    public LocalLooks(
            ArtifactStore store,
            Function<Sha256, LabelledPictures> datasets,
            PictureCache pictures,
            int threads,
            Progress progress) {
        this.store = store;
        this.datasets = datasets;
        this.pictures = pictures;
        this.threads = threads;
        this.progress = progress;
    }

    @Override
    public Seen apply(Look look) {
        LabelledPictures split = datasets.apply(look.dataset());
        SortedMap<Integer, Future<Seen>> shards = new TreeMap<>();
        AtomicInteger done = new AtomicInteger();
        try (Detector detector = Detector.open(store.fetch(look.model().digest()), look.manifest(), 1);
                ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            Looker looker = new Looker(pictures);
            for (int first : Shards.starts(look.pictures())) {
                shards.put(
                        first,
                        workers.submit(() -> looker.look(
                                detector,
                                split,
                                look.alignment(),
                                look.corruption(),
                                first,
                                Shards.size(first, look.pictures()),
                                n -> progress.at(look, done.incrementAndGet(), look.pictures()))));
            }
            SortedMap<Integer, Seen> seen = new TreeMap<>();
            for (var shard : shards.entrySet()) {
                seen.put(shard.getKey(), await(shard.getValue(), List.copyOf(shards.values())));
            }
            return Shards.merge(seen);
        }
    }

    private static Seen await(Future<Seen> shard, List<Future<Seen>> others) {
        try {
            return shard.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            others.forEach(o -> o.cancel(true));
            throw new IllegalStateException("interrupted while pictures were looked at", e);
        } catch (ExecutionException e) {
            others.forEach(o -> o.cancel(true));
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException("a shard failed", e.getCause());
        }
    }
}
