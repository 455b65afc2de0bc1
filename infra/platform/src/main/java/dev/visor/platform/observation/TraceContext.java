package dev.visor.platform.observation;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * W3C Trace Context ({@code traceparent}, version 00): carried from request to event to event, so that logs of all
 * services can be joined. The trace id stands in the log context as {@code traceId}.
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits
 * @param flags 2 hexadecimal digits
 */
public record TraceContext(String traceId, String spanId, String flags) {
    private static final Pattern HEADER =
            Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2}).*");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ScopedValue<TraceContext> CURRENT = ScopedValue.newInstance();

    /** The context this thread works in. */
    public static Optional<TraceContext> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** Continues the trace of this header, or begins one if it is absent or malformed. */
    public static TraceContext continuing(@Nullable String traceparent) {
        if (traceparent != null) {
            Matcher matcher = HEADER.matcher(traceparent);
            if (matcher.matches()
                    && !matcher.group(1).equals("ff")
                    && !matcher.group(2).equals("0".repeat(32))) {
                return new TraceContext(matcher.group(2), random(8), matcher.group(4));
            }
        }
        return new TraceContext(random(16), random(8), "01");
    }

    /** As a header. */
    public String header() {
        return "00-%s-%s-%s".formatted(traceId, spanId, flags);
    }

    /** Does the work in this context. */
    public <T extends @Nullable Object, X extends Throwable> T call(ScopedValue.CallableOp<T, X> work) throws X {
        try (MDC.MDCCloseable closeable = MDC.putCloseable("traceId", traceId)) {
            return ScopedValue.where(CURRENT, this).<T, X>call(work);
        }
    }

    /** Does the work in this context. */
    public void run(Runnable work) {
        Supplier<@Nullable Void> once = () -> {
            work.run();
            return null;
        };
        this.<@Nullable Void, RuntimeException>call(once::get);
    }

    private static String random(int bytes) {
        byte[] value = new byte[bytes];
        RANDOM.nextBytes(value);
        return HexFormat.of().formatHex(value);
    }
}
