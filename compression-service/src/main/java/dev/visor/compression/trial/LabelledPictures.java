package dev.visor.compression.trial;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.LabelledImage;
import java.util.List;
import java.util.function.Function;

/**
 * Labelled pictures that trials are made on, in their order.
 *
 * @param classes all classes of their dataset
 * @param images at least one
 * @param file bytes of a picture, JPEG or PNG
 */
public record LabelledPictures(List<String> classes, List<LabelledImage> images, Function<Sha256, byte[]> file) {
    public LabelledPictures {
        classes = List.copyOf(classes);
        images = List.copyOf(images);
        if (images.isEmpty()) {
            throw new IllegalArgumentException("trials need at least one labelled picture, there is none");
        }
    }

    byte[] bytes(int index) {
        return file.apply(images.get(index).digest());
    }
}
