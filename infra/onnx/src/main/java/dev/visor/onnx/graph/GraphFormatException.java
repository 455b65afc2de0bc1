package dev.visor.onnx.graph;

/** The bytes, or an edit, don't make an ONNX model that Visor can hold; the message says what and where. */
public final class GraphFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public GraphFormatException(String message) {
        super(message);
    }

    public GraphFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
