package dev.visor.detection.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.model.DetectorFamily;
import dev.visor.contracts.model.InputContract.ColorOrder;
import dev.visor.contracts.model.InputContract.Resize;
import dev.visor.detection.decoder.RawOutput;
import dev.visor.detection.family.Resolution.Ambiguous;
import dev.visor.detection.family.Resolution.Resolved;
import dev.visor.detection.family.Resolution.Unknown;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FamilyResolverTest {
    private static final Map<String, String> TWO = Map.of("names", "{0: 'with_helmet', 1: \"rider's\"}");
    private static final Map<String, String> ULTRALYTICS = Map.of(
            "author", "Ultralytics",
            "names", "{0: 'with_helmet', 1: 'without_helmet'}",
            "task", "detect",
            "stride", "32",
            "imgsz", "[320, 320]",
            "license", "AGPL-3.0 License (https://ultralytics.com/license)",
            "args", "{'batch': 1, 'half': False, 'nms': False, 'data': None}");

    @Test
    void takesUltralyticsAtItsMetadata() {
        Resolved resolved = resolved(model(320, "output0", ULTRALYTICS, 1, 6, 2100), "{}");
        assertThat(resolved.manifest().family()).isEqualTo(DetectorFamily.YOLOV8);
        assertThat(resolved.manifest().classes()).containsExactly("with_helmet", "without_helmet");
        assertThat(resolved.manifest().input().channels()).isEqualTo(ColorOrder.RGB);
        assertThat(resolved.manifest().input().std()).containsExactly(255f, 255f, 255f);
        assertThat(resolved.manifest().input().resize()).isEqualTo(Resize.LETTERBOX_CENTERED);
        assertThat(resolved.warnings()).singleElement().asString().contains("AGPL");
    }

    @Test
    void takesYoloxByTheFamilyInItsMetadata() {
        Map<String, String> metadata = Map.of(
                "names", "{0: 'with_helmet', 1: 'without_helmet'}",
                "family", "yolox",
                "license", "Apache-2.0 (YOLOX nano COCO weights by Megvii)");
        Resolved resolved = resolved(model(416, "output", metadata, 1, 3549, 7), "{}");
        assertThat(resolved.manifest().family()).isEqualTo(DetectorFamily.YOLOX);
        assertThat(resolved.manifest().input().channels()).isEqualTo(ColorOrder.BGR);
        assertThat(resolved.manifest().input().std()).containsExactly(1f, 1f, 1f);
        assertThat(resolved.manifest().input().resize()).isEqualTo(Resize.LETTERBOX_TOP_LEFT);
        assertThat(resolved.warnings()).isEmpty();
    }

    @Test
    void asksForTheClassesOfYoloxWithoutMetadata() {
        ModelSignature coco = model(416, "output", Map.of(), 1, 3549, 85);
        Resolution resolution = FamilyResolver.resolve(coco, ManifestOverrides.none());
        assertThat(resolution).isInstanceOfSatisfying(Ambiguous.class, a -> {
            assertThat(a.missing()).singleElement().asString().contains("classes: 80 names");
            assertThat(a.candidates())
                    .singleElement()
                    .satisfies(c -> assertThat(c.family()).isEqualTo(DetectorFamily.YOLOX));
        });
        String eighty = String.join(
                ",",
                java.util.stream.IntStream.range(0, 80).mapToObj(i -> "c" + i).toList());
        ManifestOverrides user = ManifestOverrides.ofParameters(Map.of("classes", eighty, "page", "1"));
        assertThat(FamilyResolver.resolve(coco, user).require().manifest().family())
                .isEqualTo(DetectorFamily.YOLOX);
    }

    @Test
    void tellsFamiliesOfTwoClassesApart() {
        assertThat(resolved(model(640, "o", TWO, 1, 6, 8400), "{}").manifest().family())
                .isEqualTo(DetectorFamily.YOLOV8);
        assertThat(resolved(model(320, "o", TWO, 1, 2100, 6), "{}").manifest().family())
                .isEqualTo(DetectorFamily.VISOR);
        assertThat(resolved(model(320, "o", TWO, 1, 2100, 7), "{}").manifest().family())
                .isEqualTo(DetectorFamily.YOLOX);
        assertThat(FamilyResolver.resolve(model(640, "o", TWO, 1, 300, 6), ManifestOverrides.none()))
                .isInstanceOfSatisfying(
                        Ambiguous.class,
                        a -> assertThat(a.candidates())
                                .extracting(Candidate::name)
                                .containsExactly("END2END", "RT-DETR", "VISOR"));
    }

    @Test
    void tellsFamiliesOfOneAndThreeClassesApart() {
        Map<String, String> one = Map.of("names", "['head']");
        assertThat(FamilyResolver.resolve(model(640, "o", one, 1, 25200, 6), ManifestOverrides.none()))
                .isInstanceOfSatisfying(
                        Unknown.class,
                        u -> assertThat(u.candidates())
                                .extracting(Candidate::name)
                                .containsExactly("YOLOV5"));
        assertThat(resolved(model(640, "o", one, 1, 8400, 6), "{}").manifest().family())
                .isEqualTo(DetectorFamily.YOLOX);
        Map<String, String> three = Map.of("names", "['a','b','c']");
        assertThat(resolved(model(640, "o", three, 1, 7, 8400), "{}").manifest().family())
                .isEqualTo(DetectorFamily.YOLOV8);
        assertThat(resolved(model(416, "o", three, 1, 3549, 7), "{}").manifest().family())
                .isEqualTo(DetectorFamily.VISOR);
    }

    @Test
    void takesWhatTheUserSaysOverWhatTheFileSays() {
        String manifest = """
                {"family": "visor", "classes": ["a", "b", "c"], "colorOrder": "bgr", "scaling": "0..255",
                 "resize": "stretch", "padValue": 0, "license": "own", "suppressionIou": 0.5}
                """;
        Resolved resolved = resolved(model(416, "output", TWO, 1, 3549, 7), manifest);
        assertThat(resolved.manifest().family()).isEqualTo(DetectorFamily.VISOR);
        assertThat(resolved.manifest().classes()).containsExactly("a", "b", "c");
        assertThat(resolved.manifest().input().channels()).isEqualTo(ColorOrder.BGR);
        assertThat(resolved.manifest().input().std()).containsExactly(1f, 1f, 1f);
        assertThat(resolved.manifest().input().resize()).isEqualTo(Resize.STRETCH);
        assertThat(resolved.manifest().suppressionIou()).isEqualTo(0.5);
    }

    @Test
    void refusesAStatedFamilyThatDoesNotFit() {
        assertThat(FamilyResolver.resolve(
                        model(416, "output", TWO, 1, 3549, 85),
                        ManifestOverrides.ofJson(json("{\"family\":\"yolox\"}"))))
                .isInstanceOfSatisfying(
                        Unknown.class,
                        u -> assertThat(u.reasons()).singleElement().asString().contains("2 classes", "[1,3549,85]"));
    }

    @Test
    void recognisesFamiliesThatItDoesNotServe() {
        assertThat(names(new ModelSignature(
                        List.of(image(320), new TensorSpec("orig_target_sizes", "INT64", List.of(-1L, 2L))),
                        List.of(new TensorSpec("labels", "INT64", List.of(-1L))),
                        Map.of())))
                .containsExactly("DETR");
        assertThat(names(new ModelSignature(
                        List.of(image(416)),
                        List.of(
                                new TensorSpec("cls_pred_stride_8", "FLOAT", List.of(1L, 2704L, 80L)),
                                new TensorSpec("dis_pred_stride_8", "FLOAT", List.of(1L, 2704L, 32L))),
                        Map.of())))
                .containsExactly("NANODET");
        assertThat(names(model(640, "outputs", TWO, 1, 8400, 7))).containsExactly("YOLOV6");
        assertThat(names(model(640, "output0", Map.of("end2end", "True", "names", "['a']"), 1, 300, 6)))
                .containsExactly("END2END");
        assertThat(names(model(640, "output0", Map.of("args", "{'nms': True}", "names", "['a']"), 1, 300, 6)))
                .containsExactly("END2END");
    }

    @Test
    void asksForTheInputSizeWhereTheFileLeavesItOpen() {
        ModelSignature open = new ModelSignature(
                List.of(new TensorSpec("images", "FLOAT", List.of(-1L, 3L, -1L, -1L))),
                List.of(new TensorSpec("output0", "FLOAT", List.of(-1L, 6L, -1L))),
                TWO);
        assertThat(FamilyResolver.resolve(open, ManifestOverrides.none()))
                .isInstanceOfSatisfying(
                        Ambiguous.class,
                        a -> assertThat(a.missing()).singleElement().asString().startsWith("width and height"));
        assertThat(resolved(open, "{\"width\": 320, \"height\": 192}")
                        .manifest()
                        .input()
                        .height())
                .isEqualTo(192);
    }

    @Test
    void letsAProbeRunSpeakAgainstAFamily() {
        float[] decoded = new float[2100 * 7];
        java.util.Arrays.fill(decoded, 0.5f);
        decoded[0] = 317f;
        TensorSpec output = new TensorSpec("output", "FLOAT", List.of(1L, 2100L, 7L));
        ModelSignature model = new ModelSignature(
                List.of(image(320)),
                List.of(output),
                TWO,
                List.of(new RawOutput("output", new long[] {1, 2100, 7}, FloatBuffer.wrap(decoded))));
        assertThat(FamilyResolver.resolve(model, ManifestOverrides.none()))
                .isInstanceOfSatisfying(
                        Unknown.class,
                        u -> assertThat(u.reasons())
                                .anySatisfy(r -> assertThat(r).contains("decoded already")));
        decoded[0] = 3f;
        assertThat(FamilyResolver.resolve(model, ManifestOverrides.none())).isInstanceOf(Resolved.class);
    }

    @Test
    void refusesOtherTasksAndOddInputsInWords() {
        assertThat(FamilyResolver.resolve(
                        model(640, "o", Map.of("task", "segment"), 1, 116, 8400), ManifestOverrides.none()))
                .isInstanceOfSatisfying(
                        Unknown.class,
                        u -> assertThat(u.reasons()).singleElement().asString().contains("segment"));
        ModelSignature nhwc = new ModelSignature(
                List.of(new TensorSpec("images", "UINT8", List.of(1L, 300L, 300L, 3L))),
                List.of(new TensorSpec("o", "FLOAT", List.of(1L, 6L, 8400L))),
                TWO);
        assertThatThrownBy(() ->
                        FamilyResolver.resolve(nhwc, ManifestOverrides.none()).require())
                .isInstanceOfSatisfying(
                        VisorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_FAMILY))
                .hasMessageContaining("UINT8");
    }

    @Test
    void refusesManifestsThatItCannotRead() {
        for (String bad :
                List.of("{\"famly\": \"yolox\"}", "[", "{\"family\": \"yolov4\"}", "{\"scaling\": \"-1..1\"}")) {
            assertThatThrownBy(() -> ManifestOverrides.ofJson(json(bad)))
                    .as(bad)
                    .isInstanceOfSatisfying(
                            VisorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MANIFEST));
        }
    }

    private static List<String> names(ModelSignature model) {
        return ((Unknown) FamilyResolver.resolve(model, ManifestOverrides.none()))
                .candidates().stream().map(Candidate::name).toList();
    }

    private static Resolved resolved(ModelSignature model, String manifest) {
        return FamilyResolver.resolve(model, ManifestOverrides.ofJson(json(manifest)))
                .require();
    }

    private static byte[] json(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static ModelSignature model(int size, String output, Map<String, String> metadata, long... dims) {
        List<Long> shape = java.util.Arrays.stream(dims).boxed().toList();
        return new ModelSignature(List.of(image(size)), List.of(new TensorSpec(output, "FLOAT", shape)), metadata);
    }

    private static TensorSpec image(long size) {
        return new TensorSpec("images", "FLOAT", List.of(1L, 3L, size, size));
    }
}
