package dev.visor.evaluation.run;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.model.VariantId;
import dev.visor.evaluation.version.Variant;
import dev.visor.evaluation.version.VerdictTable;
import dev.visor.evaluation.version.Versions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
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

    EvaluationController(Versions versions, Evaluations evaluations, VerdictTable verdicts) {
        this.versions = versions;
        this.evaluations = evaluations;
        this.verdicts = verdicts;
    }

    @GetMapping("/{variant}")
    @Operation(summary = "Figures and verdict of a variant, written model.version.recipe")
    EvaluationView get(@PathVariable String variant) {
        VariantId id = parse(variant);
        Variant known = versions.variant(id)
                .orElseThrow(
                        () -> new VisorException(ErrorCode.NOT_FOUND, "variant '%s' is not known here".formatted(id)));
        Sha256 evaluation = known.evaluation();
        EvaluationView view = EvaluationView.of(known, verdicts.of(known).orElse(null));
        return evaluation == null
                ? view
                : view.with(evaluations.find(evaluation).orElseThrow());
    }

    private static VariantId parse(String text) {
        try {
            return VariantId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST,
                    "a variant is written model.version.recipe, was '%s'".formatted(text),
                    e);
        }
    }
}
