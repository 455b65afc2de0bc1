package dev.visor.ingest.policy;

import dev.visor.contracts.Names;
import dev.visor.contracts.policy.Policy;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Policies over HTTP. */
@RestController
@RequestMapping("/api/v1/policies")
@Tag(name = "Policies", description = "What a variant must keep to be promoted, and where to.")
class PolicyController {
    private static final String EXAMPLE = """
            target: roadside
            dataset: riders
            gates:
              - gate: minimum
                metric: ap50
                limit: 0.3
              - gate: maximum-drop
                metric: ap
                limit: 0.01
              - gate: latency-ratio
                limit: 1.05
              - gate: size-ratio
                limit: 1.0
            objective: fastest
            """;
    static final String YAML = "application/yaml";

    private static final int USUAL_UPLOADS = 20;

    private final Policies policies;
    private final PolicyTrial trial;

    PolicyController(Policies policies, PolicyTrial trial) {
        this.policies = policies;
        this.trial = trial;
    }

    @Operation(
            summary = "Define a policy",
            description = "YAML, or JSON with the content type application/json. Fields: target, dataset, classes,"
                    + " classMap, gates (minimum, maximum, maximum-drop, maximum-ratio, latency-ratio, size-ratio), objective"
                    + " (fastest, smallest, most-accurate), robustness, secondDataset and resampling. Unknown fields are refused, and so are a minimum of what is better when less, a"
                    + " maximum of what is better when more, a maximum-ratio of what is no cost, and a confidence that the"
                    + " replicates don't suffice for. A changed policy becomes a new version and"
                    + " holds for later uploads; the same policy again changes nothing. With dryRun=true it isn't kept but tried"
                    + " on the last 20 uploads, as by POST /api/v1/policies:dryRun.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = YAML,
                                            schema = @Schema(type = "string"),
                                            examples = @ExampleObject(EXAMPLE))))
    @ApiResponse(
            responseCode = "201",
            description = "The policy, or this version of it, is new.",
            content = @Content(schema = @Schema(implementation = PolicyAnswer.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The policy stood so already; or the verdicts of a dry run.",
            content = @Content(schema = @Schema(implementation = PolicyAnswer.class)))
    @ApiResponse(responseCode = "400", description = "The name is not allowed.", content = @Content)
    @ApiResponse(responseCode = "413", description = "More than 256 KiB.", content = @Content)
    @ApiResponse(
            responseCode = "422",
            description = "Not readable, or it breaks the rules; every violation is listed.",
            content = @Content)
    @PutMapping(path = "/{name}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> put(
            @PathVariable String name,
            @Parameter(description = "whether it is tried instead of kept") @RequestParam(defaultValue = "false")
                    boolean dryRun,
            HttpServletRequest request)
            throws IOException {
        Policy policy = read(Names.require("policy", name), request);
        if (dryRun) {
            return trial.of(policy, new PolicyTrial.Range(USUAL_UPLOADS, null, false));
        }
        Policies.Put put = policies.put(policy);
        PolicyAnswer answer = PolicyAnswer.of(put.defined());
        return put.created()
                ? ResponseEntity.created(URI.create("/api/v1/policies/" + name)).body(answer)
                : ResponseEntity.ok(answer);
    }

    @Operation(summary = "All policies that hold", description = "Sorted by name.")
    @ApiResponse(responseCode = "200", description = "At least the built-in policy 'default'.")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    List<PolicyAnswer> list() {
        return policies.all().stream().map(PolicyAnswer::of).toList();
    }

    @Operation(
            summary = "One policy",
            description = "As YAML that can be put again if the client accepts application/yaml, else as JSON with its"
                    + " version.")
    @ApiResponse(
            responseCode = "200",
            description = "The version that holds.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = PolicyAnswer.class)),
                @Content(mediaType = YAML, schema = @Schema(type = "string"))
            })
    @ApiResponse(responseCode = "404", description = "There is none of this name.", content = @Content)
    @GetMapping("/{name}")
    ResponseEntity<?> get(@PathVariable String name, HttpServletRequest request) {
        DefinedPolicy defined = policies.current(name);
        if (wantsYaml(request)) {
            return ResponseEntity.ok()
                    .header(HttpHeaders.CONTENT_TYPE, YAML)
                    .body(PolicyText.yaml(defined.policy()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(PolicyAnswer.of(defined));
    }

    /** Reads the policy of a request; without a name that it must have it may have any or none. */
    static Policy read(@Nullable String name, HttpServletRequest request) throws IOException {
        return PolicyReader.read(
                name, request.getInputStream().readNBytes(PolicyText.MAX_BYTES + 1), isJson(request.getContentType()));
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).contains("json");
    }

    private static boolean wantsYaml(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null
                && MediaType.parseMediaTypes(accept).stream()
                        .filter(type -> !type.isWildcardType())
                        .findFirst()
                        .filter(type -> type.getSubtype().contains("yaml"))
                        .isPresent();
    }
}
