package dev.visor.samples.scene;

/** Something that stands on the ground, drawn in metres around the point where it touches it; y grows downwards. */
@FunctionalInterface
interface Figure {
    void draw(Canvas canvas);
}
