package dev.visor.evaluation.metric.matching;

/** What a detection is worth. */
public enum Outcome {
    /** It found a demanded label. */
    RIGHT,
    /** It found none that was left. */
    WRONG,
    /** It doesn't count: it found a label that isn't demanded, or is beyond the number of detections that take part. */
    IGNORED
}
