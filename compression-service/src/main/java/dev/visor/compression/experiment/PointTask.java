package dev.visor.compression.experiment;

import dev.visor.platform.work.WorkKind;

/**
 * Measure a point. Only one point of an experiment is queued at a time, so that jobs of new uploads come in between.
 *
 * @param experiment id
 * @param position of the point
 */
record PointTask(String experiment, int position) {
    static final WorkKind<PointTask> KIND = new WorkKind<>("measure-point", PointTask.class);

    String id() {
        return experiment + "-" + position;
    }
}
