package dev.visor.contracts.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A failure with a code; its message names the value, the limit, the unit and the way out. */
public final class VisorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient List<String> violations;

    public VisorException(ErrorCode code, String message) {
        this(code, message, List.of(), null);
    }

    public VisorException(ErrorCode code, String message, Throwable cause) {
        this(code, message, List.of(), cause);
    }

    /**
     * Several findings at once.
     *
     * @param violations each as one sentence
     */
    public VisorException(ErrorCode code, String message, List<String> violations, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.violations = List.copyOf(violations);
    }

    /** What went wrong. */
    public ErrorCode code() {
        return code;
    }

    /** The single findings, if there are several. */
    public List<String> violations() {
        return violations == null ? List.of() : violations;
    }

    /** The exception's message, never null. */
    public String detail() {
        String message = getMessage();
        return message == null ? code.name() : message;
    }
}
