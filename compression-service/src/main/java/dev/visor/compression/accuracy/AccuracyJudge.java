package dev.visor.compression.accuracy;

/**
 * Says what a model is worth on labelled pictures that are neither those it is calibrated on nor those that gates judge
 * it on. The same bytes get the same answer.
 */
public interface AccuracyJudge {
    /**
     * Runs the model over all pictures; may take a minute.
     *
     * @param model an ONNX file with the inputs and outputs of the upload
     */
    Accuracy judge(byte[] model);
}
