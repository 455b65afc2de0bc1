package dev.visor.detection.family;

import dev.visor.contracts.model.DetectorFamily;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Families that names, element types and arity give away. */
final class NamedFamilies {
    /** The input of DETRs that says which size boxes are for. */
    static final String TARGET_SIZE = "orig_target_sizes";

    private static final int NANODET_STRIDES = 3;

    private NamedFamilies() {}

    /** The family, or null if names say nothing. */
    static @Nullable Candidate find(ModelSignature model) {
        Set<String> inputs = names(model.inputs());
        Set<String> outputs = names(model.outputs());
        boolean boxesLabelsScores = outputs.containsAll(List.of("boxes", "labels", "scores"));
        if (inputs.contains(TARGET_SIZE)) {
            String reason = "input '%s' and outputs %s (RT-DETR, D-FINE, DEIM)".formatted(TARGET_SIZE, outputs);
            return boxesLabelsScores && outputs.size() == 3
                    ? Candidate.of(DetectorFamily.DETR, reason, -1)
                    : Candidate.unsupported("DETR", reason + "; Visor reads 'labels', 'boxes', 'scores'");
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
        List<TensorSpec> scores = startingWith(model, "cls_pred");
        List<TensorSpec> distances = startingWith(model, "dis_pred");
        if (!scores.isEmpty() && !distances.isEmpty()) {
            boolean three = scores.size() == NANODET_STRIDES && distances.size() == NANODET_STRIDES;
            return three
                    ? Candidate.of(
                            DetectorFamily.NANODET,
                            "outputs 'cls_pred…' and 'dis_pred…' for each of three strides",
                            (int) scores.getFirst().dim(2))
                    : Candidate.unsupported(
                            "NANODET",
                            "outputs 'cls_pred…' and 'dis_pred…' for %d strides; Visor reads three"
                                    .formatted(scores.size()));
        }
        if (outputs.contains("detection_boxes") && outputs.contains("detection_scores")) {
            return Candidate.unsupported("SSD", "outputs 'detection_boxes' and 'detection_scores' (TensorFlow)");
        }
        if (outputs.containsAll(List.of("num_dets", "det_boxes", "det_scores"))) {
            return Candidate.unsupported("EFFICIENT-NMS", "outputs 'num_dets', 'det_boxes', 'det_scores'");
        }
        if (boxesLabelsScores) {
            return Candidate.unsupported("TORCHVISION", "outputs 'boxes', 'labels', 'scores' of one input");
        }
        return null;
    }

    private static List<TensorSpec> startingWith(ModelSignature model, String prefix) {
        return model.outputs().stream().filter(o -> o.name().startsWith(prefix)).toList();
    }

    private static Set<String> names(List<TensorSpec> tensors) {
        return tensors.stream().map(TensorSpec::name).collect(Collectors.toCollection(java.util.TreeSet::new));
    }
}
