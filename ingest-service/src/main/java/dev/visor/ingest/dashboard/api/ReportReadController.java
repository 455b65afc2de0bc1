package dev.visor.ingest.dashboard.api;

import dev.visor.ingest.dashboard.view.ReportQueries;
import dev.visor.ingest.dashboard.view.VariantDiff;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reports of variants, to read. */
@RestController
@RequestMapping("/api/v1/models/{model}/versions/{version:[0-9]{1,9}}/variants")
@Tag(name = "Models")
class ReportReadController {
    private final ReportQueries reports;

    ReportReadController(ReportQueries reports) {
        this.reports = reports;
    }

    @GetMapping("/{recipe}/report")
    @Operation(
            summary = "A variant's report with its rows by node, kernel and calibrated tensor",
            description =
                    "Bits, signal to noise in decibels (999 is equal), times in microseconds, ranges with outliers.")
    ReportQueries.Report report(@PathVariable String model, @PathVariable int version, @PathVariable String recipe) {
        return reports.report(model, version, recipe);
    }

    @GetMapping("/{a}/diff/{b}")
    @Operation(
            summary = "What differs between two variants of a version",
            description = "Both variants with sizes and figures, passes whose options differ, and nodes that differ in"
                    + " bits or by a decibel or more.")
    VariantDiff diff(
            @PathVariable String model, @PathVariable int version, @PathVariable String a, @PathVariable String b) {
        return reports.diff(model, version, a, b);
    }
}
