package dev.visor.evaluation.compare;

import dev.visor.evaluation.metric.PictureErrors;

/** What a box is, at the thresholds of its detector and IoU 0.5. */
public enum BoxKind {
    /** A detection that found a label. */
    RIGHT,
    /** A label that no detection found or nearly found. */
    MISSED,
    /** A detection of nothing. */
    FALSE_ALARM,
    /** A detection whose label is near, at an IoU from 0.1 to less than 0.5. */
    BADLY_PLACED,
    /** A detection on a label of another class. */
    WRONG_CLASS,
    /** A further detection of a label that is found. */
    DUPLICATE;

    static BoxKind of(PictureErrors.Kind kind) {
        return switch (kind) {
            case MISSED -> MISSED;
            case FALSE_ALARM -> FALSE_ALARM;
            case BADLY_PLACED -> BADLY_PLACED;
            case WRONG_CLASS -> WRONG_CLASS;
            case DUPLICATE -> DUPLICATE;
        };
    }
}
