package dev.visor.compression.calibration;

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

    /** Input {@code index}, row-major; the array may be reused by the next call. */
    float[] input(int index);
}
