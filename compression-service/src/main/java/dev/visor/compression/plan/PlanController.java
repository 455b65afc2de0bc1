package dev.visor.compression.plan;

import dev.visor.compression.pass.PassCatalog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Recipes", description = "Passes and the recipes made of them")
class PlanController {
    private final PassCatalog passes;

    PlanController(PassCatalog passes) {
        this.passes = passes;
    }

    @GetMapping("/passes")
    @Operation(
            summary = "Every pass",
            description =
                    "With what it needs, establishes and refuses to follow, and its options: their types, ranges, units and defaults.")
    List<PassCatalog.Description> passes() {
        return passes.describe();
    }
}
