package dev.visor.evaluation.coco;

import dev.visor.evaluation.metric.tide.TideErrors;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What COCO's evaluation says.
 *
 * @param stats the twelve figures of COCO: AP, AP50, AP75, AP small, medium, large, AR1, AR10, AR100, AR small, medium, large;
 *     0 to 1, or −1 where nothing is demanded
 * @param perClass every category, by id
 * @param tide errors by kind and what each kind costs in AP50, 0 to 1
 * @param intervals of 95 %, if pictures were to be drawn again
 * @param seconds matching and summing up (pycocotools' evaluate and accumulate), by the clock
 * @param matchSeconds the part of it that matching takes
 * @param readSeconds reading both files
 * @param tideSeconds telling errors apart
 * @param peakMemoryBytes the most resident memory that the process ever had; −1 where the system doesn't tell
 * @param images pictures of the ground truth
 * @param annotations labels, crowds among them
 * @param detections all, of which 100 a picture and class count
 */
public record CocoReport(
        @Schema(
                description =
                        "AP, AP50, AP75, APs, APm, APl, AR1, AR10, AR100, ARs, ARm, ARl; −1 where nothing is demanded")
        double[] stats,

        List<ClassFigures> perClass,
        TideErrors tide,

        @Nullable Intervals intervals,

        @Schema(description = "of matching and summing up") double seconds,

        double matchSeconds,
        double readSeconds,
        double tideSeconds,

        @Schema(description = "of the whole process since its start; −1 if the system doesn't tell")
        long peakMemoryBytes,

        int images,
        int annotations,
        int detections) {
    /**
     * One category; figures 0 to 1, or −1 without demanded labels.
     *
     * @param instances labels that are demanded: no crowds
     */
    public record ClassFigures(
            long id, String name, int instances, double ap, double ap50, double ap75, double ar100) {}
}
