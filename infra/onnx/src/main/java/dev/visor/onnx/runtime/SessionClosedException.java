package dev.visor.onnx.runtime;

/** A lease was asked of a session that is closing or closed. */
public final class SessionClosedException extends ModelRunException {
    private static final long serialVersionUID = 1L;

    public SessionClosedException(String session) {
        super("session " + session + " is closed and gives no more leases");
    }
}
