package dev.visor.evaluation.device;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.model.VariantId;
import dev.visor.evaluation.version.Versions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "evaluations", description = "Figures and verdicts of variants")
class DeviceController {
    private final Versions versions;
    private final NodeLatencies latencies;

    DeviceController(Versions versions, NodeLatencies latencies) {
        this.versions = versions;
        this.latencies = latencies;
    }

    @GetMapping("/api/v1/evaluations/{variant}/devices")
    @Operation(
            summary = "How long a variant, written model.version.recipe, takes on each class of devices that serves it")
    List<DeviceLatency> devices(@PathVariable String variant) {
        Artifact artifact = versions.variant(parse(variant))
                .orElseThrow(() ->
                        new VisorException(ErrorCode.NOT_FOUND, "variant '%s' is not known here".formatted(variant)))
                .artifact();
        return artifact == null ? List.of() : latencies.of(artifact.digest());
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
