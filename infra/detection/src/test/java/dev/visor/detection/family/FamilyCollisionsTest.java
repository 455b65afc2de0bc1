package dev.visor.detection.family;

import static dev.visor.detection.family.Signatures.TWO;
import static dev.visor.detection.family.Signatures.candidates;
import static dev.visor.detection.family.Signatures.family;
import static dev.visor.detection.family.Signatures.model;
import static dev.visor.detection.family.Signatures.names;
import static dev.visor.detection.family.Signatures.probed;
import static dev.visor.detection.family.Signatures.resolved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.model.DetectorFamily;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Shapes that several families share, above all where there are few classes. */
class FamilyCollisionsTest {
    @Test
    void tellsFamiliesOfTwoClassesApart() {
        assertThat(family(model(640, "o", TWO, 1, 6, 8400))).isEqualTo(DetectorFamily.YOLOV8);
        ModelSignature six = model(640, "o", TWO, 1, 300, 6);
        assertThat(candidates(six)).containsExactly("END2END", "RT-DETR", "VISOR");
        assertThat(family(probed(six, box -> new float[] {5, 5, 400, 630, 0.3f, box % 2})))
                .isEqualTo(DetectorFamily.END2END);
        assertThat(family(probed(six, box -> new float[] {2 * box, 5, 40, 63, 0.3f, 0.4f})))
                .isEqualTo(DetectorFamily.VISOR);
        assertThat(names(probed(six, box -> new float[] {0.5f, 0.5f, 0.9f, 0.9f, 0.3f, 0.4f})))
                .containsExactly("RT-DETR");
        assertThatThrownBy(() -> resolved(probed(six, box -> new float[] {5, 5, 400, 630, 0.3f, 79}), "{}"))
                .hasMessageContaining("class 79, but 2 classes are named");
    }

    @Test
    void tellsFamiliesOfOneClassApart() {
        Map<String, String> one = Map.of("names", "['head']");
        assertThat(family(model(640, "o", one, 1, 25200, 6))).isEqualTo(DetectorFamily.YOLOV5);
        assertThat(family(model(640, "o", one, 1, 25500, 6))).isEqualTo(DetectorFamily.YOLOV5);
        assertThat(family(model(640, "o", one, 1, 300, 6))).isEqualTo(DetectorFamily.END2END);
    }

    @Test
    void tellsFamiliesOfThreeClassesApart() {
        Map<String, String> three = Map.of("names", "['a','b','c']");
        assertThat(family(model(640, "o", three, 1, 7, 8400))).isEqualTo(DetectorFamily.YOLOV8);
        assertThat(names(model(640, "o", three, 300, 7))).containsExactly("FLAT");
        assertThat(family(model(416, "o", three, 1, 3549, 7))).isEqualTo(DetectorFamily.VISOR);
    }

    @Test
    void tellsYoloxFromYolov6() {
        ModelSignature same = model(320, "o", TWO, 1, 2100, 7);
        assertThat(candidates(same)).containsExactly("YOLOX", "YOLOV6");
        assertThat(family(model(320, "output", TWO, 1, 2100, 7))).isEqualTo(DetectorFamily.YOLOX);
        assertThat(names(model(320, "outputs", TWO, 1, 2100, 7))).containsExactly("YOLOV6");
        assertThat(family(probed(same, box -> new float[] {0.4f, -0.2f, 1, 1, 0.1f * (box % 9), 0.2f, 0.3f})))
                .isEqualTo(DetectorFamily.YOLOX);
        assertThat(names(probed(same, box -> new float[] {box % 320, 9, 30, 30, 1, 0.2f, 0.3f})))
                .containsExactly("YOLOV6");
        assertThatThrownBy(() -> resolved(
                        probed(same, box -> new float[] {box % 320, 9, 30, 30, 0.1f * (box % 9), 0.2f, 0.3f}), "{}"))
                .hasMessageContaining("decoded already");
    }

    @Test
    void tellsDecodedFromUndecodedBoxesWhereTheInputIsOpen() {
        ModelSignature open = new ModelSignature(
                List.of(new TensorSpec("images", "FLOAT", List.of(-1L, 3L, -1L, -1L))),
                List.of(new TensorSpec("o", "FLOAT", List.of(1L, 6300L, 7L))),
                TWO);
        assertThat(candidates(open)).containsExactly("YOLOX", "YOLOV6", "YOLOV5");
        ModelSignature decoded = probed(open, box -> new float[] {box % 320, 9, 30, 30, 0.1f * (box % 9), 0.2f, 0.3f});
        assertThat(resolved(decoded, "{\"width\": 416, \"height\": 416}")
                        .manifest()
                        .family())
                .isEqualTo(DetectorFamily.YOLOV5);
    }
}
