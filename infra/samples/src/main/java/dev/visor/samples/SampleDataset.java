package dev.visor.samples;

import dev.visor.samples.scene.HeadClass;
import dev.visor.samples.scene.LabelledHead;
import dev.visor.samples.scene.Pictures;
import dev.visor.samples.scene.Scene;
import dev.visor.samples.scene.SceneRenderer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A labelled dataset of drawn scenes in YOLO's layout: {@code images/<split>/*.jpg}, {@code labels/<split>/*.txt} with a
 * line {@code class cx cy w h} per head (shares of the picture's width and height), and {@code data.yaml}. The same seed
 * and counts give the same bytes.
 *
 * @param counts pictures of each split; none for those left out
 */
public record SampleDataset(long seed, Map<Split, Integer> counts) {
    /** The seed of the sample model's training pictures and of the dataset that goes with it. */
    public static final long SEED = 7;

    public SampleDataset {
        counts = new EnumMap<>(counts);
        counts.forEach((split, count) -> {
            if (count < 0 || count > 100_000) {
                throw new IllegalArgumentException(
                        count + " pictures for " + split.folder() + ": it must be 0 to 100000");
            }
        });
    }

    /** What promotions of the sample model are calibrated and judged on: about 8 MB, nothing to train on. */
    public static SampleDataset standard() {
        return new SampleDataset(SEED, Map.of(Split.CALIB, 64, Split.VAL, 48, Split.PROMOTION, 120));
    }

    /**
     * Writes the dataset.
     *
     * @param target a file that ends in {@code .zip}, or a folder
     * @param progress gets a line every few seconds
     */
    public void write(Path target, Consumer<String> progress) throws IOException {
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        Progress drawn = new Progress("scenes", total, progress);
        try (FileSink sink = FileSink.of(target)) {
            sink.write("data.yaml", dataYaml().getBytes(StandardCharsets.UTF_8));
            for (Split split : Split.values()) {
                for (Example example : draw(split, drawn)) {
                    sink.write("images/" + split.folder() + "/" + example.name + ".jpg", example.jpeg);
                    sink.write(
                            "labels/" + split.folder() + "/" + example.name + ".txt",
                            example.labels.getBytes(StandardCharsets.UTF_8));
                }
            }
        }
    }

    private record Example(String name, byte[] jpeg, String labels) {}

    private List<Example> draw(Split split, Progress drawn) {
        SceneRenderer renderer = new SceneRenderer();
        return IntStream.range(0, counts.getOrDefault(split, 0))
                .parallel()
                .mapToObj(index -> {
                    Scene scene = renderer.draw(split.sceneSeed(seed, index));
                    String name = String.format(Locale.ROOT, "%s-%05d", split.folder(), index);
                    Example example = new Example(name, Pictures.jpeg(scene.image()), labels(scene));
                    drawn.step();
                    return example;
                })
                .toList();
    }

    private static String labels(Scene scene) {
        double width = scene.image().getWidth();
        double height = scene.image().getHeight();
        StringBuilder lines = new StringBuilder();
        for (LabelledHead head : scene.heads()) {
            lines.append(String.format(
                    Locale.ROOT,
                    "%d %.6f %.6f %.6f %.6f\n",
                    head.headClass().ordinal(),
                    (head.x() + head.width() / 2) / width,
                    (head.y() + head.height() / 2) / height,
                    head.width() / width,
                    head.height() / height));
        }
        return lines.toString();
    }

    private String dataYaml() {
        StringBuilder yaml = new StringBuilder("# Drawn by dev.visor.samples with seed " + seed + ".\npath: .\n");
        for (Split split : Split.values()) {
            if (counts.getOrDefault(split, 0) > 0) {
                yaml.append(split.folder())
                        .append(": images/")
                        .append(split.folder())
                        .append('\n');
            }
        }
        yaml.append("names:\n");
        for (HeadClass headClass : HeadClass.values()) {
            yaml.append("  ")
                    .append(headClass.ordinal())
                    .append(": ")
                    .append(headClass.label())
                    .append('\n');
        }
        return yaml.append("license: Apache-2.0\n").toString();
    }
}
