package dev.visor.detection.decoder;

import static dev.visor.detection.decoder.DecoderAssert.output;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.error.VisorException;
import org.junit.jupiter.api.Test;

class DetrDecoderTest {
    private final DetrDecoder decoder = new DetrDecoder(2);

    @Test
    void readsLabelsBoxesAndScores() {
        DecoderAssert.decoding(
                        decoder,
                        0.3,
                        output("labels", new long[] {1, 2}, 1, 0),
                        output("boxes", new long[] {1, 2, 4}, 8, 16, 12, 24, -4, 0, 330, 320),
                        output("scores", new long[] {1, 2}, 0.9f, 0.3f))
                .givesBoxes(2)
                .box(0, 1, 0.9, 8, 16, 12, 24)
                .box(1, 0, 0.3, -4, 0, 330, 320);
    }

    @Test
    void readsOutputsWithoutABatchInAnyOrder() {
        DecoderAssert.decoding(
                        decoder,
                        0.3,
                        output("scores", new long[] {1}, 0.9f),
                        output("labels", new long[] {1}, 1),
                        output("boxes", new long[] {1, 4}, 8, 16, 12, 24))
                .givesBoxes(1)
                .box(0, 1, 0.9, 8, 16, 12, 24);
    }

    @Test
    void leavesAloneWhatIsBelowTheThresholdOrNotANumber() {
        DecoderAssert.decoding(
                        decoder,
                        0.3,
                        output("labels", new long[] {3}, 1, 1, 1),
                        output("boxes", new long[] {3, 4}, 0, 0, 9, 9, Float.NaN, 0, 9, 9, 0, 0, 9, 9),
                        output("scores", new long[] {3}, 0.29f, 0.9f, Float.NaN))
                .givesBoxes(0);
    }

    @Test
    void refusesAMissingOutputAnotherCountAndAClassWithoutAName() {
        RawOutput labels = output("labels", new long[] {1}, 2);
        RawOutput boxes = output("boxes", new long[] {1, 4}, 0, 0, 9, 9);
        RawOutput scores = output("scores", new long[] {1}, 0.9f);
        assertThatThrownBy(() -> DecoderAssert.decoding(decoder, 0.3, labels, scores))
                .isInstanceOf(VisorException.class)
                .hasMessageContaining("'boxes'");
        assertThatThrownBy(() -> DecoderAssert.decoding(
                        decoder, 0.3, labels, output("boxes", new long[] {1, 3}, 0, 0, 9), scores))
                .isInstanceOf(VisorException.class)
                .hasMessageContaining("4 values");
        assertThatThrownBy(() -> DecoderAssert.decoding(decoder, 0.3, labels, boxes, scores))
                .isInstanceOf(VisorException.class)
                .hasMessageContaining("class 2, but 2 classes are named");
    }
}
