package dev.visor.evaluation.run;

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
import dev.visor.detection.image.PictureDecoder;
import dev.visor.platform.artifact.ArtifactStore;
import dev.visor.testkit.SharedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The rider-helmet set and the detectors trained on it, where they lie beside the repository. */
public final class RiderHelmet {
    public static final List<String> CLASSES = List.of("with_helmet", "without_helmet");

    private RiderHelmet() {}

    /** Puts the validation split into a store and answers the digest of its manifest. */
    public static Sha256 store(ArtifactStore store) throws IOException {
        Path folder = SharedFolder.require("data/rider-helmet-v1");
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder.resolve("images/val"))) {
            files = listed.sorted().toList();
        }
        List<LabelledImage> images = new ArrayList<>();
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            Picture picture = PictureDecoder.decode(bytes);
            String name = file.getFileName().toString();
            Path labels = folder.resolve("labels/val").resolve(name.replaceFirst("\\.[^.]+$", ".txt"));
            images.add(new LabelledImage(
                    "images/val/" + name,
                    store.put(bytes).digest(),
                    picture.width(),
                    picture.height(),
                    Split.VAL,
                    true,
                    Files.readAllLines(labels).stream()
                            .filter(line -> !line.isBlank())
                            .map(line -> box(line, picture))
                            .toList()));
        }
        DatasetManifest manifest = new DatasetManifest("rider-helmet-v1", CLASSES, images);
        return store.put(ContractJson.MAPPER.writeValueAsBytes(manifest)).digest();
    }

    private static LabelledBox box(String line, Picture picture) {
        String[] parts = line.strip().split("\\s+");
        double width = Double.parseDouble(parts[3]) * picture.width();
        double height = Double.parseDouble(parts[4]) * picture.height();
        return LabelledBox.of(
                Integer.parseInt(parts[0]),
                Double.parseDouble(parts[1]) * picture.width() - width / 2,
                Double.parseDouble(parts[2]) * picture.height() - height / 2,
                width,
                height);
    }

    public static DetectorManifest yolov8n() {
        return manifest(
                DetectorFamily.YOLOV8,
                320,
                InputContract.ColorOrder.RGB,
                255f,
                InputContract.Resize.LETTERBOX_CENTERED);
    }

    public static DetectorManifest yoloxNano() {
        return manifest(
                DetectorFamily.YOLOX, 416, InputContract.ColorOrder.BGR, 1f, InputContract.Resize.LETTERBOX_TOP_LEFT);
    }

    private static DetectorManifest manifest(
            DetectorFamily family,
            int size,
            InputContract.ColorOrder channels,
            float std,
            InputContract.Resize resize) {
        return new DetectorManifest(
                family,
                new InputContract(
                        "images", size, size, channels, List.of(0f, 0f, 0f), List.of(std, std, std), resize, 114),
                CLASSES,
                DetectorManifest.DEFAULT_SUPPRESSION_IOU,
                null);
    }
}
