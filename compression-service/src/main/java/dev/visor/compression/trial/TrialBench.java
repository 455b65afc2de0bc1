package dev.visor.compression.trial;

/**
 * Tells what a candidate is worth and what it costs. Every answer is kept by the content of what was asked, so that a
 * search that died goes on where it was, and the same search decides the same.
 */
public interface TrialBench {
    /**
     * Accuracy on labelled pictures that are neither calibrated on nor judged by gates. May take a minute.
     *
     * @param model an ONNX file with the inputs and outputs of the upload
     */
    Accuracy accuracy(byte[] model);

    /**
     * How far the model's detections are from the upload's on a few of those pictures: for each detection of the upload
     * the score that was lost or won and the overlap that was lost, for each detection that the upload hasn't its score,
     * summed and divided by the number of the upload's detections. 0 for the upload itself. Orders candidates in a
     * fraction of the time that accuracy takes.
     */
    double distance(byte[] model);

    /** Median microseconds of each kernel as ONNX Runtime runs it on one thread. */
    KernelTimes kernelTimes(byte[] model);

    /** Processor time of a model as a share of another's: median over interleaved runs on one thread. */
    double timeRatio(byte[] model, byte[] other);

    /** How many answers were measured, those that were known before left out. */
    int measured();

    /** How many answers were known. */
    int known();
}
