package dev.visor.evaluation.compare;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "comparisons", description = "Why a verdict is what it is, and what tells two variants apart")
class ComparisonController {
    private final Comparisons comparisons;
    private final Explanations explanations;

    ComparisonController(Comparisons comparisons, Explanations explanations) {
        this.comparisons = comparisons;
        this.explanations = explanations;
    }

    @GetMapping("/api/v1/comparisons")
    @Operation(
            summary = "Two measured variants on the same pictures",
            description = "Every figure of both with the difference (second less first) and its paired 95 % interval,"
                    + " curves, errors by kind, confusions, agreement, costs, and pictures on which one does worse. The"
                    + " first time it is computed while the request waits, the longer the more pictures there are; then"
                    + " it is kept.")
    @ApiResponse(
            responseCode = "200",
            description = "The comparison.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = Comparison.class)))
    @ApiResponse(
            responseCode = "404",
            description = "A variant isn't known, or there is no champion.",
            content = @Content)
    @ApiResponse(responseCode = "409", description = "A variant was not measured.", content = @Content)
    @ApiResponse(
            responseCode = "422",
            description = "They were judged on different pictures or classes; the words say on which each.",
            content = @Content)
    @ApiResponse(responseCode = "503", description = "Others are computed; try again later.", content = @Content)
    ResponseEntity<byte[]> compare(
            @Parameter(description = "model.version.recipe") @RequestParam String first,
            @Parameter(description = "model.version.recipe, or champion for what the first's target serves")
                    @RequestParam
                    String second) {
        return json(comparisons.of(first, second));
    }

    @GetMapping("/api/v1/evaluations/{variant}/explanation")
    @Operation(
            summary = "Why a variant's verdict is what it is",
            description =
                    "Each gate with its rule, by how much it keeps or breaks its limit, and the worst slice of its"
                            + " metric; and the pictures on which the variant does most wrong, alone and beside what it was"
                            + " compared with.")
    @ApiResponse(
            responseCode = "200",
            description = "The explanation.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = Explanation.class)))
    @ApiResponse(responseCode = "404", description = "The variant isn't known.", content = @Content)
    @ApiResponse(responseCode = "409", description = "It has no verdict yet.", content = @Content)
    ResponseEntity<byte[]> explain(@PathVariable String variant) {
        return json(explanations.of(variant));
    }

    private static ResponseEntity<byte[]> json(byte[] document) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(document);
    }
}
