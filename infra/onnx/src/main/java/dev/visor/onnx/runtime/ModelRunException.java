package dev.visor.onnx.runtime;

/** ONNX Runtime refused to load or run a model; the message is its own, with what Visor was doing. */
public class ModelRunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ModelRunException(String message, Throwable cause) {
        super(message, cause);
    }

    public ModelRunException(String message) {
        super(message);
    }
}
