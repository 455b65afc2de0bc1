package dev.visor.detection.family;

import dev.visor.contracts.model.DetectorFamily;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Families that the shape of a single output allows, given the input's size and, if it is known, the number of classes.
 * N alone never identifies one; each candidate says what speaks for it.
 */
final class ShapeFamilies {
    private static final int FINAL_BOXES = 1000;

    private final TensorSpec output;
    private final long rows;
    private final long columns;
    private final int classes;
    private final @Nullable InputSize size;
    private final List<Candidate> found = new ArrayList<>();

    private ShapeFamilies(TensorSpec output, int classes, @Nullable InputSize size) {
        this.output = output;
        this.rows = output.dim(1);
        this.columns = output.dim(2);
        this.classes = classes;
        this.size = size;
    }

    /**
     * Collects the candidates.
     *
     * @param output {@code [1,a,b]}
     * @param classes how many; −1 if unknown
     * @param size of the input that the output is for; null if it is open
     */
    static List<Candidate> of(TensorSpec output, int classes, @Nullable InputSize size) {
        ShapeFamilies shapes = new ShapeFamilies(output, classes, size);
        if (output.rank() != 3) {
            shapes.otherRank();
        } else {
            shapes.boxesAsColumns();
            if (shapes.columns >= 5 && (shapes.rows < 0 || shapes.rows > shapes.columns)) {
                shapes.withObjectness();
                shapes.finalBoxes();
                shapes.withoutObjectness();
            }
        }
        return List.copyOf(shapes.found);
    }

    private void otherRank() {
        if (output.rank() >= 4) {
            unsupported("PER-LEVEL", "output " + output + " is a feature map (YOLOv4, YOLOv7)");
        } else if (output.rank() == 2 && (output.dim(1) == 6 || output.dim(1) == 7)) {
            unsupported("FLAT", "output " + output + " lists final boxes (YOLO-NAS, PaddleDetection)");
        }
    }

    private void boxesAsColumns() {
        boolean features = rows >= 5 && (columns < 0 || rows < columns) && (classes < 0 || rows == 4L + classes);
        boolean grid = size == null || columns < 0 || columns == size.cells() || classes >= 0;
        if (features && grid) {
            supported(DetectorFamily.YOLOV8, "[1,4+%s,N]".formatted(words(classes)), (int) rows - 4);
        }
    }

    private void withObjectness() {
        if (columns < 6 || (classes >= 0 && columns != 5L + classes)) {
            return;
        }
        if (rows < 0 || size == null || rows == size.cells()) {
            String layout = "[1,N,5+%s] with one row a cell of strides 8, 16, 32".formatted(words(classes));
            supported(DetectorFamily.YOLOX, layout, (int) columns - 5);
            unsupported("YOLOV6", "output %s reads as %s and objectness 1".formatted(output, layout));
        }
        if (rows < 0 || size == null || rows == 3 * size.cells() || rows == 3 * (size.cells() + size.cells(64))) {
            supported(
                    DetectorFamily.YOLOV5,
                    "[1,N,5+%s] with three rows a cell (YOLOv5, YOLOv7)".formatted(words(classes)),
                    (int) columns - 5);
        }
    }

    private void finalBoxes() {
        if (columns == 6 && rows > 0 && rows <= FINAL_BOXES && (size == null || rows != size.cells())) {
            supported(
                    DetectorFamily.END2END, "[1,boxes,6] of final boxes (YOLOv10, YOLO26, or suppression inside)", -1);
        }
    }

    private void withoutObjectness() {
        if (classes >= 0 && columns == 4L + classes + 32) {
            unsupported("NANODET-PLUS", "output %s reads as [1,N,nc+32]".formatted(output));
        }
        if (classes < 0 || columns == 4L + classes) {
            if (rows > 0 && rows <= FINAL_BOXES && rows % 100 == 0) {
                unsupported("RT-DETR", "output %s reads as [1,queries,4+nc] of normalised boxes".formatted(output));
            }
            supported(DetectorFamily.VISOR, "[1,N,4+%s]".formatted(words(classes)), (int) columns - 4);
        }
    }

    private void supported(DetectorFamily family, String layout, int modelClasses) {
        found.add(Candidate.of(family, "output %s reads as %s".formatted(output, layout), modelClasses));
    }

    private void unsupported(String name, String reason) {
        found.add(Candidate.unsupported(name, reason));
    }

    private static String words(int classes) {
        return classes < 0 ? "nc" : Integer.toString(classes);
    }
}
