package dev.visor.samples.training;

import dev.visor.onnx.graph.GraphWriter;
import dev.visor.samples.SampleFiles;
import dev.visor.samples.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws scenes, trains the sample detector on them and writes it, with a note of how it came about. */
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
        write(settings, weights, ap50, seconds);
    }

    private static void write(TrainSettings settings, Weights weights, double ap50, long seconds) throws IOException {
        Path folder = settings.resources().resolve("dev/visor/samples");
        Files.createDirectories(folder);
        Path model = folder.resolve(SampleFiles.MODEL);
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("description", "Sample helmet detector of Visor, trained on scenes drawn by code");
        metadata.put("family", "visor");
        metadata.put("task", "detect");
        metadata.put("names", HelmetNet.pythonNames());
        metadata.put("imgsz", "[" + HelmetNet.INPUT + ", " + HelmetNet.INPUT + "]");
        metadata.put("stride", "32");
        metadata.put("input", "RGB, 0..1, centered letterbox, pad " + HelmetNet.PAD);
        metadata.put("license", "Apache-2.0");
        metadata.put("seed", Long.toString(settings.seed()));
        metadata.put("command", settings.command());
        GraphWriter.write(ModelExport.graph(new HelmetNet(), weights, metadata), model);
        String note = String.format(
                Locale.ROOT,
                """
                {
                  "model": "%s",
                  "command": "%s",
                  "seed": %d,
                  "trainingScenes": %d,
                  "epochs": %d,
                  "trainingSeconds": %d,
                  "parameters": %d,
                  "sizeBytes": %d,
                  "ap50": %.4f,
                  "ap50Scenes": "%d of split promotion, seed %d"
                }
                """,
                SampleFiles.MODEL,
                settings.command(),
                settings.seed(),
                settings.scenes(),
                settings.epochs(),
                seconds,
                weights.parameters(),
                Files.size(model),
                ap50,
                JUDGED_SCENES,
                settings.seed());
        Files.writeString(folder.resolve("helmet-sample.json"), note);
        System.out.print("Wrote " + model + "\n" + note);
    }
}
