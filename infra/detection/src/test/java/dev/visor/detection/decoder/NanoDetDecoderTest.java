package dev.visor.detection.decoder;

import static dev.visor.detection.decoder.DecoderAssert.output;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.error.VisorException;
import org.junit.jupiter.api.Test;

class NanoDetDecoderTest {
    private static final int BINS = 8;

    /** 32 × 32: 16 cells of stride 8, 4 of stride 16, 1 of stride 32. */
    private final NanoDetDecoder decoder = new NanoDetDecoder(32, 32, 2);

    private final float[][] scores = {new float[16 * 2], new float[4 * 2], new float[2]};
    private final float[][] sides = {new float[16 * 32], new float[4 * 32], new float[32]};

    @Test
    void takesEachSideAsTheMeanOfItsBins() {
        // Stride 8, row 1, column 2: centre (20, 12).
        scores[0][2 * 6 + 1] = 0.9f;
        only(sides[0], 6, 0, 1);
        only(sides[0], 6, 1, 0);
        only(sides[0], 6, 2, 2);
        // Half 3, half 4: 3.5 · 8.
        sides[0][6 * 32 + 3 * BINS + 3] = 40;
        sides[0][6 * 32 + 3 * BINS + 4] = 40;
        // Stride 16, row 1, column 0: centre (8, 24); even bins have the mean 3.5.
        scores[1][2 * 2] = 0.4f;
        // Stride 32: centre (16, 16).
        scores[2][0] = 0.5f;
        for (int side = 0; side < 4; side++) {
            only(sides[2], 0, side, 1);
        }
        decoding(0.3)
                .givesBoxes(3)
                .box(0, 1, 0.9, 12, 12, 36, 40)
                .box(1, 0, 0.4, 8 - 56, 24 - 56, 8 + 56, 24 + 56)
                .box(2, 0, 0.5, -16, -16, 48, 48);
    }

    @Test
    void leavesAloneWhatIsBelowTheThresholdOrNotANumber() {
        scores[0][0] = 0.29f;
        scores[0][2] = Float.NaN;
        scores[2][0] = 0.9f;
        sides[2][0] = Float.NaN;
        decoding(0.3).givesBoxes(0);
    }

    @Test
    void refusesAnotherNumberOfClassesOrOfStrides() {
        assertThatThrownBy(() ->
                        new NanoDetDecoder(32, 32, 3).decode(java.util.List.of(outputs()), 0.3f, new Candidates()))
                .isInstanceOf(VisorException.class)
                .hasMessageContaining("[1,16,3]");
        assertThatThrownBy(() ->
                        DecoderAssert.decoding(decoder, 0.3, output("cls_pred", new long[] {1, 16, 2}, scores[0])))
                .isInstanceOf(VisorException.class)
                .hasMessageContaining("3 outputs 'cls_pred…', there are 1");
    }

    private DecoderAssert decoding(double minScore) {
        return DecoderAssert.decoding(decoder, minScore, outputs());
    }

    private RawOutput[] outputs() {
        return new RawOutput[] {
            output("cls_pred_stride_8", new long[] {1, 16, 2}, scores[0]),
            output("cls_pred_stride_16", new long[] {1, 4, 2}, scores[1]),
            output("cls_pred_stride_32", new long[] {1, 1, 2}, scores[2]),
            output("dis_pred_stride_8", new long[] {1, 16, 32}, sides[0]),
            output("dis_pred_stride_16", new long[] {1, 4, 32}, sides[1]),
            output("dis_pred_stride_32", new long[] {1, 1, 32}, sides[2]),
        };
    }

    private static void only(float[] logits, int cell, int side, int bin) {
        logits[cell * 32 + side * BINS + bin] = 60;
    }
}
