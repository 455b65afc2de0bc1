package dev.visor.evaluation.run;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.evaluation.cost.CostReport;
import dev.visor.evaluation.version.Variant;
import dev.visor.evaluation.version.VerdictTable;
import dev.visor.evaluation.version.Versions;
import dev.visor.platform.artifact.ArtifactStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/evaluations")
@Tag(name = "evaluations", description = "Figures and verdicts of variants")
class EvaluationController {
    private final Versions versions;
    private final Evaluations evaluations;
    private final VerdictTable verdicts;
    private final ArtifactStore store;

    EvaluationController(Versions versions, Evaluations evaluations, VerdictTable verdicts, ArtifactStore store) {
        this.versions = versions;
        this.evaluations = evaluations;
        this.verdicts = verdicts;
        this.store = store;
    }

    @GetMapping("/{variant}")
    @Operation(summary = "Figures and verdict of a variant, written model.version.recipe")
    EvaluationView get(@PathVariable String variant) {
        Variant known = versions.named(variant);
        Sha256 evaluation = known.evaluation();
        EvaluationView view = EvaluationView.of(known, verdicts.of(known).orElse(null));
        return evaluation == null
                ? view
                : view.with(evaluations.find(evaluation).orElseThrow(), evaluations.figures(evaluation));
    }

    @GetMapping("/{variant}/report")
    @Operation(
            summary = "The accuracy report of a variant",
            description =
                    "The document that the evaluation wrote, byte for byte: figures of the whole, of classes and of"
                            + " slices, thresholds, curves, confusions, errors, calibration, and the worst pictures.")
    @ApiResponse(
            responseCode = "200",
            description = "The report.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = EvaluationReport.class)))
    @ApiResponse(responseCode = "404", description = "The variant isn't known, or not measured.", content = @Content)
    ResponseEntity<byte[]> report(@PathVariable String variant) {
        return document(summary(variant).report());
    }

    @GetMapping("/{variant}/costs")
    @Operation(
            summary = "The cost report of a variant",
            description = "Times of each round beside the baseline, of nodes and operators, memory, size and download.")
    @ApiResponse(
            responseCode = "200",
            description = "The report.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = CostReport.class)))
    @ApiResponse(responseCode = "404", description = "The variant isn't known, or not measured.", content = @Content)
    ResponseEntity<byte[]> costs(@PathVariable String variant) {
        Artifact costs = summary(variant).costReport();
        if (costs == null) {
            throw new VisorException(
                    ErrorCode.NOT_FOUND,
                    "variant '%s' was measured before cost reports were kept; upload it again".formatted(variant));
        }
        return document(costs);
    }

    private Evaluations.Summary summary(String variant) {
        return Optional.ofNullable(versions.named(variant).evaluation())
                .flatMap(evaluations::find)
                .orElseThrow(() -> new VisorException(
                        ErrorCode.NOT_FOUND, "there is no evaluation of variant '%s' (yet)".formatted(variant)));
    }

    private ResponseEntity<byte[]> document(Artifact artifact) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .eTag("\"%s\"".formatted(artifact.digest()))
                .body(store.read(artifact.digest()));
    }
}
