package dev.visor.contracts.model;

/** The detector families that Visor decodes: how raw outputs become boxes. */
public enum DetectorFamily {
    /** {@code [1,N,5+nc]}: cx, cy, log w, log h on the grids of strides 8, 16, 32, objectness, classes (YOLOX, undecoded). */
    YOLOX,
    /** {@code [1,4+nc,N]}: cx, cy, w, h in input pixels, class probabilities (Ultralytics YOLOv8, 9, 11). */
    YOLOV8,
    /** {@code [1,N,4+nc]}: cx, cy, w, h in input pixels, class probabilities (Visor's own detectors). */
    VISOR
}
