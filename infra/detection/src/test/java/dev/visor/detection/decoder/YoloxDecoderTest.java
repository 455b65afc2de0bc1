package dev.visor.detection.decoder;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.error.VisorException;
import org.junit.jupiter.api.Test;

class YoloxDecoderTest {
    /** 32 × 32: 16 cells of stride 8, 4 of stride 16, 1 of stride 32. */
    private final YoloxDecoder decoder = new YoloxDecoder(32, 32, 2);

    private static final long[] SHAPE = {1, 21, 7};

    @Test
    void decodesACellOfEachStride() {
        float[] values = new float[21 * 7];
        // Stride 8, row 1, column 2: centre (2.5, 1.25) · 8, size exp(0) · 8.
        put(values, 6, 0.5f, 0.25f, 0, 0, 0.8f, 0.5f, 0);
        // Stride 16, row 1, column 0: width exp(ln 2) · 16.
        put(values, 16 + 2, 0, 0, (float) Math.log(2), 0, 1, 0, 0.9f);
        // Stride 32.
        put(values, 20, 0.5f, 0.5f, (float) Math.log(0.5), (float) Math.log(0.25), 0.5f, 0.5f, 0);
        DecoderAssert.decoding(decoder, 0.05, SHAPE, values)
                .givesBoxes(3)
                .box(0, 0, 0.4, 16, 6, 24, 14)
                .box(1, 1, 0.9, -16, 8, 16, 24)
                .box(2, 0, 0.25, 8, 12, 24, 20);
    }

    @Test
    void givesABoxForEachClassAboveTheThreshold() {
        float[] values = new float[21 * 7];
        put(values, 0, 0, 0, 0, 0, 1, 0.6f, 0.5f);
        DecoderAssert.decoding(decoder, 0.5, SHAPE, values)
                .givesBoxes(2)
                .box(0, 0, 0.6, -4, -4, 4, 4)
                .box(1, 1, 0.5, -4, -4, 4, 4);
    }

    @Test
    void leavesAloneWhatIsBelowTheThresholdOrNotANumber() {
        float[] values = new float[21 * 7];
        put(values, 0, 0, 0, 0, 0, 0.7f, 0.7f, 0);
        put(values, 1, 0, 0, 0, 0, Float.NaN, 1, 1);
        put(values, 2, 0, 0, 0, 0, 1, Float.NaN, 0);
        put(values, 3, Float.NaN, 0, 0, 0, 1, 1, 0);
        put(values, 4, 0, 0, 1000, 0, 1, 1, 0);
        DecoderAssert.decoding(decoder, 0.5, SHAPE, values).givesBoxes(0);
    }

    @Test
    void refusesAnotherNumberOfClasses() {
        assertThatThrownBy(() -> DecoderAssert.decoding(decoder, 0.5, new long[] {1, 21, 8}, new float[21 * 8]))
                .isInstanceOf(VisorException.class)
                .hasMessageContaining("[1,21,7]")
                .hasMessageContaining("[1, 21, 8]");
    }

    private static void put(float[] values, int cell, float... features) {
        System.arraycopy(features, 0, values, cell * 7, 7);
    }
}
