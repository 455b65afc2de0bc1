package dev.visor.ingest.experiment;

import dev.visor.contracts.Names;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.ingest.neighbour.CompressionService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Hands experiments through to the compression service, which runs them, and its answers back as they are. */
@RestController
@RequestMapping(ExperimentGateway.PATH)
@Tag(name = "Experiments", description = "Curves of accuracy against cost; run by the compression service.")
class ExperimentGateway {
    static final String PATH = "/api/v1/experiments";

    private static final int MAX_BYTES = 64 * 1024;
    private static final byte[] NOTHING = {};
    private static final String EXAMPLE = """
            {"name": "calibration pictures", "model": "helmet",
             "sweeps": [{"label": "all operators", "pass": "quantize-static", "options": {"operators": "all"},
                         "vary": "images", "values": [10, 30, 100]}]}
            """;

    private final CompressionService compression;

    ExperimentGateway(CompressionService compression) {
        this.compression = compression;
    }

    @PostMapping
    @Operation(
            summary = "Begin an experiment",
            description = "JSON: name (optional), model, version (the latest if left out), sweeps, after (passes that"
                    + " run last). A sweep has label, before (passes that run first; those that built-in recipes tidy"
                    + " with if left out), pass, options, vary (the option that runs through values) and values. Each"
                    + " value is a point, at most 200 in all, measured on labelled pictures of the training split that"
                    + " gates never judge on. No variant is made. The same request gives the same experiment and takes"
                    + " up again what was cancelled or failed.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(type = "object"),
                                            examples = @ExampleObject(EXAMPLE))))
    @ApiResponse(responseCode = "202", description = "Accepted; its address is in Location.", content = @Content)
    @ApiResponse(responseCode = "200", description = "It is there and nothing is to be taken up.", content = @Content)
    @ApiResponse(responseCode = "422", description = "violations lists everything that is wrong.", content = @Content)
    ResponseEntity<byte[]> post(@Parameter(hidden = true) HttpServletRequest request) throws IOException {
        byte[] text = request.getInputStream().readNBytes(MAX_BYTES + 1);
        if (text.length > MAX_BYTES) {
            throw new VisorException(
                    ErrorCode.TOO_LARGE, "an experiment has at most %d bytes, this one has more".formatted(MAX_BYTES));
        }
        return compression.call("POST", PATH, text, MediaType.APPLICATION_JSON_VALUE);
    }

    @GetMapping
    @Operation(summary = "Experiments, newest first", description = "Of all models or of one, without their points.")
    ResponseEntity<byte[]> list(
            @RequestParam(required = false) @Nullable String model,
            @Parameter(description = "Most experiments in the answer, 1 to 200") @RequestParam(defaultValue = "50")
                    int limit,
            @Parameter(description = "nextPageToken of the page before") @RequestParam(required = false) @Nullable
                    String pageToken) {
        String query = "?limit=" + limit
                + (model == null ? "" : "&model=" + Names.require("model", model))
                + (pageToken == null ? "" : "&pageToken=" + URLEncoder.encode(pageToken, StandardCharsets.UTF_8));
        return get(PATH + query);
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "One experiment with its points",
            description = "Accuracies are of `measuredOn`: they compare with the upload's here, not with a verdict's.")
    @ApiResponse(responseCode = "404", description = "There is none of this id.", content = @Content)
    ResponseEntity<byte[]> one(@PathVariable String id) {
        return get(path(id));
    }

    @DeleteMapping("/{id}")
    @Operation(
            summary = "Cancel what has not begun",
            description = "A running point goes on to its end. Posting the experiment again takes the others up again.")
    ResponseEntity<byte[]> cancel(@PathVariable String id) {
        return compression.call("DELETE", path(id), NOTHING, MediaType.APPLICATION_JSON_VALUE);
    }

    private ResponseEntity<byte[]> get(String path) {
        return compression.call("GET", path, NOTHING, MediaType.APPLICATION_JSON_VALUE);
    }

    private static String path(String id) {
        return PATH + "/" + Names.require("experiment", id);
    }
}
