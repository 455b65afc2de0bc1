package dev.visor.samples.scene;

import java.awt.geom.AffineTransform;

/**
 * A figure at a place in the picture.
 *
 * @param x where it touches the ground, pixels
 * @param ground likewise; what has a larger one is nearer
 * @param mirrored faces left instead of right
 */
record Placement(Figure figure, double x, double ground, boolean mirrored) {
    void draw(Canvas canvas, Perspective perspective) {
        double scale = perspective.pixelsPerMetre(ground);
        AffineTransform toPicture = AffineTransform.getTranslateInstance(x, ground);
        toPicture.scale(mirrored ? -scale : scale, scale);
        canvas.within(toPicture, () -> figure.draw(canvas));
    }
}
