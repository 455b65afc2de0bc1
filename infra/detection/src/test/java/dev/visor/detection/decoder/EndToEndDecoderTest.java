package dev.visor.detection.decoder;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.error.VisorException;
import org.junit.jupiter.api.Test;

class EndToEndDecoderTest {
    private final EndToEndDecoder decoder = new EndToEndDecoder(3);

    @Test
    void readsCornersScoreAndClass() {
        float[] values = {
            8, 16, 12, 24, 0.9f, 2, //
            -5, 45, 55, 650, 0.3f, 0.996f,
        };
        DecoderAssert.decoding(decoder, 0.3, new long[] {1, 2, 6}, values)
                .givesBoxes(2)
                .box(0, 2, 0.9, 8, 16, 12, 24)
                .box(1, 1, 0.3, -5, 45, 55, 650);
    }

    @Test
    void leavesAloneWhatFillsUpAndWhatIsNotANumber() {
        float[] values = {
            0, 0, 0, 0, 0, 0, //
            0, 0, 1, 1, 0, -1, 8, 16, 12, 24, Float.NaN, 0, 8, Float.NaN, 12, 24, 0.9f, 0,
        };
        DecoderAssert.decoding(decoder, 0, new long[] {1, 4, 6}, values).givesBoxes(0);
    }

    @Test
    void refusesAClassWithoutANameAndAnotherWidth() {
        float[] values = {8, 16, 12, 24, 0.9f, 79};
        assertThatThrownBy(() -> DecoderAssert.decoding(decoder, 0.3, new long[] {1, 1, 6}, values))
                .isInstanceOf(VisorException.class)
                .hasMessageContaining("class 79, but 3 classes are named");
        assertThatThrownBy(() -> DecoderAssert.decoding(decoder, 0.3, new long[] {1, 1, 7}, new float[7]))
                .isInstanceOf(VisorException.class)
                .hasMessageContaining("[1,N,6]");
    }
}
