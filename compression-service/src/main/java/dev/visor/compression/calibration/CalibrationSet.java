package dev.visor.compression.calibration;

import dev.visor.onnx.runtime.TensorValue;
import java.util.Map;

/**
 * Inputs that ranges may be learnt from: preprocessed pictures of a dataset's {@code calib} split, else of
 * {@code train}, never of those it is judged on. Always in the same order.
 */
public interface CalibrationSet {
    /** How many inputs there are. */
    int size();

    /** Name of the graph input they are for. */
    String tensor();

    /** Dimensions of each: {@code [1,3,height,width]}. */
    long[] shape();

    /** What else the graph is fed, the same for every input, such as the size that boxes are for. */
    default Map<String, TensorValue> fixed() {
        return Map.of();
    }

    /** Input {@code index}, row-major; the array may be reused by the next call. */
    float[] input(int index);
}
