package dev.visor.contracts.event;

/**
 * One detection: pixels of the frame, x and y of the top-left corner.
 *
 * @param className what it is
 * @param score 0 to 1
 * @param x left edge in pixels
 * @param y top edge in pixels
 * @param width in pixels
 * @param height in pixels
 */
public record FrameDetection(String className, double score, double x, double y, double width, double height) {}
