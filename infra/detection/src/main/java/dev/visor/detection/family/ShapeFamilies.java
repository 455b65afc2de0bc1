package dev.visor.detection.family;

import dev.visor.contracts.model.DetectorFamily;
import java.util.ArrayList;
import java.util.List;

/**
 * Families that the shape of a single output allows, given the input's size and, if it is known, the number of classes.
 * N alone never identifies one; each candidate says what speaks for it.
 */
final class ShapeFamilies {
    private static final int END_TO_END_ROWS = 1000;

    private ShapeFamilies() {}

    /**
     * Collects the candidates.
     *
     * @param output {@code [1,a,b]}
     * @param classes how many; −1 if unknown
     * @param cells cells of the grids of strides 8, 16, 32; −1 if the input's size is open
     */
    static List<Candidate> of(TensorSpec output, int classes, long cells) {
        List<Candidate> found = new ArrayList<>();
        if (output.rank() != 3) {
            if (output.rank() >= 4) {
                found.add(
                        Candidate.unsupported("PER-LEVEL", "output " + output + " is a feature map (YOLOv4, YOLOv7)"));
            } else if (output.rank() == 2 && (output.dim(1) == 6 || output.dim(1) == 7)) {
                found.add(Candidate.unsupported(
                        "FLAT", "output " + output + " lists final boxes (YOLO-NAS, PaddleDetection)"));
            }
            return found;
        }
        long rows = output.dim(1);
        long columns = output.dim(2);
        yolov8(output, rows, columns, classes, cells, found);
        boxesAsRows(output, rows, columns, classes, cells, found);
        return found;
    }

    private static void yolov8(
            TensorSpec output, long rows, long columns, int classes, long cells, List<Candidate> found) {
        boolean features = rows >= 5 && (columns < 0 || rows < columns) && (classes < 0 || rows == 4L + classes);
        boolean grid = cells < 0 || columns < 0 || columns == cells || classes >= 0;
        if (features && grid) {
            found.add(Candidate.of(
                    DetectorFamily.YOLOV8,
                    "output %s reads as [1,4+%s,N]".formatted(output, words(classes)),
                    (int) rows - 4));
        }
    }

    private static void boxesAsRows(
            TensorSpec output, long rows, long columns, int classes, long cells, List<Candidate> found) {
        if (columns < 5 || (rows >= 0 && rows <= columns)) {
            return;
        }
        boolean onGrid = rows < 0 || cells < 0 || rows == cells;
        if (columns >= 6 && onGrid && (classes < 0 || columns == 5L + classes)) {
            String reason = "output %s reads as [1,N,5+%s] with one row a cell of strides 8, 16, 32"
                    .formatted(output, words(classes));
            found.add(
                    output.name().equals("outputs")
                            ? Candidate.unsupported("YOLOV6", reason + ", and it is called 'outputs'")
                            : Candidate.of(DetectorFamily.YOLOX, reason, (int) columns - 5));
        }
        if (cells > 0 && rows == 3 * cells && columns >= 6) {
            found.add(Candidate.unsupported(
                    "YOLOV5", "output %s has three anchors for each cell (YOLOv5, YOLOv7)".formatted(output)));
        }
        if (classes >= 0 && columns == 4L + classes + 32) {
            found.add(Candidate.unsupported("NANODET", "output %s reads as [1,N,nc+32]".formatted(output)));
        }
        if (columns == 6 && rows > 0 && rows <= END_TO_END_ROWS && rows != cells) {
            found.add(Candidate.unsupported(
                    "END2END",
                    "output %s reads as [1,boxes,6] of final boxes (YOLOv10, YOLO26, or suppression inside)"
                            .formatted(output)));
        }
        if (classes < 0 || columns == 4L + classes) {
            if (rows > 0 && rows <= END_TO_END_ROWS && rows % 100 == 0) {
                found.add(Candidate.unsupported("RT-DETR", "output %s reads as [1,queries,4+nc]".formatted(output)));
            }
            found.add(Candidate.of(
                    DetectorFamily.VISOR,
                    "output %s reads as [1,N,4+%s]".formatted(output, words(classes)),
                    (int) columns - 4));
        }
    }

    private static String words(int classes) {
        return classes < 0 ? "nc" : Integer.toString(classes);
    }
}
