package dev.visor.ingest.dashboard.api;

import dev.visor.contracts.Names;
import dev.visor.contracts.Sha256;
import dev.visor.ingest.neighbour.EvaluationService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Hands on what the evaluation service says of labels, so that all of a dataset is found at one address. */
@RestController
@Tag(name = "Datasets")
class SuspiciousLabelController {
    private static final byte[] NOTHING = {};

    private final EvaluationService evaluation;

    SuspiciousLabelController(EvaluationService evaluation) {
        this.evaluation = evaluation;
    }

    @GetMapping("/api/v1/datasets/{name}/suspicious")
    @Operation(
            summary = "Labels that a model's own errors cast doubt on",
            description =
                    "By the most accurate uploaded file that was judged on the dataset, or on this version of it; asked of the"
                            + " evaluation service. 404 before any was.")
    ResponseEntity<byte[]> suspicious(
            @PathVariable String name, @RequestParam(required = false) @Nullable Sha256 version) {
        Names.require("dataset", name);
        return evaluation.call(
                "GET",
                "/api/v1/datasets/" + name + "/suspicious" + (version == null ? "" : "?version=" + version),
                NOTHING,
                MediaType.APPLICATION_JSON_VALUE);
    }
}
