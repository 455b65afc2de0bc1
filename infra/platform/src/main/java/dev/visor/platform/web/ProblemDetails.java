package dev.visor.platform.web;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.platform.observation.TraceContext;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/**
 * The one shape of an error (RFC 9457): {@code type, title, status, detail, instance} and {@code code, traceId,
 * violations[]}.
 */
public final class ProblemDetails {
    private ProblemDetails() {}

    static ProblemDetail of(VisorException failure) {
        ProblemDetail problem = of(failure.code(), failure.code().httpStatus(), failure.detail());
        return withViolations(problem, failure.violations());
    }

    /** A problem of this code; further properties may be added to it. */
    public static ProblemDetail of(ErrorCode code, int status, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(status), detail);
        return withCode(problem, code);
    }

    /** Adds what every problem of ours has to one that Spring made. */
    static ProblemDetail withCode(ProblemDetail problem, ErrorCode code) {
        String words = code.name().toLowerCase(Locale.ROOT);
        problem.setType(URI.create("urn:visor:error:" + words.replace('_', '-')));
        problem.setTitle(words.replace('_', ' '));
        problem.setProperty("code", code.name());
        TraceContext.current().ifPresent(trace -> problem.setProperty("traceId", trace.traceId()));
        return problem;
    }

    static ProblemDetail withViolations(ProblemDetail problem, List<String> violations) {
        if (!violations.isEmpty()) {
            problem.setProperty("violations", violations);
        }
        return problem;
    }

    /** The code for a status that Spring chose. */
    static ErrorCode codeOf(int status) {
        return switch (status) {
            case 401 -> ErrorCode.UNAUTHORIZED;
            case 403 -> ErrorCode.FORBIDDEN;
            case 404 -> ErrorCode.NOT_FOUND;
            case 409 -> ErrorCode.CONFLICT;
            case 413 -> ErrorCode.TOO_LARGE;
            case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
            case 503 -> ErrorCode.BUSY;
            case 504 -> ErrorCode.TIMEOUT;
            default -> status < 500 ? ErrorCode.INVALID_REQUEST : ErrorCode.INTERNAL;
        };
    }
}
