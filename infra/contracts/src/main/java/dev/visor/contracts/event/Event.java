package dev.visor.contracts.event;

/**
 * A fact that one service publishes and others read: a CloudEvents 1.0 event whose data is this record as JSON. Each
 * record has the constants {@code TYPE} (CloudEvents {@code type}) and {@code TOPIC}. Fields are only ever added, and a
 * reader takes a missing one as null or its default.
 */
public sealed interface Event
        permits ModelRegistered,
                ModelQuarantined,
                DatasetImported,
                PolicyDefined,
                RecipeDefined,
                CompressionPlanned,
                CompressionProgress,
                VariantCompressed,
                CompressionFailed,
                ExperimentChanged,
                ExperimentProgress,
                EvaluationProgress,
                VariantEvaluated,
                EvaluationFailed,
                GateDecided,
                PromotionStarted,
                PromotionCompleted,
                PromotionRolledBack,
                PromotionRefused,
                ChampionChanged,
                NodeReported,
                DetectionFrame {
    /** The record's key: events of one key stay in order. */
    String key();

    /** CloudEvents {@code type}. */
    default String type() {
        return EventCatalog.typeOf(getClass());
    }

    /** The topic it goes to. */
    default String topic() {
        return EventCatalog.topicOf(getClass());
    }
}
