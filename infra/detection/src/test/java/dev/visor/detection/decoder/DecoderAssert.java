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
        return decoding(decoder, minScore, output("output", shape, values));
    }

    static DecoderAssert decoding(DetectionDecoder decoder, double minScore, RawOutput... outputs) {
        DecoderAssert result = new DecoderAssert();
        decoder.decode(List.of(outputs), (float) minScore, result.found);
        return result;
    }

    static RawOutput output(String name, long[] shape, float... values) {
        return new RawOutput(name, shape, FloatBuffer.wrap(values));
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
