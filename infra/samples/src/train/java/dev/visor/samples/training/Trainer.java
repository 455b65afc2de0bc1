package dev.visor.samples.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.visor.samples.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** Trains a {@link HelmetNet} on drawn scenes: AdamW, a warm-up and a cosine, and an average of the weights. */
final class Trainer {
    private static final double PEAK_RATE = 2.5e-3;
    private static final double LAST_RATE = 2.5e-5;
    private static final int WARM_UP_STEPS = 80;
    private static final double AVERAGING = 0.996;
    private static final double SCORE_AT_LEAST = 0.01;
    private static final double IOU_AT_MOST = 0.6;

    private final TrainSettings settings;
    private final HelmetNet net = new HelmetNet();

    Trainer(TrainSettings settings) {
        this.settings = settings;
    }

    /** The average weights after the last epoch. What a former run saved is taken up. */
    Weights train(TrainingScenes training, TrainingScenes validation) throws IOException {
        Checkpoint checkpoint = Checkpoint.loadOrNew(settings.checkpoints(), net, settings.seed());
        int batches = training.scenes().size() / settings.batch();
        int steps = batches * settings.epochs();
        int first = checkpoint.epoch() * batches;
        Optimizer optimizer = Optimizer.adamW()
                .optLearningRateTracker((Tracker) update -> (float) rate(first + update, steps))
                .optWeightDecays(0.01f)
                .build();
        Progress progress = new Progress("training pictures", (long) (steps - first) * settings.batch(), System.out::println);
        Weights average = checkpoint.average();
        try (NDManager manager = NDManager.newBaseManager();
                TorchNet torch = new TorchNet(net, manager, checkpoint.current());
                DetectionLoss loss = new DetectionLoss(manager, settings.height(), settings.width())) {
            for (int epoch = checkpoint.epoch(); epoch < settings.epochs(); epoch++) {
                int[][] order = shuffled(training.scenes().size(), settings.batch(), settings.seed() + epoch);
                CompletableFuture<TrainingScenes.Batch> next = prepare(training, order[0], epoch, 0);
                double meanLoss = 0;
                for (int b = 0; b < batches; b++) {
                    TrainingScenes.Batch batch = next.join();
                    if (b + 1 < batches) {
                        next = prepare(training, order[b + 1], epoch, b + 1);
                    }
                    meanLoss += step(manager, torch, loss, optimizer, batch) / batches;
                    int step = epoch * batches + b;
                    average(average, torch.weights(), Math.min(AVERAGING, (1.0 + step) / (12.0 + step)));
                    progress.step(
                            settings.batch(),
                            String.format(
                                    Locale.ROOT, ", epoch %d, loss %.3f", epoch + 1, meanLoss * batches / (b + 1)));
                }
                new Checkpoint(epoch + 1, torch.weights(), average).save(settings.checkpoints());
                if ((epoch + 1) % settings.validateEvery() == 0 || epoch + 1 == settings.epochs()) {
                    AveragePrecision precision = evaluate(average, validation);
                    System.out.println(String.format(
                            Locale.ROOT,
                            "Epoch %d: loss %.3f, AP50 %.4f (with %.4f, without %.4f)",
                            epoch + 1,
                            meanLoss,
                            precision.mean(),
                            precision.of(0),
                            precision.of(1)));
                }
            }
        }
        return average;
    }

    /** AP50 on whole, unvaried scenes at the exported model's input size. */
    AveragePrecision evaluate(Weights weights, TrainingScenes scenes) {
        AveragePrecision precision = new AveragePrecision(0.5, HelmetNet.CLASSES);
        int size = HelmetNet.INPUT;
        LabelAssigner cells = new LabelAssigner(size, size);
        try (NDManager manager = NDManager.newBaseManager();
                TorchNet torch = new TorchNet(net, manager, weights)) {
            for (TrainingScenes.Drawn scene : scenes.scenes()) {
                Letterbox place = Letterbox.centered(scene.width(), scene.height(), size, size);
                float[] input = new float[3 * size * size];
                place.sample(scene.pixels(), size, size, input, 0);
                try (NDManager once = manager.newSubManager()) {
                    TorchNet.Raw raw = torch.forward(once.create(input, new Shape(1, 3, size, size)), false);
                    float[] rows = decode(raw.boxes().toFloatArray(), raw.logits().toFloatArray(), cells);
                    precision.add(scene.labels(), Detection.decode(rows, place, SCORE_AT_LEAST, IOU_AT_MOST));
                }
            }
        }
        return precision;
    }

    /** What the exported graph does after the last convolutions, for one picture. */
    static float[] decode(float[] boxes, float[] logits, LabelAssigner cells) {
        int width = 4 + HelmetNet.CLASSES;
        float[] rows = new float[cells.cells() * width];
        for (int cell = 0; cell < cells.cells(); cell++) {
            int at = cell * width;
            float stride = cells.cellStride()[cell];
            rows[at] = boxes[4 * cell] * stride + cells.cellX()[cell];
            rows[at + 1] = boxes[4 * cell + 1] * stride + cells.cellY()[cell];
            rows[at + 2] = (float) Math.exp(boxes[4 * cell + 2]) * stride;
            rows[at + 3] = (float) Math.exp(boxes[4 * cell + 3]) * stride;
            for (int c = 0; c < HelmetNet.CLASSES; c++) {
                rows[at + 4 + c] = (float) (1 / (1 + Math.exp(-logits[HelmetNet.CLASSES * cell + c])));
            }
        }
        return rows;
    }

    private double step(
            NDManager manager,
            TorchNet torch,
            DetectionLoss loss,
            Optimizer optimizer,
            TrainingScenes.Batch batch) {
        try (NDManager once = manager.newSubManager()) {
            NDArray images = once.create(
                    batch.input(), new Shape(batch.labels().size(), 3, settings.height(), settings.width()));
            float value;
            try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
                NDArray total = loss.of(torch.forward(images, true), batch.labels());
                gradients.backward(total);
                value = total.getFloat();
            }
            if (!Float.isFinite(value)) {
                throw new IllegalStateException("The loss is " + value + ": lower the learning rate of " + PEAK_RATE);
            }
            torch.update(optimizer);
            return value;
        }
    }

    private CompletableFuture<TrainingScenes.Batch> prepare(
            TrainingScenes scenes, int[] indexes, int epoch, int batch) {
        long seed = settings.seed() * 1_000_003 + epoch * 10_007L + batch;
        return CompletableFuture.supplyAsync(
                () -> scenes.varied(indexes, settings.height(), settings.width(), seed));
    }

    private static double rate(int step, int steps) {
        double warm = Math.min(1, (step + 1.0) / WARM_UP_STEPS);
        double cosine = 0.5 * (1 + Math.cos(Math.PI * Math.min(1, (double) step / steps)));
        return warm * (LAST_RATE + (PEAK_RATE - LAST_RATE) * cosine);
    }

    private void average(Weights average, Weights current, double keep) {
        for (String name : net.shapes().keySet()) {
            float[] slow = average.get(name);
            float[] fast = current.get(name);
            for (int i = 0; i < slow.length; i++) {
                slow[i] = (float) (keep * slow[i] + (1 - keep) * fast[i]);
            }
        }
    }

    private static int[][] shuffled(int scenes, int batch, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = new int[scenes];
        for (int i = 0; i < scenes; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        int[][] batches = new int[scenes / batch][];
        for (int b = 0; b < batches.length; b++) {
            batches[b] = java.util.Arrays.copyOfRange(order, b * batch, (b + 1) * batch);
        }
        return batches;
    }

    /** Where a run is: enough to go on with after a stop, but for the optimiser's moments. */
    private record Checkpoint(int epoch, Weights current, Weights average) {
        static Checkpoint loadOrNew(Path folder, HelmetNet net, long seed) throws IOException {
            Path epochs = folder.resolve("epoch");
            if (!Files.exists(epochs)) {
                return new Checkpoint(0, Weights.initial(net, seed), Weights.initial(net, seed));
            }
            int epoch = Integer.parseInt(Files.readString(epochs).strip());
            System.out.println("Going on after epoch " + epoch + " of " + folder);
            return new Checkpoint(
                    epoch,
                    Weights.load(folder.resolve("current.weights")),
                    Weights.load(folder.resolve("average.weights")));
        }

        void save(Path folder) throws IOException {
            Files.createDirectories(folder);
            current.save(folder.resolve("current.weights"));
            average.save(folder.resolve("average.weights"));
            Files.writeString(folder.resolve("epoch"), epoch + "\n");
        }
    }
}
