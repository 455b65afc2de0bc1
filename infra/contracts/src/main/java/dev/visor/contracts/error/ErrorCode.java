package dev.visor.contracts.error;

/** Every error that Visor tells anyone about. Codes are part of the interface: they are added, never renamed. */
public enum ErrorCode {
    INVALID_REQUEST(ErrorKind.CALLER, 400),
    INVALID_NAME(ErrorKind.CALLER, 400),
    INVALID_IMAGE(ErrorKind.CALLER, 400),
    INVALID_DATASET(ErrorKind.CALLER, 422),
    INVALID_POLICY(ErrorKind.CALLER, 422),
    INVALID_RECIPE(ErrorKind.CALLER, 422),
    INVALID_EXPERIMENT(ErrorKind.CALLER, 422),
    INVALID_MANIFEST(ErrorKind.CALLER, 422),
    INVALID_MODEL(ErrorKind.CALLER, 422),
    UNKNOWN_FAMILY(ErrorKind.CALLER, 422),
    CLASS_MISMATCH(ErrorKind.CALLER, 422),
    CALIBRATION_DATA_MISSING(ErrorKind.CALLER, 422),
    INVALID_EVENT(ErrorKind.CALLER, 400),
    UNAUTHORIZED(ErrorKind.CALLER, 401),
    FORBIDDEN(ErrorKind.CALLER, 403),
    NOT_FOUND(ErrorKind.CALLER, 404),
    CONFLICT(ErrorKind.CALLER, 409),
    TOO_LARGE(ErrorKind.CALLER, 413),
    UNSUPPORTED_MEDIA_TYPE(ErrorKind.CALLER, 415),
    ILLEGAL_TRANSITION(ErrorKind.INTERNAL, 500),
    ARTIFACT_CORRUPT(ErrorKind.INTERNAL, 500),
    PASS_BROKE_GRAPH(ErrorKind.INTERNAL, 500),
    INTERNAL(ErrorKind.INTERNAL, 500),
    BUSY(ErrorKind.RESOURCES, 503),
    STORE_FULL(ErrorKind.RESOURCES, 507),
    TIMEOUT(ErrorKind.RESOURCES, 504),
    NOT_READY(ErrorKind.EXTERNAL, 503),
    UNAVAILABLE(ErrorKind.EXTERNAL, 503);

    private final ErrorKind kind;
    private final int httpStatus;

    ErrorCode(ErrorKind kind, int httpStatus) {
        this.kind = kind;
        this.httpStatus = httpStatus;
    }

    /** Whose fault it is. */
    public ErrorKind kind() {
        return kind;
    }

    /** Status of the HTTP answer (RFC 9110). */
    public int httpStatus() {
        return httpStatus;
    }
}
