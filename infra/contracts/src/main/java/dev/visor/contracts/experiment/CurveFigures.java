package dev.visor.contracts.experiment;

/**
 * What a model is worth on search pictures, and what it costs.
 *
 * @param ap COCO average precision over overlaps of 0.50 to 0.95, from 0 to 1
 * @param ap50 the same at an overlap of 0.50
 * @param macs multiply–accumulates of one run, of convolutions and matrix products
 * @param parameters number of weights
 * @param sizeBytes of the ONNX file
 * @param downloadBytes of the file compressed by Zstandard
 * @param timeRatio processor time of a run as a share of the upload's, median over interleaved runs on one thread
 */
public record CurveFigures(
        double ap, double ap50, long macs, long parameters, long sizeBytes, long downloadBytes, double timeRatio) {}
