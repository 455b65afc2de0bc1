package dev.visor.evaluation.dryrun;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.policy.Policy;
import dev.visor.platform.web.Turn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;

@RestController
@Tag(name = "verdicts", description = "What policies say of variants")
class DryRunController {
    private static final int MOST_UPLOADS = 100;
    private static final int MOST_BYTES = 256 * 1024;

    private final DryRun dryRun;
    private final DryRunProperties properties;
    private final Turn turn;

    DryRunController(DryRun dryRun, DryRunProperties properties) {
        this.dryRun = dryRun;
        this.properties = properties;
        this.turn = new Turn("another dry run still runs", properties.patience());
    }

    @Operation(
            summary = "Which of the last uploads a policy would have let through",
            description =
                    "The last decided uploads to the policy's target are judged by it, from what was seen and measured of"
                            + " them; nothing is looked at, kept or told. Other classes are judged from the same detections. A gate"
                            + " that asks for more than was seen (corruptions, a second dataset) is an ERROR, the others are"
                            + " judged. The champion compared with is today's. Answers with 'complete: false' what was judged"
                            + " within visor.evaluation.dry-run.time. The ingest service reads YAML, strictly, at"
                            + " /api/v1/policies:dryRun and asks here.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = Policy.class))))
    @ApiResponse(responseCode = "200", description = "The verdicts.")
    @ApiResponse(responseCode = "422", description = "Not a policy.", content = @Content)
    @ApiResponse(responseCode = "503", description = "Another dry run is going on.", content = @Content)
    @PostMapping(path = "/api/v1/verdicts:dryRun", produces = MediaType.APPLICATION_JSON_VALUE)
    DryRunReport post(
            @Parameter(description = "how many uploads, 1 to 100") @RequestParam(defaultValue = "20") int limit,
            @Parameter(description = "uploads of this model only") @RequestParam(required = false) @Nullable
                    String model,
            @Parameter(description = "also uploads to other targets than the policy's")
                    @RequestParam(defaultValue = "false")
                    boolean allTargets,
            @Parameter(hidden = true) HttpServletRequest request)
            throws IOException {
        if (limit < 1 || limit > MOST_UPLOADS) {
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST, "limit must be 1 to %d, was %d".formatted(MOST_UPLOADS, limit));
        }
        Policy policy = policy(request.getInputStream().readNBytes(MOST_BYTES + 1));
        try (Turn.Taken _ = turn.take()) {
            return dryRun.of(policy, limit, allTargets ? null : policy.target(), model, properties.time());
        }
    }

    private static Policy policy(byte[] text) {
        if (text.length > MOST_BYTES) {
            throw new VisorException(
                    ErrorCode.TOO_LARGE, "a policy has at most %d bytes, this one has more".formatted(MOST_BYTES));
        }
        try {
            return ContractJson.MAPPER.readValue(text, Policy.class);
        } catch (JacksonException e) {
            throw new VisorException(
                    ErrorCode.INVALID_POLICY, "this is not a policy as JSON: %s".formatted(ContractJson.fault(e)), e);
        }
    }
}
