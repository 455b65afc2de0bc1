package dev.visor.ingest.dashboard.api;

import dev.visor.ingest.dashboard.projection.Rebuild;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Makes the read model anew. */
@RestController
@Tag(name = "Operation")
class RebuildController {
    private static final String PATH = "/api/v1/dashboard:rebuild";

    private final Rebuild rebuild;

    RebuildController(Rebuild rebuild) {
        this.rebuild = rebuild;
    }

    @PostMapping(PATH)
    @Operation(
            summary = "Empty the dashboard's read model and project every topic again",
            description = "Pages show less until it is done. Nothing else is touched.")
    ResponseEntity<Rebuild.Status> start() {
        return ResponseEntity.accepted().location(URI.create(PATH)).body(rebuild.start());
    }

    @GetMapping(PATH)
    @Operation(summary = "How far the rebuild is, or how the last one ended")
    Rebuild.Status status() {
        return rebuild.status();
    }
}
