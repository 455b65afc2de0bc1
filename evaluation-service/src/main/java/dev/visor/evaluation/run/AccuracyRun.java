package dev.visor.evaluation.run;

import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.detection.Detection;
import dev.visor.detection.accuracy.ClassAlignment;
import dev.visor.detection.accuracy.MatchTable;
import dev.visor.detection.accuracy.PictureMatching;
import dev.visor.detection.detector.Detector;
import dev.visor.evaluation.dataset.LabelledPictures;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks at every picture of the judged split with a detector and matches what it saw to the labels. Workers take pictures
 * as they come; each fills a match table of its own, so how the pictures were shared out leaves no trace in the result.
 */
final class AccuracyRun {
    /** Detections below it don't matter to AP; the usual floor of COCO evaluations. */
    static final double LEAST_SCORE = 0.001;

    private static final long LOOK_MILLIS = 200;

    private final PictureCache pictures;
    private final int workers;

    AccuracyRun(PictureCache pictures, int workers) {
        this.pictures = pictures;
        this.workers = workers;
    }

    /**
     * What was seen.
     *
     * @param table matches to the labels, of the judged classes
     * @param detections for each picture what the detector saw, of all its classes, best score first
     */
    record Seen(MatchTable table, List<List<Detection>> detections) {}

    Seen look(Detector detector, LabelledPictures split, ClassAlignment alignment, Steps steps) {
        Shared shared = new Shared(detector, split, alignment, new ArrayList<>());
        int count = split.images().size();
        for (int i = 0; i < count; i++) {
            shared.seen.add(List.of());
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(
                workers, Thread.ofPlatform().name("accuracy-", 0).daemon().factory())) {
            List<Future<MatchTable>> parts = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                parts.add(threads.submit(() -> work(shared)));
            }
            try {
                List<MatchTable> tables = new ArrayList<>();
                for (Future<MatchTable> part : parts) {
                    tables.add(await(part, () -> steps.at("detecting", shared.done.get(), count, "images")));
                }
                steps.at("detecting", count, count, "images");
                return new Seen(MatchTable.merge(tables), List.copyOf(shared.seen));
            } finally {
                shared.stop.set(true);
            }
        }
    }

    private static final class Shared {
        private final Detector detector;
        private final LabelledPictures split;
        private final ClassAlignment alignment;
        /** Each place is written by the worker that took the picture, and read once all have ended. */
        private final List<List<Detection>> seen;

        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger done = new AtomicInteger();
        private final AtomicBoolean stop = new AtomicBoolean();

        Shared(Detector detector, LabelledPictures split, ClassAlignment alignment, List<List<Detection>> seen) {
            this.detector = detector;
            this.split = split;
            this.alignment = alignment;
            this.seen = seen;
        }
    }

    private MatchTable work(Shared shared) {
        MatchTable.Builder table = MatchTable.over(shared.alignment.judged().size());
        PictureMatching matching = new PictureMatching(shared.alignment);
        List<LabelledImage> images = shared.split.images();
        try {
            for (int i = shared.next.getAndIncrement();
                    i < images.size() && !shared.stop.get();
                    i = shared.next.getAndIncrement()) {
                LabelledImage image = images.get(i);
                List<Detection> seen = shared.detector
                        .detect(pictures.get(shared.split.digest(), image), LEAST_SCORE)
                        .detections();
                shared.seen.set(i, seen);
                matching.add(i, image, seen, table);
                shared.done.incrementAndGet();
            }
        } catch (RuntimeException e) {
            shared.stop.set(true);
            throw e;
        }
        return table.build();
    }

    /** Waits, saying how far it is; the first failure ends all. */
    private static MatchTable await(Future<MatchTable> part, Runnable look) {
        while (true) {
            look.run();
            try {
                return part.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                continue;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted while pictures were looked at");
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new IllegalStateException("a worker failed", e.getCause());
            }
        }
    }
}
