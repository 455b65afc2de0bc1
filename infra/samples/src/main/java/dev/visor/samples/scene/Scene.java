package dev.visor.samples.scene;

import java.awt.image.BufferedImage;
import java.util.List;

/** A drawn picture (RGB) and every rider's head in it, from far to near. */
public record Scene(BufferedImage image, List<LabelledHead> heads) {
    public Scene {
        heads = List.copyOf(heads);
    }
}
