package dev.visor.detection.family;

import static dev.visor.detection.family.Signatures.TWO;
import static dev.visor.detection.family.Signatures.family;
import static dev.visor.detection.family.Signatures.image;
import static dev.visor.detection.family.Signatures.json;
import static dev.visor.detection.family.Signatures.model;
import static dev.visor.detection.family.Signatures.names;
import static dev.visor.detection.family.Signatures.probed;
import static dev.visor.detection.family.Signatures.resolved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.model.DetectorFamily;
import dev.visor.contracts.model.InputContract.ColorOrder;
import dev.visor.contracts.model.InputContract.Resize;
import dev.visor.detection.family.Resolution.Ambiguous;
import dev.visor.detection.family.Resolution.Resolved;
import dev.visor.detection.family.Resolution.Unknown;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FamilyResolverTest {
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
    void takesCocosNamesForEightyClassesThatNobodyNames() {
        ModelSignature coco = model(416, "output", Map.of(), 1, 3549, 85);
        Resolved resolved = resolved(coco, "{}");
        assertThat(resolved.manifest().family()).isEqualTo(DetectorFamily.YOLOX);
        assertThat(resolved.manifest().classes())
                .hasSize(80)
                .startsWith("person", "bicycle")
                .endsWith("toothbrush");
        assertThat(resolved.evidence()).anySatisfy(e -> assertThat(e).contains("COCO's are taken"));
        assertThat(resolved(model(640, "o", Map.of(), 1, 84, 8400), "{}")
                        .manifest()
                        .family())
                .isEqualTo(DetectorFamily.YOLOV8);
        String eighty = String.join(
                ",",
                java.util.stream.IntStream.range(0, 80).mapToObj(i -> "c" + i).toList());
        ManifestOverrides user = ManifestOverrides.ofParameters(Map.of("classes", eighty, "page", "1"));
        assertThat(FamilyResolver.resolve(coco, user).require().manifest().classes())
                .contains("c79");
    }

    @Test
    void asksForTheNamesOfAnyOtherNumberOfClasses() {
        assertThat(FamilyResolver.resolve(model(416, "output", Map.of(), 1, 3549, 25), ManifestOverrides.none()))
                .isInstanceOfSatisfying(Ambiguous.class, a -> {
                    assertThat(a.missing()).singleElement().asString().contains("classes: 20 names");
                    assertThat(a.candidates())
                            .singleElement()
                            .satisfies(c -> assertThat(c.family()).isEqualTo(DetectorFamily.YOLOX));
                });
        assertThatThrownBy(() -> resolved(model(416, "output", Map.of(), 1, 3549, 25), "{\"classes\": \"coco\"}"))
                .hasMessageContaining("80 classes");
    }

    @Test
    void takesADetrByItsInputsAndOutputs() {
        ModelSignature detr = new ModelSignature(
                List.of(
                        new TensorSpec("images", "FLOAT", List.of(-1L, 3L, 320L, 320L)),
                        new TensorSpec("orig_target_sizes", "INT64", List.of(-1L, 2L))),
                List.of(
                        new TensorSpec("labels", "INT64", List.of(300L)),
                        new TensorSpec("boxes", "FLOAT", List.of(300L, 4L)),
                        new TensorSpec("scores", "FLOAT", List.of(300L))),
                Map.of());
        assertThat(FamilyResolver.resolve(detr, ManifestOverrides.none()))
                .isInstanceOfSatisfying(
                        Ambiguous.class,
                        a -> assertThat(a.missing())
                                .containsExactly("classes: the names in the order of the model's outputs, or 'coco'"));
        Resolved resolved = resolved(detr, "{\"classes\": \"coco\"}");
        assertThat(resolved.manifest().family()).isEqualTo(DetectorFamily.DETR);
        assertThat(resolved.manifest().input().sizeTensor()).isEqualTo("orig_target_sizes");
        assertThat(resolved.manifest().input().resize()).isEqualTo(Resize.STRETCH);
        assertThatThrownBy(() -> resolved(detr, "{\"classes\": \"coco\", \"family\": \"yolox\"}"))
                .hasMessageContaining("stated family YOLOX")
                .hasMessageContaining("candidate DETR");
    }

    @Test
    void takesNanodetByTheNamesOfItsOutputs() {
        Resolved resolved = resolved(nanodet(8, 16, 32), "{}");
        assertThat(resolved.manifest().family()).isEqualTo(DetectorFamily.NANODET);
        assertThat(resolved.manifest().classes()).hasSize(80);
        assertThat(resolved.manifest().input().mean()).containsExactly(103.53f, 116.28f, 123.675f);
        assertThat(resolved.manifest().input().sizeTensor()).isNull();
        assertThat(names(nanodet(8, 16, 32, 64))).containsExactly("NANODET");
    }

    @Test
    void takesFinalBoxesByTheMetadata() {
        Map<String, String> endToEnd = Map.of("end2end", "True", "names", "['a', 'b']");
        assertThat(family(model(640, "output0", endToEnd, 1, 300, 6))).isEqualTo(DetectorFamily.END2END);
        Map<String, String> inside = Map.of("args", "{'nms': True}", "names", "['a', 'b']");
        assertThat(family(model(640, "output0", inside, 1, 300, 6))).isEqualTo(DetectorFamily.END2END);
        assertThatThrownBy(() -> resolved(model(640, "output0", endToEnd, 1, 6, 8400), "{}"))
                .hasMessageContaining("stated family END2END")
                .hasMessageContaining("candidate YOLOV8");
    }

    @Test
    void takesTheTransposedLayoutOfYolov8() {
        assertThat(resolved(model(320, "o", TWO, 1, 2100, 6), "{\"family\": \"yolov8\"}")
                        .manifest()
                        .family())
                .isEqualTo(DetectorFamily.YOLOV8);
        assertThat(family(model(320, "o", TWO, 1, 2100, 6))).isEqualTo(DetectorFamily.VISOR);
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
                        List.of(image(640)),
                        List.of(
                                new TensorSpec("dets", "FLOAT", List.of(1L, 300L, 4L)),
                                new TensorSpec("labels", "FLOAT", List.of(1L, 300L, 91L))),
                        Map.of())))
                .containsExactly("RF-DETR");
        assertThat(names(model(640, "o", TWO, 1, 3, 80, 80, 7))).containsExactly("PER-LEVEL");
        assertThatThrownBy(() -> FamilyResolver.resolve(
                                new ModelSignature(
                                        List.of(image(640)),
                                        List.of(
                                                new TensorSpec("a", "FLOAT", List.of(1L, 3L)),
                                                new TensorSpec("b", "FLOAT", List.of(1L, 4L))),
                                        TWO),
                                ManifestOverrides.none())
                        .require())
                .hasMessageContaining("2 outputs whose names say nothing")
                .hasMessageContaining("NANODET has");
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
    void warnsWhereAProbeRunSpeaksAgainstWhatIsStated() {
        ModelSignature logits = probed(
                model(320, "output0", ULTRALYTICS, 1, 2100, 6), box -> new float[] {box % 320, 9, 30, 30, -3.5f, 2});
        assertThatThrownBy(() -> resolved(logits, "{}"))
                .hasMessageContaining("not VISOR: scores leave 0 to 1")
                .hasMessageContaining("candidate VISOR");
        assertThat(resolved(logits, "{\"family\": \"yolov8\"}").warnings())
                .anySatisfy(w -> assertThat(w).contains("taken as stated, but scores leave 0 to 1"));
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

    private static ModelSignature nanodet(int... strides) {
        List<TensorSpec> outputs = new java.util.ArrayList<>();
        for (String kind : List.of("cls_pred_stride_", "dis_pred_stride_")) {
            for (int stride : strides) {
                long side = Math.ceilDiv(416, stride);
                outputs.add(new TensorSpec(
                        kind + stride, "FLOAT", List.of(1L, side * side, kind.startsWith("cls") ? 80L : 32L)));
            }
        }
        return new ModelSignature(
                List.of(new TensorSpec("input.1", "FLOAT", List.of(1L, 3L, 416L, 416L))), outputs, Map.of());
    }
}
