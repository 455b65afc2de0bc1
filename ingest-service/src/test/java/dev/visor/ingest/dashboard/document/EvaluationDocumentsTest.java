package dev.visor.ingest.dashboard.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.policy.Metric;
import dev.visor.detection.dataset.quality.Suspicion.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Reads what the evaluation service wrote of two made-up detectors. */
class EvaluationDocumentsTest {
    @Test
    void aReportIsRead() throws IOException {
        ReportDocument report = read("report", ReportDocument.class);
        assertThat(report.images()).isEqualTo(12);
        assertThat(report.curves()).extracting(Curve::className).containsExactly("red", "blue");
        assertThat(report.curves().getFirst().points()).isNotEmpty();
        assertThat(report.thresholds().perClass().getFirst().fitted().recall()).isEqualTo(1);
        assertThat(report.figures()).anySatisfy(f -> assertThat(f.metric()).isEqualTo(Metric.AP));
        assertThat(report.confusion().counts()).hasDimensions(3, 3);
        assertThat(report.tide().gains().miss()).isPositive();
        assertThat(Objects.requireNonNull(report.agreement()).flipRate()).isPositive();
        assertThat(report.calibration().overall().bins()).hasSize(25);
        assertThat(Objects.requireNonNull(report.temperature()).temperature()).isEqualTo(0.01);
        assertThat(Objects.requireNonNull(report.corrected()).detections()).isEqualTo(69);
        assertThat(report.robustness()).isNull();
    }

    @Test
    void aReportFromBeforeCorrectionsWereJudgedIsReadToo() throws IOException {
        ObjectNode old = read("report", ObjectNode.class);
        old.remove(List.of("corrected", "temperature"));
        ReportDocument report = ContractJson.MAPPER.treeToValue(old, ReportDocument.class);
        assertThat(report.corrected()).isNull();
        assertThat(report.temperature()).isNull();
        assertThat(report.calibration().overall().detections()).isEqualTo(69);
    }

    @Test
    void costsAreRead() throws IOException {
        CostDocument costs = read("costs", CostDocument.class);
        assertThat(costs.latency().getFirst().variantNanos()).hasSize(12);
        assertThat(costs.footprint().sizeBytes()).isPositive();
        assertThat(costs.nodes().costliest()).isNotEmpty();
    }

    @Test
    void anExplanationIsRead() throws IOException {
        ExplanationDocument explanation = read("explanation", ExplanationDocument.class);
        assertThat(explanation.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(explanation.gates())
                .hasSize(4)
                .allSatisfy(g -> assertThat(g.rule()).isNotNull());
        assertThat(explanation.gates().getFirst().room()).isNegative();
        assertThat(explanation.worst().getFirst().boxes())
                .extracting(Shown.Box::kind)
                .contains(Shown.Kind.MISSED, Shown.Kind.RIGHT);
    }

    @Test
    void aComparisonIsRead() throws IOException {
        ComparisonDocument comparison = read("comparison", ComparisonDocument.class);
        ComparisonDocument.Figure ap = comparison.figures().getFirst();
        assertThat(ap.difference()).isEqualTo(-0.5);
        assertThat(ap.isWorse()).isTrue();
        assertThat(ap.isBetter()).isFalse();
        assertThat(comparison.second().costs()).isNotNull();
        assertThat(comparison.worse().getFirst().picture().labels()).isNotEmpty();
    }

    @Test
    void doubtedLabelsAreRead() throws IOException {
        SuspiciousDocument suspicious = read("suspicious", SuspiciousDocument.class);
        assertThat(suspicious.model()).hasToString("whole.1.baseline");
        assertThat(suspicious.isCut()).isFalse();
        assertThat(suspicious.labels())
                .extracting(SuspiciousDocument.Doubt::kind)
                .containsExactly(Kind.UNLABELLED_OBJECT, Kind.OTHER_CLASS, Kind.NEVER_FOUND);
        assertThat(suspicious.labels().getFirst().labelled()).isNull();
        assertThat(suspicious.labels().getLast().score()).isNull();
    }

    private static <T> T read(String name, Class<T> type) throws IOException {
        try (InputStream in = EvaluationDocumentsTest.class.getResourceAsStream("/evaluation/" + name + ".json")) {
            return ContractJson.MAPPER.readValue(Objects.requireNonNull(in).readAllBytes(), type);
        }
    }
}
