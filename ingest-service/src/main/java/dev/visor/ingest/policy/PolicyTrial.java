package dev.visor.ingest.policy;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Names;
import dev.visor.contracts.policy.Policy;
import dev.visor.ingest.neighbour.EvaluationService;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Has the evaluation service try a policy on the last uploads. */
@Component
class PolicyTrial {
    private final EvaluationService evaluation;

    PolicyTrial(EvaluationService evaluation) {
        this.evaluation = evaluation;
    }

    /**
     * Which uploads.
     *
     * @param limit the last so many, 1 to 100
     * @param model of this model only; null for all
     * @param allTargets whether to other targets than the policy's too
     */
    record Range(int limit, @Nullable String model, boolean allTargets) {
        Range {
            if (model != null) {
                Names.require("model", model);
            }
        }

        private String query() {
            return "limit=%d&allTargets=%s%s".formatted(limit, allTargets, model == null ? "" : "&model=" + model);
        }
    }

    /** What evaluation answers. */
    ResponseEntity<byte[]> of(Policy policy, Range range) {
        return evaluation.call(
                "POST",
                "/api/v1/verdicts:dryRun?" + range.query(),
                ContractJson.MAPPER.writeValueAsBytes(policy),
                MediaType.APPLICATION_JSON_VALUE);
    }
}
