package dev.visor.compression.job;

import dev.visor.contracts.Names;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.model.VariantId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/jobs")
@Tag(name = "Jobs", description = "The making of variants")
class JobController {
    private static final int MOST = 1000;

    private final JobTable jobs;

    JobController(JobTable jobs) {
        this.jobs = jobs;
    }

    @GetMapping
    @Operation(summary = "Jobs, newest first", description = "At most `limit` (1 to 1000) of all models or of one.")
    List<Job> list(
            @RequestParam(required = false) @Nullable String model, @RequestParam(defaultValue = "100") int limit) {
        if (model != null) {
            Names.require("model", model);
        }
        if (limit < 1 || limit > MOST) {
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST, "limit must be 1 to %d jobs, was %d".formatted(MOST, limit));
        }
        return jobs.latest(model, limit);
    }

    @GetMapping("/{variant}")
    @Operation(summary = "One job", description = "`variant` is model.version.recipe, for example helmet.3.int8.")
    Job one(@PathVariable String variant) {
        VariantId id;
        try {
            id = VariantId.parse(variant);
        } catch (IllegalArgumentException e) {
            throw new VisorException(ErrorCode.INVALID_NAME, String.valueOf(e.getMessage()), e);
        }
        return jobs.find(id)
                .orElseThrow(() ->
                        new VisorException(ErrorCode.NOT_FOUND, "there is no job for variant '%s'".formatted(variant)));
    }
}
