package dev.visor.contracts.event;

import java.time.Duration;
import java.util.List;

/** Every topic, with what it keeps. Records of one key stay in order. */
public final class Topics {
    /** Facts about models, datasets and policies, keyed by their name. */
    public static final String MODEL_EVENTS = "visor.model.events";

    /** Facts and progress of compression, keyed by model. */
    public static final String COMPRESSION_EVENTS = "visor.compression.events";

    /** Facts and progress of evaluation, keyed by model. */
    public static final String EVALUATION_EVENTS = "visor.evaluation.events";

    /** Steps of promotions, keyed by model. */
    public static final String PROMOTION_EVENTS = "visor.promotion.events";

    /** Desired state: what each deployment target should serve, keyed by target, compacted. */
    public static final String CHAMPION_STATE = "visor.champion.state";

    /** Desired state: the recipes that uploads may name, keyed by recipe, compacted. */
    public static final String RECIPE_STATE = "visor.recipe.state";

    /** How each experiment stands, keyed by experiment, compacted. */
    public static final String EXPERIMENT_STATE = "visor.experiment.state";

    /** Reported state: what each node serves, keyed by node, compacted. */
    public static final String NODE_STATE = "visor.node.state";

    /** Detections in camera frames, keyed by camera, kept for a day. */
    public static final String DETECTIONS = "visor.detections";

    /** Suffix of a topic's dead letters. */
    public static final String DEAD_LETTER_SUFFIX = "-dlt";

    private static final int PARTITIONS = 6;

    private Topics() {}

    /** All topics but the dead letters'. */
    public static List<Topic> all() {
        Duration forever = Duration.ZERO;
        return List.of(
                new Topic(MODEL_EVENTS, PARTITIONS, false, forever),
                new Topic(COMPRESSION_EVENTS, PARTITIONS, false, forever),
                new Topic(EVALUATION_EVENTS, PARTITIONS, false, forever),
                new Topic(PROMOTION_EVENTS, PARTITIONS, false, forever),
                new Topic(CHAMPION_STATE, 1, true, forever),
                new Topic(RECIPE_STATE, 1, true, forever),
                new Topic(EXPERIMENT_STATE, 1, true, forever),
                new Topic(NODE_STATE, 1, true, forever),
                new Topic(DETECTIONS, PARTITIONS, false, Duration.ofDays(1)));
    }

    /**
     * A topic.
     *
     * @param name its name
     * @param partitions how many, ≥ 1
     * @param compacted keeps the last record of each key instead of all
     * @param retention how long records are kept; zero for ever
     */
    public record Topic(String name, int partitions, boolean compacted, Duration retention) {}
}
