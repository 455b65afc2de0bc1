package dev.visor.detection.decoder;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.error.VisorException;
import org.junit.jupiter.api.Test;

class Yolov8DecoderTest {
    private final Yolov8Decoder decoder = new Yolov8Decoder(2);

    @Test
    void readsEachFeatureAsARow() {
        float[] values = {
            10, 100, 50, // cx
            20, 100, 50, // cy
            4, 20, 10, // w
            8, 40, 10, // h
            0.9f, 0.1f, 0.3f, // class 0
            0.0f, 0.7f, 0.4f, // class 1
        };
        DecoderAssert.decoding(decoder, 0.3, new long[] {1, 6, 3}, values)
                .givesBoxes(4)
                .box(0, 0, 0.9, 8, 16, 12, 24)
                .box(1, 0, 0.3, 45, 45, 55, 55)
                .box(2, 1, 0.7, 90, 80, 110, 120)
                .box(3, 1, 0.4, 45, 45, 55, 55);
    }

    @Test
    void leavesAloneBoxesWithoutAreaBelowTheThresholdOrNotANumber() {
        float[] values = {
            10, 100, Float.NaN, 5, // cx
            20, 100, 50, 5, // cy
            0, 20, 10, 5, // w
            8, 40, 10, 5, // h
            0.9f, 0.29f, 0.9f, Float.NaN, // class 0
            0, 0, 0, 0, // class 1
        };
        DecoderAssert.decoding(decoder, 0.3, new long[] {1, 6, 4}, values).givesBoxes(0);
    }

    @Test
    void readsTheTransposedLayout() {
        float[] values = {
            10, 20, 4, 8, 0.9f, 0, //
            100, 100, 20, 40, 0.1f, 0.7f,
            50, 50, 10, 10, 0, 0,
        };
        DecoderAssert.decoding(decoder, 0.3, new long[] {1, 3, 6}, values)
                .givesBoxes(2)
                .box(0, 0, 0.9, 8, 16, 12, 24)
                .box(1, 1, 0.7, 90, 80, 110, 120);
    }

    @Test
    void refusesAnotherNumberOfClasses() {
        assertThatThrownBy(() -> DecoderAssert.decoding(decoder, 0.3, new long[] {1, 7, 8}, new float[56]))
                .isInstanceOf(VisorException.class)
                .hasMessageContaining("[1,6,N]");
    }
}
