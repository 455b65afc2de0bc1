package dev.visor.platform.web;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import jakarta.validation.ConstraintViolationException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Answers every failure of a request with a problem. The message of an exception that isn't ours is never told. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> visor(VisorException failure, WebRequest request) {
        if (failure.code().kind().retryable()) {
            // It may pass by itself, and comes with every request until then.
            LOG.warn("{} must wait: {}", path(request), failure.detail());
        } else if (failure.code().httpStatus() >= 500) {
            LOG.error("{} failed: {}", path(request), failure.detail(), failure);
        } else {
            LOG.debug("{} was refused: {}", path(request), failure.detail());
        }
        return answer(ProblemDetails.of(failure), new HttpHeaders(), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> constraints(ConstraintViolationException failure, WebRequest request) {
        List<String> violations = failure.getConstraintViolations().stream()
                .map(v -> "%s %s".formatted(v.getPropertyPath(), v.getMessage()))
                .sorted()
                .toList();
        return answer(invalid("the request is not valid", violations), new HttpHeaders(), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> overtaken(OptimisticLockingFailureException failure, WebRequest request) {
        LOG.debug("{} was overtaken", path(request), failure);
        return answer(
                ProblemDetails.of(
                        ErrorCode.CONFLICT, 409, "it was changed by somebody else meanwhile; read it again and repeat"),
                new HttpHeaders(),
                request);
    }

    @ExceptionHandler({TransientDataAccessException.class, CannotCreateTransactionException.class})
    @Nullable
    ResponseEntity<Object> databaseAway(Exception failure, WebRequest request) {
        LOG.error("{} failed: the database is not available", path(request), failure);
        return answer(
                ProblemDetails.of(ErrorCode.UNAVAILABLE, 503, "the database is not available; try again shortly"),
                new HttpHeaders(),
                request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unknown(Exception failure, WebRequest request) {
        if (failure instanceof AsyncRequestNotUsableException) {
            return null;
        }
        LOG.error("{} failed", path(request), failure);
        return answer(
                ProblemDetails.of(
                        ErrorCode.INTERNAL, 500, "something went wrong here; the log says what, under this trace id"),
                new HttpHeaders(),
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (causedBy(failure) instanceof VisorException ours) {
            return visor(ours, request);
        }
        return answer(
                ProblemDetails.of(ErrorCode.INVALID_REQUEST, 400, describe(failure.getCause())), headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (causedBy(failure) instanceof VisorException ours) {
            return visor(ours, request);
        }
        String detail = "'%s' is no value for %s"
                .formatted(failure.getValue(), Objects.requireNonNullElse(failure.getPropertyName(), "a parameter"));
        return answer(ProblemDetails.of(ErrorCode.INVALID_REQUEST, 400, detail), headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Stream<String> fields = failure.getFieldErrors().stream()
                .map(error -> "%s %s".formatted(error.getField(), error.getDefaultMessage()));
        Stream<String> whole = failure.getGlobalErrors().stream()
                .map(error -> "%s %s".formatted(error.getObjectName(), error.getDefaultMessage()));
        return answer(
                invalid(
                        "the request is not valid",
                        Stream.concat(fields, whole).sorted().toList()),
                headers,
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<String> violations = failure.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> "%s %s"
                                .formatted(result.getMethodParameter().getParameterName(), error.getDefaultMessage())))
                .sorted()
                .toList();
        return answer(invalid("the request is not valid", violations), headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = body instanceof ProblemDetail known ? known : ProblemDetail.forStatus(status);
        return answer(ProblemDetails.withCode(problem, ProblemDetails.codeOf(status.value())), headers, request);
    }

    private @Nullable ResponseEntity<Object> answer(ProblemDetail problem, HttpHeaders headers, WebRequest request) {
        if (request instanceof ServletWebRequest servlet) {
            var response = servlet.getResponse();
            if (response != null && response.isCommitted()) {
                LOG.debug("{} had begun to answer already", path(request));
                return null;
            }
            if (problem.getInstance() == null) {
                problem.setInstance(URI.create(servlet.getRequest().getRequestURI()));
            }
        }
        if (problem.getStatus() == 503) {
            headers = HttpHeaders.copyOf(headers);
            headers.set(HttpHeaders.RETRY_AFTER, "5");
        }
        return ResponseEntity.status(problem.getStatus())
                .headers(headers)
                .header(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .body(problem);
    }

    private static ProblemDetail invalid(String detail, List<String> violations) {
        return ProblemDetails.withViolations(ProblemDetails.of(ErrorCode.INVALID_REQUEST, 400, detail), violations);
    }

    /** Says where in the JSON it is wrong; of the exception's words only those that our own types threw. */
    private static String describe(@Nullable Throwable failure) {
        if (!(failure instanceof DatabindException databind)) {
            return "the request's body is missing or is not well-formed JSON";
        }
        String field = databind.getPath().stream()
                .map(reference -> reference.getPropertyName() == null
                        ? "[" + reference.getIndex() + "]"
                        : reference.getPropertyName())
                .reduce((a, b) -> b.startsWith("[") ? a + b : a + "." + b)
                .orElse("the body");
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return "'%s' is unknown; known here are %s".formatted(field, unknown.getKnownPropertyIds());
        }
        if (failure.getCause() instanceof IllegalArgumentException ours
                && Stream.of(ours.getStackTrace())
                        .limit(1)
                        .anyMatch(f -> f.getClassName().startsWith("dev.visor."))) {
            return "%s: %s".formatted(field, ours.getMessage());
        }
        String original = databind.getOriginalMessage();
        if (original.startsWith("Missing") || original.startsWith("Cannot map `null`")) {
            return "'%s' is missing".formatted(field);
        }
        return "'%s' has a value that does not fit".formatted(field);
    }

    private static @Nullable Throwable causedBy(Throwable failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof VisorException) {
                return cause;
            }
        }
        return null;
    }

    private static String path(WebRequest request) {
        return request instanceof ServletWebRequest servlet
                ? servlet.getHttpMethod() + " " + servlet.getRequest().getRequestURI()
                : request.getDescription(false);
    }
}
