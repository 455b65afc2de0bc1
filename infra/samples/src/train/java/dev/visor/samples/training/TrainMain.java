package dev.visor.samples.training;

import dev.visor.samples.Split;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Draws scenes, trains the sample detector on them and writes it. */
final class TrainMain {
    private static final int JUDGED_SCENES = 120;

    private TrainMain() {}

    public static void main(String[] arguments) throws IOException {
        TrainSettings settings = TrainSettings.parse(List.of(arguments));
        Trainer trainer = new Trainer(settings);
        long started = System.nanoTime();
        Weights weights = trainer.train(
                TrainingScenes.draw(Split.TRAIN, settings.seed(), settings.scenes()),
                TrainingScenes.draw(Split.VAL, settings.seed(), JUDGED_SCENES));
        long seconds = (System.nanoTime() - started) / 1_000_000_000;
        double ap50 = trainer.evaluate(weights, TrainingScenes.draw(Split.PROMOTION, settings.seed(), JUDGED_SCENES))
                .mean();
        weights.save(settings.checkpoints().resolve("final.weights"));
        System.out.println(String.format(Locale.ROOT, "AP50 %.4f after %d s", ap50, seconds));
    }
}
