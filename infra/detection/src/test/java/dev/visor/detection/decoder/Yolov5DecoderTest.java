package dev.visor.detection.decoder;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.error.VisorException;
import org.junit.jupiter.api.Test;

class Yolov5DecoderTest {
    private final Yolov5Decoder decoder = new Yolov5Decoder(2);

    @Test
    void multipliesObjectnessAndClass() {
        float[] values = {
            10, 20, 4, 8, 0.8f, 0.5f, 0.9f, //
            50, 50, 10, 10, 1, 0.25f, 0.3f,
        };
        DecoderAssert.decoding(decoder, 0.3, new long[] {1, 2, 7}, values)
                .givesBoxes(3)
                .box(0, 0, 0.4, 8, 16, 12, 24)
                .box(1, 1, 0.72, 8, 16, 12, 24)
                .box(2, 1, 0.3, 45, 45, 55, 55);
    }

    @Test
    void leavesAloneBoxesWithoutAreaBelowTheThresholdOrNotANumber() {
        float[] values = {
            10, 20, 4, 8, 0.5f, 0.5f, 0, //
            10, 20, 4, 8, 0.29f, 1, 1, 10, 20, 0, 8, 1, 1, 1, 10, 20, 4, 8, Float.NaN, 1, 1, Float.NaN, 20, 4, 8, 1, 1,
            1,
        };
        DecoderAssert.decoding(decoder, 0.3, new long[] {1, 5, 7}, values).givesBoxes(0);
    }

    @Test
    void refusesAnotherNumberOfClasses() {
        assertThatThrownBy(() -> DecoderAssert.decoding(decoder, 0.3, new long[] {1, 8, 6}, new float[48]))
                .isInstanceOf(VisorException.class)
                .hasMessageContaining("[1,N,7]");
    }
}
