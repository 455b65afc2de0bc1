package dev.visor.ingest.policy;

import dev.visor.ingest.policy.PolicyTrial.Range;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Policies that are tried and not kept. */
@RestController
@Tag(name = "Policies")
class DryRunController {
    private final PolicyTrial trial;

    DryRunController(PolicyTrial trial) {
        this.trial = trial;
    }

    @Operation(
            summary = "Try a policy on the last uploads",
            description = "Which of them would it have let through? The policy is read as where one is put, with every"
                    + " violation; it needs no name. The last decided uploads are judged by it from what was seen and"
                    + " measured of them; nothing is looked at or kept. PUT /api/v1/policies/{name}?dryRun=true does the"
                    + " same.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(mediaType = PolicyController.YAML, schema = @Schema(type = "string"))))
    @ApiResponse(
            responseCode = "200",
            description =
                    "Each upload and variant, what became of it then and what would now; with 'complete: false' some of"
                            + " them, since it took too long.",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object")))
    @ApiResponse(responseCode = "422", description = "Not readable, or it breaks the rules.", content = @Content)
    @ApiResponse(
            responseCode = "503",
            description = "The evaluation service does not answer, or another dry run is going on.",
            content = @Content)
    @PostMapping("/api/v1/policies:dryRun")
    ResponseEntity<byte[]> post(
            @Parameter(description = "how many uploads, 1 to 100") @RequestParam(defaultValue = "20") int limit,
            @Parameter(description = "uploads of this model only") @RequestParam(required = false) @Nullable
                    String model,
            @Parameter(description = "also uploads to other targets than the policy's")
                    @RequestParam(defaultValue = "false")
                    boolean allTargets,
            @Parameter(hidden = true) HttpServletRequest request)
            throws IOException {
        return trial.of(PolicyController.read(null, request), new Range(limit, model, allTargets));
    }
}
