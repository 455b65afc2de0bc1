package dev.visor.detection.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.List;

/** Decodes hand-made outputs. */
final class DecoderAssert {
    private final Candidates found = new Candidates();

    private DecoderAssert() {}

    static DecoderAssert decoding(DetectionDecoder decoder, double minScore, long[] shape, float... values) {
        DecoderAssert result = new DecoderAssert();
        decoder.decode(
                List.of(new RawOutput("output", shape, FloatBuffer.wrap(values))), (float) minScore, result.found);
        return result;
    }

    DecoderAssert givesBoxes(int count) {
        assertThat(found.size()).isEqualTo(count);
        return this;
    }

    DecoderAssert box(int i, int classIndex, double score, double left, double top, double right, double bottom) {
        assertThat(found.classIndex(i)).isEqualTo(classIndex);
        assertThat((double) found.score(i)).isCloseTo(score, within(1e-6));
        assertThat((double) found.left(i)).isCloseTo(left, within(1e-3));
        assertThat((double) found.top(i)).isCloseTo(top, within(1e-3));
        assertThat((double) found.right(i)).isCloseTo(right, within(1e-3));
        assertThat((double) found.bottom(i)).isCloseTo(bottom, within(1e-3));
        return this;
    }
}
