package dev.visor.ingest.dashboard.api;

import dev.visor.ingest.dashboard.view.Fleet;
import dev.visor.ingest.dashboard.view.FleetQueries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The fleet, to read. */
@RestController
@Tag(name = "Fleet")
class FleetController {
    private final FleetQueries fleet;

    FleetController(FleetQueries fleet) {
        this.fleet = fleet;
    }

    @GetMapping("/api/v1/fleet")
    @Operation(summary = "What each deployment target should serve, and what each node says that it serves")
    Fleet fleet() {
        return fleet.fleet();
    }
}
