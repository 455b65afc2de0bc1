package dev.visor.compression.trial;

import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.detection.Detection;
import dev.visor.detection.accuracy.ClassAlignment;
import dev.visor.detection.accuracy.CocoSummary;
import dev.visor.detection.accuracy.MatchTable;
import dev.visor.detection.accuracy.PictureMatching;
import dev.visor.detection.detector.Detector;
import dev.visor.detection.image.PictureDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Looks at all pictures with a detector and matches what it saw to the labels, on as many threads as there are workers. */
final class AccuracyTrial {
    /** Detections below it don't matter to AP; the floor that the verdict has too. */
    private static final double LEAST_SCORE = 0.001;

    private final LabelledPictures pictures;
    private final ClassAlignment alignment;
    private final int workers;

    AccuracyTrial(LabelledPictures pictures, ClassAlignment alignment, int workers) {
        this.pictures = pictures;
        this.alignment = alignment;
        this.workers = workers;
    }

    Accuracy run(Detector detector) {
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(
                workers, Thread.ofPlatform().name("trial-", 0).daemon().factory())) {
            List<Future<MatchTable>> parts = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                parts.add(threads.submit(() -> look(detector, next)));
            }
            List<MatchTable> tables = new ArrayList<>();
            for (Future<MatchTable> part : parts) {
                tables.add(part.get());
            }
            CocoSummary summary = CocoSummary.of(MatchTable.merge(tables));
            return new Accuracy(summary.ap(), summary.ap50());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted during a trial");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a trial failed", e.getCause());
        }
    }

    private MatchTable look(Detector detector, AtomicInteger next) {
        MatchTable.Builder table = MatchTable.over(alignment.judged().size());
        PictureMatching matching = new PictureMatching(alignment);
        List<LabelledImage> images = pictures.images();
        try {
            for (int i = next.getAndIncrement(); i < images.size(); i = next.getAndIncrement()) {
                List<Detection> seen = detector.detect(PictureDecoder.decode(pictures.bytes(i)), LEAST_SCORE)
                        .detections();
                matching.add(i, images.get(i), seen, table);
            }
        } catch (RuntimeException e) {
            next.set(images.size());
            throw e;
        }
        return table.build();
    }
}
