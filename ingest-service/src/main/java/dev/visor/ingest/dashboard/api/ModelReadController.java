package dev.visor.ingest.dashboard.api;

import dev.visor.ingest.dashboard.view.ModelDetail;
import dev.visor.ingest.dashboard.view.ModelQueries;
import dev.visor.ingest.dashboard.view.ModelSummary;
import dev.visor.ingest.dashboard.view.Page;
import dev.visor.ingest.dashboard.view.VersionDetail;
import dev.visor.ingest.dashboard.view.VersionQueries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Models, to read. */
@RestController
@RequestMapping("/api/v1/models")
@Tag(name = "Models")
class ModelReadController {
    private final ModelQueries models;
    private final VersionQueries versions;

    ModelReadController(ModelQueries models, VersionQueries versions) {
        this.models = models;
        this.versions = versions;
    }

    @GetMapping
    @Operation(summary = "Models by name, each with its newest version")
    Page<ModelSummary> models(
            @Parameter(description = "Most models in the answer, 1 to 200") @RequestParam(defaultValue = "50")
                    int limit,
            @Parameter(description = "nextPageToken of the page before") @RequestParam(required = false) @Nullable
                    String pageToken) {
        return models.models(limit, pageToken);
    }

    @GetMapping("/{model}")
    @Operation(summary = "A model with its versions, newest first")
    ModelDetail model(@PathVariable String model) {
        return models.model(model);
    }

    @GetMapping("/{model}/versions/{version:[0-9]{1,9}}")
    @Operation(
            summary = "A version with its timeline, variants, verdicts and promotion",
            description =
                    "Accuracies are from 0 to 1, or −1 where there was nothing to measure. Sizes are bytes, latencies milliseconds.")
    VersionDetail version(@PathVariable String model, @PathVariable int version) {
        return versions.version(model, version);
    }
}
