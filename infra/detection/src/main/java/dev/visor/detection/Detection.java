package dev.visor.detection;

/**
 * One detected object: pixels of the original picture, x and y of the top-left corner.
 *
 * @param classIndex index into the manifest's classes
 * @param score 0 to 1
 * @param x left edge in pixels
 * @param y top edge in pixels
 * @param width in pixels, > 0
 * @param height in pixels, > 0
 */
public record Detection(int classIndex, double score, double x, double y, double width, double height) {}
