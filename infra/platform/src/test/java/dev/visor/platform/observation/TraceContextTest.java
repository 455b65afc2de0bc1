package dev.visor.platform.observation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

class TraceContextTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @Test
    void continuesATraceWithASpanOfItsOwn() {
        TraceContext context = TraceContext.continuing("00-" + TRACE + "-b7ad6b7169203331-01");
        assertThat(context.traceId()).isEqualTo(TRACE);
        assertThat(context.spanId()).hasSize(16).isNotEqualTo("b7ad6b7169203331");
        assertThat(context.header()).matches("00-" + TRACE + "-[0-9a-f]{16}-01");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "nonsense", "00-00000000000000000000000000000000-b7ad6b7169203331-01"})
    void beginsATraceWhereThereIsNone(String header) {
        assertThat(TraceContext.continuing(header).traceId())
                .matches("[0-9a-f]{32}")
                .isNotEqualTo("0".repeat(32));
    }

    @Test
    void isCurrentAndInTheLogWhileItsWorkRuns() {
        TraceContext context = TraceContext.continuing(null);
        context.run(() -> {
            assertThat(TraceContext.current()).contains(context);
            assertThat(MDC.get("traceId")).isEqualTo(context.traceId());
        });
        assertThat(TraceContext.current()).isEmpty();
        assertThat(MDC.get("traceId")).isNull();
    }
}
