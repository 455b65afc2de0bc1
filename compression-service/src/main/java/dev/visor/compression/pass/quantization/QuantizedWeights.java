package dev.visor.compression.pass.quantization;

import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Tensor;

/**
 * Weights as signed integers, symmetric per output channel: {@code scale_c = max|W_c| / levels}, zero point 0.
 *
 * @param values INT8, the shape of the weights
 * @param scales one a channel
 * @param meanSquaredError over all weights
 * @param meanSquare of the weights themselves, to compare with
 */
record QuantizedWeights(Tensor values, float[] scales, double meanSquaredError, double meanSquare) {
    /** Smallest scale, so that a channel of zeros can be divided by it. */
    private static final float LEAST_SCALE = 1e-9f;

    /**
     * @param weights single precision
     * @param axis along which channels lie
     * @param levels 127, or 63 where pairs of products must fit 16 bits
     * @param leastScales a scale isn't smaller than this, per channel; what a bias in 32 bits needs
     */
    static QuantizedWeights of(Tensor weights, int axis, int levels, float[] leastScales) {
        float[] w = weights.floats();
        int channels = Math.toIntExact(weights.dim(axis));
        long inner = 1;
        for (int d = axis + 1; d < weights.rank(); d++) {
            inner *= weights.dim(d);
        }
        float[] scales = new float[channels];
        for (int i = 0; i < w.length; i++) {
            int c = (int) (i / inner % channels);
            scales[c] = Math.max(scales[c], Math.abs(w[i]));
        }
        for (int c = 0; c < channels; c++) {
            scales[c] = Math.max(Math.max(scales[c] / levels, LEAST_SCALE), leastScales[c]);
        }
        byte[] q = new byte[w.length];
        double error = 0;
        double square = 0;
        for (int i = 0; i < w.length; i++) {
            float scale = scales[(int) (i / inner % channels)];
            q[i] = (byte) Math.clamp(Math.rint(w[i] / scale), -levels, levels);
            double d = w[i] - q[i] * (double) scale;
            error += d * d;
            square += (double) w[i] * w[i];
        }
        return new QuantizedWeights(
                Tensor.ofBytes(ElementType.INT8, weights.dims(), q), scales, error / w.length, square / w.length);
    }

    /** Power of the weights over that of their rounding errors; infinite where nothing was rounded. */
    double sqnrDecibels() {
        return meanSquaredError == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(meanSquare / meanSquaredError);
    }
}
