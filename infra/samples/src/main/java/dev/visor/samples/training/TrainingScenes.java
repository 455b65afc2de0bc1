package dev.visor.samples.training;

import dev.visor.samples.Progress;
import dev.visor.samples.Split;
import dev.visor.samples.scene.LabelledHead;
import dev.visor.samples.scene.Scene;
import dev.visor.samples.scene.SceneRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Scenes of one split, drawn once and kept, and batches of them that are varied anew each time. */
final class TrainingScenes {
    private static final double FAR = 0.72;
    private static final double NEAR = 1.35;
    private static final double SMALLEST_SIDE = 7;
    private static final double MOST_CUT_OFF = 0.5;

    private final List<Drawn> scenes;

    private TrainingScenes(List<Drawn> scenes) {
        this.scenes = scenes;
    }

    /** Pictures as the renderer gives them and their labels. */
    record Drawn(int[] pixels, int width, int height, List<Label> labels) {
        static Drawn of(Scene scene) {
            int width = scene.image().getWidth();
            int height = scene.image().getHeight();
            int[] pixels = scene.image().getRGB(0, 0, width, height, null, 0, width);
            return new Drawn(pixels, width, height, TrainingScenes.labels(scene.heads()));
        }
    }

    /**
     * A batch of network inputs.
     *
     * @param input {@code [pictures, 3, height, width]}, 0..1
     * @param labels of each picture, in input pixels
     */
    record Batch(float[] input, List<List<Label>> labels) {}

    static TrainingScenes draw(Split split, long seed, int count) {
        SceneRenderer renderer = new SceneRenderer();
        Progress progress = new Progress(split.folder() + " scenes drawn", count, System.out::println);
        return new TrainingScenes(IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> {
                    Drawn drawn = Drawn.of(renderer.draw(split.sceneSeed(seed, i)));
                    progress.step();
                    return drawn;
                })
                .toList());
    }

    static List<Label> labels(List<LabelledHead> heads) {
        return heads.stream()
                .map(head -> new Label(
                        Box.ofCorner(head.x(), head.y(), head.width(), head.height()),
                        head.headClass().ordinal()))
                .toList();
    }

    List<Drawn> scenes() {
        return scenes;
    }

    /** Scenes by index, each mirrored, moved, scaled and tinted at random. */
    Batch varied(int[] indexes, int height, int width, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] input = new float[indexes.length * 3 * height * width];
        List<List<Label>> labels = new ArrayList<>();
        for (int i = 0; i < indexes.length; i++) {
            Drawn scene = scenes.get(indexes[i]);
            Letterbox place = vary(scene, height, width, random);
            int offset = i * 3 * height * width;
            place.sample(scene.pixels, height, width, input, offset);
            tint(input, offset, height * width, random);
            labels.add(visible(scene.labels, place, height, width));
        }
        return new Batch(input, labels);
    }

    private static Letterbox vary(Drawn scene, int height, int width, SplittableRandom random) {
        double fit = Math.min((double) height / scene.height, (double) width / scene.width);
        double scale = fit * random.nextDouble(FAR, NEAR);
        double spareX = width - scene.width * scale;
        double spareY = height - scene.height * scale;
        return new Letterbox(
                scale,
                spareX * random.nextDouble(),
                spareY * random.nextDouble(),
                random.nextBoolean(),
                scene.width,
                scene.height);
    }

    private static void tint(float[] input, int offset, int plane, SplittableRandom random) {
        float brightness = (float) random.nextDouble(0.75, 1.2);
        float lift = (float) random.nextDouble(-0.04, 0.06);
        for (int channel = 0; channel < 3; channel++) {
            float gain = brightness * (float) random.nextDouble(0.93, 1.07);
            for (int p = offset + channel * plane, end = p + plane; p < end; p++) {
                input[p] = Math.clamp(input[p] * gain + lift, 0f, 1f);
            }
        }
    }

    private static List<Label> visible(List<Label> labels, Letterbox place, int height, int width) {
        List<Label> visible = new ArrayList<>();
        for (Label label : labels) {
            Box whole = place.toInput(label.box());
            Box inside = new Box(
                    Math.max(0, whole.left()),
                    Math.max(0, whole.top()),
                    Math.min(width, whole.right()),
                    Math.min(height, whole.bottom()));
            if (inside.width() >= SMALLEST_SIDE
                    && inside.height() >= SMALLEST_SIDE
                    && inside.area() >= MOST_CUT_OFF * whole.area()) {
                visible.add(new Label(inside, label.category()));
            }
        }
        return visible;
    }
}
