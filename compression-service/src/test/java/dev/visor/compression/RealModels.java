package dev.visor.compression;

import dev.visor.contracts.model.DetectorFamily;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.InputContract;
import dev.visor.contracts.model.InputContract.ColorOrder;
import dev.visor.contracts.model.InputContract.Resize;
import dev.visor.testkit.SharedFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Real models and pictures beside the repository; tests that need them are skipped, with words, where they aren't. */
public final class RealModels {
    private RealModels() {}

    /** Every model, sorted. */
    public static List<Path> models() {
        try (Stream<Path> files = Files.list(SharedFolder.require("models"))) {
            return files.filter(f -> f.toString().endsWith(".onnx")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Pictures of a split of the rider set, sorted. */
    public static List<Path> pictures(String split, int limit) {
        try (Stream<Path> files = Files.list(SharedFolder.require("data/rider-helmet-v1/images/" + split))) {
            return files.sorted().limit(limit).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How a YOLOv8 model is used. */
    public static DetectorManifest yolov8(int side, List<String> classes) {
        return new DetectorManifest(
                DetectorFamily.YOLOV8,
                new InputContract(
                        "images",
                        side,
                        side,
                        ColorOrder.RGB,
                        List.of(0f, 0f, 0f),
                        List.of(255f, 255f, 255f),
                        Resize.LETTERBOX_CENTERED,
                        114),
                classes,
                0.65,
                null);
    }

    /** How an undecoded YOLOX model is used. */
    public static DetectorManifest yolox(int side, List<String> classes) {
        return new DetectorManifest(
                DetectorFamily.YOLOX,
                new InputContract(
                        "images",
                        side,
                        side,
                        ColorOrder.BGR,
                        List.of(0f, 0f, 0f),
                        List.of(1f, 1f, 1f),
                        Resize.LETTERBOX_TOP_LEFT,
                        114),
                classes,
                0.65,
                null);
    }

    /** Classes of the helmet models. */
    public static final List<String> HELMET_CLASSES = List.of("with_helmet", "without_helmet");
}
