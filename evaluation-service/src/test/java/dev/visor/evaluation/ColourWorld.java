package dev.visor.evaluation;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.model.DetectorFamily;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.InputContract;
import dev.visor.detection.image.Picture;
import dev.visor.detection.image.PictureEncoder;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.Tensor;
import dev.visor.platform.artifact.ArtifactStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;

/**
 * A world of 64 × 64 pixels on a grid of 8: red squares and blue squares on grey, and detectors that see them. The true
 * detector is right everywhere; the half-blind one doesn't see blue; the dead one sees nothing.
 */
public final class ColourWorld {
    public static final List<String> CLASSES = List.of("red", "blue");
    private static final int SIZE = 64;
    private static final int CELL = 8;
    private static final int CELLS = SIZE / CELL;

    private ColourWorld() {}

    /** How a detector reads a cell's mean colour (0 to 1). */
    public enum Sight {
        TRUE,
        HALF_BLIND,
        DEAD
    }

    /** A detector's file; the salt gives other bytes and as many more of them, and nothing else. */
    public static byte[] detector(Sight sight, int salt) {
        GraphBuilder b = new GraphBuilder("colours", 1).opset(13);
        if (salt > 0) {
            b.metadata("salt", "x".repeat(salt));
        }
        String x = b.input("images", 1, 3, SIZE, SIZE);
        // Mean of each cell, from each channel alone.
        float[] mean = new float[3 * 3 * CELL * CELL];
        for (int channel = 0; channel < 3; channel++) {
            java.util.Arrays.fill(
                    mean,
                    (channel * 3 + channel) * CELL * CELL,
                    (channel * 3 + channel + 1) * CELL * CELL,
                    1f / (CELL * CELL));
        }
        String cells = b.conv(x, Tensor.ofFloats(new long[] {3, 3, CELL, CELL}, mean), null, CELL, 0, 1);
        float blue = sight == Sight.TRUE ? 20 : 0;
        float red = sight == Sight.DEAD ? 0 : 20;
        Tensor weights = Tensor.ofFloats(new long[] {2, 3, 1, 1}, red, -red, -red, -blue, -blue, blue);
        Tensor bias = Tensor.ofFloats(new long[] {2}, -8, -8);
        String scores = b.sigmoid(b.reshape(b.conv(cells, weights, bias, 1, 0, 1), 1, 2, CELLS * CELLS));
        String out = b.concat(1, b.constant("grid", Tensor.ofFloats(new long[] {1, 4, CELLS * CELLS}, grid())), scores);
        return GraphWriter.toBytes(
                b.outputAs(out, "output0", 1, 6, CELLS * CELLS).build());
    }

    private static float[] grid() {
        int n = CELLS * CELLS;
        float[] grid = new float[4 * n];
        for (int i = 0; i < n; i++) {
            grid[i] = i % CELLS * CELL + CELL / 2f;
            grid[n + i] = (i / CELLS) * CELL + CELL / 2f;
            grid[2 * n + i] = CELL;
            grid[3 * n + i] = CELL;
        }
        return grid;
    }

    /** How these detectors are used. */
    public static DetectorManifest manifest() {
        return manifest(CLASSES);
    }

    public static DetectorManifest manifest(List<String> classes) {
        return new DetectorManifest(
                DetectorFamily.YOLOV8,
                new InputContract(
                        "images",
                        SIZE,
                        SIZE,
                        InputContract.ColorOrder.RGB,
                        List.of(0f, 0f, 0f),
                        List.of(255f, 255f, 255f),
                        InputContract.Resize.LETTERBOX_CENTERED,
                        114),
                classes,
                DetectorManifest.DEFAULT_SUPPRESSION_IOU,
                null);
    }

    /** Draws labelled pictures, puts them into a store, and answers the digest of their manifest. */
    public static Sha256 dataset(ArtifactStore store, String name, int pictures) {
        return dataset(store, name, CLASSES, pictures, i -> Map.of());
    }

    /**
     * The same with other names for red and blue, and tags.
     *
     * @param tags of each picture, by its number
     */
    public static Sha256 dataset(
            ArtifactStore store,
            String name,
            List<String> classes,
            int pictures,
            IntFunction<Map<String, String>> tags) {
        Random random = new Random(pictures);
        List<LabelledImage> images = new ArrayList<>();
        for (int i = 0; i < pictures; i++) {
            byte[] bgr = new byte[SIZE * SIZE * 3];
            java.util.Arrays.fill(bgr, (byte) 90);
            List<LabelledBox> boxes = new ArrayList<>();
            for (int cell = 0; cell < CELLS * CELLS; cell++) {
                int category = random.nextInt(12);
                if (category < 2) {
                    draw(bgr, cell % CELLS * CELL, cell / CELLS * CELL, category);
                    boxes.add(LabelledBox.of(category, cell % CELLS * CELL, cell / CELLS * CELL, CELL, CELL));
                }
            }
            Sha256 digest =
                    store.put(PictureEncoder.png(new Picture(SIZE, SIZE, bgr))).digest();
            images.add(new LabelledImage("%04d.png".formatted(i), digest, SIZE, SIZE, Split.VAL, true, boxes)
                    .withTags(tags.apply(i)));
        }
        DatasetManifest manifest = new DatasetManifest(name, classes, images);
        return store.put(ContractJson.MAPPER.writeValueAsBytes(manifest)).digest();
    }

    private static void draw(byte[] bgr, int left, int top, int category) {
        for (int y = top; y < top + CELL; y++) {
            for (int x = left; x < left + CELL; x++) {
                int at = (y * SIZE + x) * 3;
                bgr[at] = (byte) (category == 1 ? 255 : 0);
                bgr[at + 1] = 0;
                bgr[at + 2] = (byte) (category == 0 ? 255 : 0);
            }
        }
    }
}
