package dev.visor.detection.decoder;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.error.VisorException;
import org.junit.jupiter.api.Test;

class VisorDecoderTest {
    private final VisorDecoder decoder = new VisorDecoder(2);

    @Test
    void readsEachBoxAsARow() {
        float[] values = {
            10, 20, 4, 8, 0.9f, 0.35f, //
            50, 50, 10, 10, 0.1f, 0.7f,
        };
        DecoderAssert.decoding(decoder, 0.3, new long[] {1, 2, 6}, values)
                .givesBoxes(3)
                .box(0, 0, 0.9, 8, 16, 12, 24)
                .box(1, 1, 0.35, 8, 16, 12, 24)
                .box(2, 1, 0.7, 45, 45, 55, 55);
    }

    @Test
    void leavesAloneBoxesWithoutAreaBelowTheThresholdOrNotANumber() {
        float[] values = {
            10, 20, 4, 8, 0.29f, Float.NaN, //
            10, 20, -4, 8, 0.9f, 0, //
            10, Float.POSITIVE_INFINITY, 4, 8, 0.9f, 0,
        };
        DecoderAssert.decoding(decoder, 0.3, new long[] {1, 3, 6}, values).givesBoxes(0);
    }

    @Test
    void refusesAnotherNumberOfClasses() {
        assertThatThrownBy(() -> DecoderAssert.decoding(decoder, 0.3, new long[] {1, 8, 7}, new float[56]))
                .isInstanceOf(VisorException.class)
                .hasMessageContaining("[1,N,6]");
    }
}
