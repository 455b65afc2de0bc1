package dev.visor.evaluation.device;

import dev.visor.contracts.Artifact;
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
        Artifact artifact = versions.named(variant).artifact();
        return artifact == null ? List.of() : latencies.of(artifact.digest());
    }
}
