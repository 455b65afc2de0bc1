package dev.visor.compression.experiment;

import dev.visor.compression.job.Upload;
import dev.visor.contracts.experiment.CurveSweep;
import java.util.List;

/**
 * An experiment that was checked and can begin.
 *
 * @param id by its content: whoever asks for the same gets the same
 * @param name for people
 * @param upload what is worked on
 * @param images labelled pictures that accuracy is measured on
 * @param sweeps the curves
 * @param points of all curves, in the order in which they are taken
 */
record ExperimentPlan(
        String id, String name, Upload upload, int images, List<CurveSweep> sweeps, List<PlannedPoint> points) {
    ExperimentPlan {
        sweeps = List.copyOf(sweeps);
        points = List.copyOf(points);
    }

    /**
     * One value of a sweep.
     *
     * @param sweep its label
     * @param value as JSON
     * @param recipe all passes of the point, as a recipe's text
     */
    record PlannedPoint(String sweep, String value, String recipe) {}
}
