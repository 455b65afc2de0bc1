package dev.visor.detection.family;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Families that names, element types and arity give away, none of which Visor decodes. */
final class NamedFamilies {
    private NamedFamilies() {}

    /** The family, or null if names say nothing. */
    static @Nullable Candidate find(ModelSignature model) {
        Set<String> inputs = names(model.inputs());
        Set<String> outputs = names(model.outputs());
        if (inputs.contains("orig_target_sizes")) {
            return Candidate.unsupported("DETR", "input 'orig_target_sizes' (RT-DETR, D-FINE, DEIM)");
        }
        if (inputs.contains("scale_factor") || inputs.contains("im_shape")) {
            return Candidate.unsupported("PADDLE", "input 'scale_factor' or 'im_shape' (PicoDet, PP-YOLOE)");
        }
        if (outputs.contains("dets") && outputs.contains("labels")) {
            boolean integers = model.outputs().stream()
                    .anyMatch(o -> o.name().equals("labels") && o.elementType().startsWith("INT"));
            return integers
                    ? Candidate.unsupported("RTMDET", "outputs 'dets' and integer 'labels'")
                    : Candidate.unsupported("RF-DETR", "outputs 'dets' and float 'labels'");
        }
        if (outputs.stream().anyMatch(o -> o.startsWith("cls_pred"))
                && outputs.stream().anyMatch(o -> o.startsWith("dis_pred"))) {
            return Candidate.unsupported("NANODET", "outputs 'cls_pred…' and 'dis_pred…' for each stride");
        }
        if (outputs.contains("detection_boxes") && outputs.contains("detection_scores")) {
            return Candidate.unsupported("SSD", "outputs 'detection_boxes' and 'detection_scores' (TensorFlow)");
        }
        if (outputs.containsAll(List.of("num_dets", "det_boxes", "det_scores"))) {
            return Candidate.unsupported("END2END", "outputs 'num_dets', 'det_boxes', 'det_scores'");
        }
        if (outputs.containsAll(List.of("boxes", "labels", "scores"))) {
            return Candidate.unsupported("TORCHVISION", "outputs 'boxes', 'labels', 'scores'");
        }
        return null;
    }

    private static Set<String> names(List<TensorSpec> tensors) {
        return tensors.stream().map(TensorSpec::name).collect(Collectors.toSet());
    }
}
