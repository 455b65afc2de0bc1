package dev.visor.samples.scene;

/** Which side of a rider the camera sees. {@code SIDE} rides to the right. */
enum View {
    SIDE,
    FRONT,
    BACK
}
