package dev.visor.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailurePolicyTest {
    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void ourFailuresSayThemselvesWhetherTheyMayPass(ErrorCode code) {
        Exception wrapped = new IllegalStateException("listener failed", new VisorException(code, "so"));
        assertThat(FailurePolicy.retryable(wrapped)).isEqualTo(code.kind().retryable());
    }

    @Test
    void unknownFailuresMayPass() {
        assertThat(FailurePolicy.retryable(new IllegalStateException("who knows")))
                .isTrue();
        assertThat(FailurePolicy.retryable(null)).isTrue();
    }
}
