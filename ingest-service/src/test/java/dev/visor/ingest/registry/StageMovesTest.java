package dev.visor.ingest.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.event.CompressionFailed;
import dev.visor.contracts.event.CompressionPlanned;
import dev.visor.contracts.event.EvaluationFailed;
import dev.visor.contracts.event.Event;
import dev.visor.contracts.event.PromotionCompleted;
import dev.visor.contracts.event.PromotionRefused;
import dev.visor.contracts.event.PromotionRolledBack;
import dev.visor.contracts.event.PromotionStarted;
import dev.visor.contracts.event.VariantCompressed;
import dev.visor.contracts.event.VariantEvaluated;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import dev.visor.testkit.EventScenario;
import dev.visor.testkit.VisorTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@VisorTest
class StageMovesTest {
    private static final AtomicInteger MODELS = new AtomicInteger();

    @Autowired
    private StageMoves moves;

    @Autowired
    private Registry registry;

    @Autowired
    private TransactionOperations transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private EventScenario scenario;

    private ModelVersion version;

    @BeforeEach
    void register() {
        version = registry.register(Stories.upload("moved-" + MODELS.incrementAndGet(), "bytes"))
                .version()
                .id();
    }

    @Test
    void goesFromUploadToServing() {
        assertThat(stage()).isEqualTo(ModelStage.COMPRESSING);
        tell(Stories.planned(version, 1, "baseline", "int8"));
        tell(Stories.made(version, 2, "baseline", null));
        assertThat(stage()).isEqualTo(ModelStage.COMPRESSING);
        tell(Stories.made(version, 3, "int8", null));
        assertThat(stage()).isEqualTo(ModelStage.EVALUATING);
        tell(Stories.measured(version, 4, "baseline"));
        tell(Stories.measured(version, 5, "int8"));
        assertThat(stage()).isEqualTo(ModelStage.EVALUATING);
        tell(Stories.started(version, 6, "int8"));
        assertThat(stage()).isEqualTo(ModelStage.PROMOTING);
        tell(Stories.completed(version, 7, "int8"));

        assertThat(stage()).isEqualTo(ModelStage.PROMOTED);
        assertThat(words())
                .startsWith(
                        "UPLOADED received, 1000 bytes",
                        "COMPRESSING safe; YOLOV8 with 2 classes, to be judged on riders by policy default",
                        "COMPRESSING to be made: baseline, int8",
                        "COMPRESSING baseline is made: 250 bytes, 25 % of the upload")
                .contains(
                        "EVALUATING all variants are made; measuring",
                        "EVALUATING int8 measured on 111 pictures of riders/val: AP 0.500, AP50 0.800, 4.20 ms, 0.50 times the baseline's",
                        "PROMOTING int8 goes to roadside: the fastest that passes")
                .endsWith("PROMOTED int8 serves roadside since node node-1 took it");
    }

    @Test
    void aVariantThatFailsOrIsDeadCountsAsSettled() {
        tell(Stories.planned(version, 1, "baseline", "fp16", "int8"));
        tell(Stories.made(version, 2, "baseline", null));
        tell(Stories.notMade(version, 3, "fp16"));
        assertThat(stage()).isEqualTo(ModelStage.COMPRESSING);
        tell(Stories.made(version, 4, "int8", "no score above 0.01"));

        assertThat(stage()).isEqualTo(ModelStage.EVALUATING);
        assertThat(words())
                .contains(
                        "COMPRESSING fp16 could not be made: it broke",
                        "COMPRESSING int8 is dead and will not be measured: no score above 0.01");
    }

    @Test
    void anyOrderEndsAtTheSameStage() {
        List<Event> story = List.of(
                Stories.planned(version, 1, "baseline", "int8"),
                Stories.made(version, 2, "baseline", null),
                Stories.made(version, 3, "int8", null),
                Stories.measured(version, 4, "baseline"),
                Stories.measured(version, 5, "int8"),
                Stories.started(version, 6, "int8"),
                Stories.completed(version, 7, "int8"));
        Random random = new Random(7);
        for (int round = 0; round < 40; round++) {
            register();
            List<Event> shuffled =
                    new ArrayList<>(story.stream().map(e -> of(version, e)).toList());
            Collections.shuffle(shuffled, random);
            shuffled.forEach(this::tell);
            shuffled.forEach(this::tell);

            assertThat(stage()).as("order %s", shuffled).isEqualTo(ModelStage.PROMOTED);
        }
    }

    @Test
    void aRollbackHoldsWhateverComesLate() {
        tell(Stories.rolledBack(version, 9, "int8"));
        tell(Stories.started(version, 6, "int8"));
        tell(Stories.completed(version, 7, "int8"));
        tell(Stories.planned(version, 1, "baseline"));
        tell(Stories.made(version, 2, "baseline", null));

        assertThat(stage()).isEqualTo(ModelStage.REJECTED);
        assertThat(reason()).isEqualTo("rolled back: node-1 could not load it");
    }

    @Test
    void aVersionCanBePromotedAgain() {
        tell(Stories.started(version, 6, "int8"));
        tell(Stories.completed(version, 7, "int8"));
        tell(Stories.rolledBack(version, 8, "int8"));
        tell(Stories.started(version, 20, "fp16"));
        assertThat(stage()).isEqualTo(ModelStage.PROMOTING);
        tell(Stories.completed(version, 21, "fp16"));

        assertThat(stage()).isEqualTo(ModelStage.PROMOTED);
    }

    @Test
    void aRefusalKeepsItsReason() {
        tell(Stories.refused(version, 6, Outcome.FAIL));

        assertThat(stage()).isEqualTo(ModelStage.REJECTED);
        assertThat(reason()).isEqualTo("int8 lacks 0.2 AP");
    }

    @Test
    void anInconclusiveVerdictRejectsAndAnErrorFails() {
        tell(Stories.refused(version, 6, Outcome.INCONCLUSIVE));
        assertThat(stage()).isEqualTo(ModelStage.REJECTED);

        register();
        tell(Stories.notMeasured(version, 5, "baseline"));
        tell(Stories.refused(version, 6, Outcome.ERROR));
        assertThat(stage()).isEqualTo(ModelStage.FAILED);
    }

    @Test
    void keepsVariantsFiles() {
        tell(Stories.made(version, 3, "int8", null));

        assertThat(registry.artifact(new VariantId(version, "int8")).sizeBytes())
                .isEqualTo(250);
        assertThat(registry.artifact(VariantId.baselineOf(version)).sizeBytes()).isEqualTo(1000);
        assertThatThrownBy(() -> registry.artifact(new VariantId(version, "fp16")))
                .isInstanceOf(VisorException.class)
                .hasMessageContaining("it has [baseline, int8]");
    }

    @Test
    void refusesWordsAboutAVersionThatIsNot() {
        ModelVersion other = new ModelVersion(version.model(), 99);

        assertThatThrownBy(() -> tell(Stories.refused(other, 1, Outcome.FAIL))).isInstanceOf(VisorException.class);
    }

    @Test
    void hearsTheOtherServices() {
        scenario.publish(Stories.planned(version, 1, "baseline"));
        scenario.publish(Stories.made(version, 2, "baseline", null));
        scenario.publish(Stories.measured(version, 3, "baseline"));
        scenario.publish(Stories.started(version, 4, "baseline"));
        scenario.publish(Stories.completed(version, 5, "baseline"));

        scenario.awaitState("promoted", () -> stage() == ModelStage.PROMOTED);
        scenario.awaitState(
                "measured", () -> words().stream().anyMatch(w -> w.contains("baseline measured on 111 pictures")));
    }

    private static Event of(ModelVersion version, Event event) {
        return switch (event) {
            case CompressionPlanned e ->
                new CompressionPlanned(
                        version,
                        e.variants().stream()
                                .map(v -> new VariantId(version, v.recipe()))
                                .toList(),
                        e.plannedAt());
            case VariantCompressed e ->
                new VariantCompressed(
                        new VariantId(version, e.variant().recipe()),
                        null,
                        e.artifact(),
                        e.manifest(),
                        e.recipeDigest(),
                        e.report(),
                        e.tripwire(),
                        e.compressedAt());
            case VariantEvaluated e ->
                new VariantEvaluated(
                        new VariantId(version, e.variant().recipe()),
                        e.digest(),
                        e.dataset(),
                        e.datasetDigest(),
                        e.split(),
                        e.images(),
                        e.metrics(),
                        e.perClass(),
                        e.report(),
                        e.evaluatedAt());
            case PromotionStarted e ->
                new PromotionStarted(
                        new VariantId(version, e.variant().recipe()),
                        e.target(),
                        e.ledgerSequence(),
                        e.reason(),
                        e.startedAt());
            case PromotionCompleted e ->
                new PromotionCompleted(
                        new VariantId(version, e.variant().recipe()), e.target(), e.node(), e.completedAt());
            default -> throw new IllegalArgumentException(event.toString());
        };
    }

    private void tell(Event event) {
        transactions.executeWithoutResult(status -> {
            switch (event) {
                case CompressionPlanned e -> moves.planned(e);
                case VariantCompressed e -> moves.made(e);
                case CompressionFailed e -> moves.notMade(e);
                case VariantEvaluated e -> moves.measured(e);
                case EvaluationFailed e -> moves.notMeasured(e);
                case PromotionStarted e -> moves.promotionStarted(e);
                case PromotionCompleted e -> moves.promotionCompleted(e);
                case PromotionRolledBack e -> moves.promotionRolledBack(e);
                case PromotionRefused e -> moves.promotionRefused(e);
                default -> throw new IllegalArgumentException(event.toString());
            }
        });
    }

    private ModelStage stage() {
        return registry.find(version).orElseThrow().stage();
    }

    private String reason() {
        return String.valueOf(registry.find(version).orElseThrow().reason());
    }

    private List<String> words() {
        return jdbc.sql("select stage || ' ' || words from model_timeline where model = ? and version = ? order by id")
                .params(version.model(), version.version())
                .query(String.class)
                .list();
    }
}
