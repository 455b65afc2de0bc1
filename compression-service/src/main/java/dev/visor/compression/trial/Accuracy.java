package dev.visor.compression.trial;

/**
 * What a model is worth on labelled pictures, each figure from 0 to 1.
 *
 * @param ap COCO average precision over overlaps of 0.50 to 0.95, mean over the judged classes
 * @param ap50 the same at an overlap of 0.50
 */
public record Accuracy(double ap, double ap50) {}
