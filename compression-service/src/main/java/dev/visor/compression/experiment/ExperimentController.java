package dev.visor.compression.experiment;

import dev.visor.contracts.Names;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
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
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/experiments")
@Tag(name = "Experiments", description = "Curves of accuracy against cost")
class ExperimentController {
    private static final int MOST = 200;
    private static final String EXAMPLE = """
            {"name": "calibration pictures", "model": "helmet",
             "sweeps": [{"label": "all operators", "pass": "quantize-static", "options": {"operators": "all"},
                         "vary": "images", "values": [10, 30, 100]}]}
            """;

    private final ExperimentReader reader;
    private final Experiments experiments;

    ExperimentController(ExperimentReader reader, Experiments experiments) {
        this.reader = reader;
        this.experiments = experiments;
    }

    @PostMapping
    @Operation(
            summary = "Begin an experiment",
            description = "JSON: name (optional), model, version (the latest if left out), sweeps, after (passes that"
                    + " run last). A sweep has label, before (passes that run first; those that built-in recipes tidy"
                    + " with if left out), pass, options, vary (the option that runs through values) and values. Each"
                    + " value is a point, at most 200 in all: its passes run on the upload, and the result is measured"
                    + " on labelled pictures of the training split that gates never judge on. No variant is made. The"
                    + " same request gives the same experiment and takes up again what was cancelled or failed.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(type = "object"),
                                            examples = @ExampleObject(EXAMPLE))))
    @ApiResponse(responseCode = "202", description = "It was accepted; its address is in Location.")
    @ApiResponse(responseCode = "200", description = "It is there and nothing of it is to be taken up again.")
    @ApiResponse(responseCode = "413", description = "More than 64 KiB.", content = @Content)
    @ApiResponse(
            responseCode = "422",
            description = "It can't be followed; violations lists everything.",
            content = @Content)
    ResponseEntity<ExperimentAnswer> post(@Parameter(hidden = true) HttpServletRequest request) throws IOException {
        byte[] text = request.getInputStream().readNBytes(ExperimentReader.MAX_BYTES + 1);
        if (text.length > ExperimentReader.MAX_BYTES) {
            throw new VisorException(
                    ErrorCode.TOO_LARGE,
                    "an experiment has at most %d bytes, this one has more".formatted(ExperimentReader.MAX_BYTES));
        }
        Experiments.Accepted accepted = experiments.accept(reader.read(new String(text, StandardCharsets.UTF_8)));
        Experiment experiment = accepted.experiment();
        return ResponseEntity.status(accepted.more() ? HttpStatus.ACCEPTED : HttpStatus.OK)
                .location(URI.create("/api/v1/experiments/" + experiment.id()))
                .body(ExperimentAnswer.of(experiment, true));
    }

    @GetMapping
    @Operation(
            summary = "Experiments, newest first",
            description = "At most `limit` (1 to 200) of all models or of one, without their points.")
    ExperimentAnswer.Page list(
            @RequestParam(required = false) @Nullable String model,
            @RequestParam(defaultValue = "50") int limit,
            @Parameter(description = "nextPageToken of the page before") @RequestParam(required = false) @Nullable
                    String pageToken) {
        if (model != null) {
            Names.require("model", model);
        }
        if (limit < 1 || limit > MOST) {
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST, "limit must be 1 to %d experiments, was %d".formatted(MOST, limit));
        }
        List<Experiment> found = experiments.latest(
                model,
                pageToken == null
                        ? null
                        : experiments.require(require(pageToken)).id(),
                limit + 1);
        List<Experiment> shown = found.subList(0, Math.min(limit, found.size()));
        return new ExperimentAnswer.Page(
                shown.stream().map(e -> ExperimentAnswer.of(e, false)).toList(),
                found.size() > limit ? shown.getLast().id() : null);
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "One experiment with its points",
            description = "Accuracies are of `measuredOn`: they compare with the upload's here, not with a verdict's.")
    @ApiResponse(responseCode = "404", description = "There is none of this id.", content = @Content)
    ExperimentAnswer one(@PathVariable String id) {
        return ExperimentAnswer.of(experiments.require(require(id)), true);
    }

    @DeleteMapping("/{id}")
    @Operation(
            summary = "Cancel what has not begun",
            description = "A running point goes on to its end. Posting the experiment again takes the others up again.")
    @ApiResponse(responseCode = "200", description = "How it stands now.")
    @ApiResponse(responseCode = "404", description = "There is none of this id.", content = @Content)
    ExperimentAnswer cancel(@PathVariable String id) {
        return ExperimentAnswer.of(experiments.cancel(require(id)), true);
    }

    private static String require(String id) {
        return Names.require("experiment", id);
    }
}
