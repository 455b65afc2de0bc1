package dev.visor.ingest.dashboard.document;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.model.VariantId;
import dev.visor.ingest.neighbour.EvaluationService;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** The documents of variants and datasets, asked of the evaluation service. */
@Component
public class EvaluationDocuments {
    private static final Logger LOG = LoggerFactory.getLogger(EvaluationDocuments.class);
    private static final byte[] NOTHING = {};
    private static final int OK = 200;
    private static final String EVALUATIONS = "/api/v1/evaluations/";

    /** For what only adds to a page: the rest of it should not wait long. */
    private static final Duration PAGE_PATIENCE = Duration.ofSeconds(5);

    private final EvaluationService evaluation;

    EvaluationDocuments(EvaluationService evaluation) {
        this.evaluation = evaluation;
    }

    /** What is read of a problem document. */
    private record Problem(String detail) {}

    /** Its accuracy. */
    public Answer<ReportDocument> report(VariantId variant) {
        return get(EVALUATIONS + variant + "/report", ReportDocument.class);
    }

    /** What it costs. */
    public Answer<CostDocument> costs(VariantId variant) {
        return get(EVALUATIONS + variant + "/costs", CostDocument.class);
    }

    /** Why its verdict is what it is; computed when it is first asked for. */
    public Answer<ExplanationDocument> explanation(VariantId variant) {
        return get(EVALUATIONS + variant + "/explanation", ExplanationDocument.class);
    }

    /** The second less the first, on the same pictures; computed when it is first asked for. */
    public Answer<ComparisonDocument> comparison(VariantId first, VariantId second) {
        return compare(first, second.toString());
    }

    /** What the first's target serves, less the first. */
    public Answer<ComparisonDocument> comparisonWithChampion(VariantId first) {
        return compare(first, "champion");
    }

    /** What the most accurate uploaded file that was judged on this version of a dataset says of its labels. */
    public Answer<SuspiciousDocument> suspicious(String dataset, Sha256 version) {
        return get(
                "/api/v1/datasets/%s/suspicious?version=%s".formatted(dataset, version),
                SuspiciousDocument.class,
                PAGE_PATIENCE);
    }

    private Answer<ComparisonDocument> compare(VariantId first, String second) {
        return get("/api/v1/comparisons?first=" + first + "&second=" + second, ComparisonDocument.class);
    }

    private <T> Answer<T> get(String path, Class<T> type) {
        return get(path, type, EvaluationService.PATIENCE);
    }

    private <T> Answer<T> get(String path, Class<T> type, Duration patience) {
        try {
            ResponseEntity<byte[]> answer =
                    evaluation.call("GET", path, NOTHING, MediaType.APPLICATION_JSON_VALUE, patience);
            byte[] body = Objects.requireNonNullElse(answer.getBody(), NOTHING);
            return answer.getStatusCode().value() == OK
                    ? new Answer.Found<>(ContractJson.MAPPER.readValue(body, type))
                    : new Answer.Missing<>(
                            ContractJson.MAPPER.readValue(body, Problem.class).detail());
        } catch (JacksonException e) {
            LOG.warn("the evaluation service answers what can't be read: {}", path, e);
            return new Answer.Missing<>("the evaluation service answers what can't be read; is it of this version?");
        } catch (VisorException e) {
            LOG.info("{}: {}", path, e.detail());
            return new Answer.Missing<>(e.detail());
        }
    }
}
