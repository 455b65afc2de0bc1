package dev.visor.onnx.probe;

/**
 * The range of one feature of an output, such as the score of one class, over all boxes and runs.
 *
 * @param min least number
 * @param max greatest number
 * @param whole whether every number was whole, as indices of classes are
 */
public record FeatureRange(double min, double max, boolean whole) {}
