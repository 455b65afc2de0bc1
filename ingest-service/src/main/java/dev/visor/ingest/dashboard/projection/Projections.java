package dev.visor.ingest.dashboard.projection;

import dev.visor.contracts.event.ChampionChanged;
import dev.visor.contracts.event.CompressionFailed;
import dev.visor.contracts.event.CompressionPlanned;
import dev.visor.contracts.event.CompressionProgress;
import dev.visor.contracts.event.DatasetImported;
import dev.visor.contracts.event.DetectionFrame;
import dev.visor.contracts.event.EvaluationFailed;
import dev.visor.contracts.event.EvaluationProgress;
import dev.visor.contracts.event.ExperimentChanged;
import dev.visor.contracts.event.ExperimentProgress;
import dev.visor.contracts.event.GateDecided;
import dev.visor.contracts.event.ModelQuarantined;
import dev.visor.contracts.event.ModelRegistered;
import dev.visor.contracts.event.NodeReported;
import dev.visor.contracts.event.PolicyDefined;
import dev.visor.contracts.event.PromotionCompleted;
import dev.visor.contracts.event.PromotionRefused;
import dev.visor.contracts.event.PromotionRolledBack;
import dev.visor.contracts.event.PromotionStarted;
import dev.visor.contracts.event.RecipeDefined;
import dev.visor.contracts.event.VariantCompressed;
import dev.visor.contracts.event.VariantEvaluated;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every event and who writes it into the read model. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KafkaAccess.class)
class Projections {
    @Bean
    Projection<ModelRegistered> projectModelRegistered(VersionProjection versions) {
        return Projection.of(ModelRegistered.class, versions::registered);
    }

    @Bean
    Projection<ModelQuarantined> projectModelQuarantined(VersionProjection versions) {
        return Projection.of(ModelQuarantined.class, versions::quarantined);
    }

    @Bean
    Projection<DatasetImported> projectDatasetImported(LibraryProjection library) {
        return Projection.of(DatasetImported.class, library::dataset);
    }

    @Bean
    Projection<PolicyDefined> projectPolicyDefined(LibraryProjection library) {
        return Projection.of(PolicyDefined.class, library::policy);
    }

    @Bean
    Projection<RecipeDefined> projectRecipeDefined(RecipeProjection recipes) {
        return Projection.of(RecipeDefined.class, recipes::defined);
    }

    @Bean
    Projection<CompressionPlanned> projectCompressionPlanned(VariantProjection variants) {
        return Projection.of(CompressionPlanned.class, variants::planned);
    }

    @Bean
    Projection<CompressionProgress> projectCompressionProgress(ProgressProjection progress) {
        return Projection.of(CompressionProgress.class, progress::compression);
    }

    @Bean
    Projection<VariantCompressed> projectVariantCompressed(VariantProjection variants) {
        return Projection.of(VariantCompressed.class, variants::compressed);
    }

    @Bean
    Projection<CompressionFailed> projectCompressionFailed(VariantProjection variants) {
        return Projection.of(CompressionFailed.class, variants::compressionFailed);
    }

    @Bean
    Projection<ExperimentChanged> projectExperimentChanged(ExperimentProjection experiments) {
        return new Projection<>(ExperimentChanged.class, experiments::changed, experiments::forgotten);
    }

    @Bean
    Projection<ExperimentProgress> projectExperimentProgress(ExperimentProjection experiments) {
        return Projection.of(ExperimentProgress.class, experiments::progressed);
    }

    @Bean
    Projection<EvaluationProgress> projectEvaluationProgress(ProgressProjection progress) {
        return Projection.of(EvaluationProgress.class, progress::evaluation);
    }

    @Bean
    Projection<VariantEvaluated> projectVariantEvaluated(EvaluationProjection evaluations) {
        return Projection.of(VariantEvaluated.class, evaluations::evaluated);
    }

    @Bean
    Projection<EvaluationFailed> projectEvaluationFailed(VariantProjection variants) {
        return Projection.of(EvaluationFailed.class, variants::evaluationFailed);
    }

    @Bean
    Projection<GateDecided> projectGateDecided(EvaluationProjection evaluations) {
        return Projection.of(GateDecided.class, evaluations::decided);
    }

    @Bean
    Projection<PromotionStarted> projectPromotionStarted(PromotionProjection promotions) {
        return Projection.of(PromotionStarted.class, promotions::started);
    }

    @Bean
    Projection<PromotionCompleted> projectPromotionCompleted(PromotionProjection promotions) {
        return Projection.of(PromotionCompleted.class, promotions::completed);
    }

    @Bean
    Projection<PromotionRolledBack> projectPromotionRolledBack(PromotionProjection promotions) {
        return Projection.of(PromotionRolledBack.class, promotions::rolledBack);
    }

    @Bean
    Projection<PromotionRefused> projectPromotionRefused(PromotionProjection promotions) {
        return Projection.of(PromotionRefused.class, promotions::refused);
    }

    @Bean
    Projection<ChampionChanged> projectChampionChanged(FleetProjection fleet) {
        return new Projection<>(ChampionChanged.class, fleet::champion, fleet::noChampion);
    }

    @Bean
    Projection<NodeReported> projectNodeReported(FleetProjection fleet) {
        return new Projection<>(NodeReported.class, fleet::node, fleet::noNode);
    }

    @Bean
    Projection<DetectionFrame> projectDetectionFrame(DetectionProjection detections) {
        return Projection.of(DetectionFrame.class, detections::frame);
    }
}
