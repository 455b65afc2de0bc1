package dev.visor.detection.dataset.layout;

import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.detection.dataset.Finding;
import dev.visor.detection.dataset.Rule;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The labels of one task: those of its first completed annotation. Where others drew something else, a finding says so.
 *
 * @param file the export
 * @param task number of the task
 * @param completed annotations that count, the first first
 * @param classes category names
 */
record LabelStudioLabels(String file, long task, List<LabelStudioTask.Annotation> completed, List<String> classes)
        implements LabelSource {
    private static final double SAME_OBJECT_IOU = 0.5;

    static List<LabelStudioRegion> regions(LabelStudioTask.Annotation annotation) {
        return Objects.requireNonNull(annotation.result()).stream()
                .filter(Objects::nonNull)
                .map(LabelStudioRegion::of)
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Optional<List<LabelledBox>> read(int width, int height, List<Finding> findings) {
        if (completed.isEmpty()) {
            return Optional.empty();
        }
        BoxClipper boxes = new BoxClipper(width, height, file, findings);
        List<LabelStudioRegion> regions = regions(completed.getFirst());
        if (regions.stream().anyMatch(r -> r.pictureTurn() != 0)) {
            boxes.report(
                    0,
                    Rule.MALFORMED_LABEL,
                    "task %d was labelled on a turned picture; it counts as unlabelled".formatted(task),
                    true);
            return Optional.empty();
        }
        for (LabelStudioRegion region : regions) {
            add(region, width, height, boxes);
        }
        for (LabelStudioTask.Annotation other : completed.subList(1, completed.size())) {
            compare(boxes, other, width, height);
        }
        return Optional.of(boxes.boxes());
    }

    private void add(LabelStudioRegion region, int width, int height, BoxClipper boxes) {
        int category = classes.indexOf(region.label());
        if (category < 0) {
            boxes.report(
                    0,
                    Rule.UNKNOWN_CLASS,
                    "a region of task %d has label '%s', which is no class; left out".formatted(task, region.label()),
                    true);
            return;
        }
        boolean resized =
                region.originalWidth() > 0 && (region.originalWidth() != width || region.originalHeight() != height);
        if (resized && boxes.boxes().isEmpty()) {
            boxes.report(
                    0,
                    Rule.SIZE_MISMATCH,
                    "task %d was labelled at %d × %d pixels, its picture has %d × %d; boxes are scaled with it"
                            .formatted(task, region.originalWidth(), region.originalHeight(), width, height),
                    false);
        }
        if (region.labels() > 1) {
            boxes.report(
                    0,
                    Rule.MALFORMED_LABEL,
                    "a region of task %d has %d labels; '%s' is taken".formatted(task, region.labels(), region.label()),
                    false);
        }
        if (!region.upright()) {
            boxes.report(
                    0,
                    Rule.POLYGON,
                    "a turned or free region of task %d where a box was expected; its enclosing box is taken"
                            .formatted(task),
                    false);
        }
        boxes.add(0, region.pixels(width, height).box(category, false, false));
    }

    private void compare(BoxClipper boxes, LabelStudioTask.Annotation other, int width, int height) {
        List<LabelledBox> theirs = regions(other).stream()
                .filter(r -> classes.contains(r.label()))
                .map(r -> r.pixels(width, height).box(classes.indexOf(r.label()), false, false))
                .toList();
        long missing = boxes.boxes().stream().filter(b -> !isAmong(b, theirs)).count();
        long added = theirs.stream().filter(b -> !isAmong(b, boxes.boxes())).count();
        if (missing + added > 0) {
            boxes.report(
                    0,
                    Rule.ANNOTATORS_DISAGREE,
                    "task %d: another annotation lacks %d of %d boxes and has %d others; the first is taken"
                            .formatted(task, missing, boxes.boxes().size(), added),
                    false);
        }
    }

    private static boolean isAmong(LabelledBox box, List<LabelledBox> others) {
        return others.stream().anyMatch(o -> o.category() == box.category() && o.iou(box) >= SAME_OBJECT_IOU);
    }
}
