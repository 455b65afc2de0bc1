package dev.visor.inference.stream;

import dev.visor.contracts.Names;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The cameras of this node. */
@RestController
@RequestMapping("/api/v1/sources")
class SourceController {
    private final Sources sources;

    SourceController(Sources sources) {
        this.sources = sources;
    }

    /** What a user says about a source. */
    record SourceRequest(
            String uri, @Nullable Boolean loop, @Nullable Double framesPerSecond) {}

    /** A source and how it does. */
    record SourceAnswer(String camera, String uri, boolean loop, double framesPerSecond, SourceStatus status) {
        static SourceAnswer of(SourceRunner runner) {
            SourceDefinition source = runner.source();
            return new SourceAnswer(
                    source.camera(), source.uri(), source.loop(), source.framesPerSecond(), runner.status());
        }
    }

    @Operation(summary = "Lists the sources and how they do")
    @GetMapping
    List<SourceAnswer> all() {
        return sources.all().stream().map(SourceAnswer::of).toList();
    }

    @Operation(summary = "Says how a source does")
    @GetMapping("/{camera}")
    SourceAnswer one(@PathVariable String camera) {
        return SourceAnswer.of(sources.get(camera));
    }

    @Operation(
            summary = "Sets a source",
            description = "A folder of pictures or a video file below a configured root; it starts at once.")
    @PutMapping("/{camera}")
    SourceAnswer put(@PathVariable String camera, @RequestBody SourceRequest request) {
        Names.require("camera", camera);
        return SourceAnswer.of(
                sources.put(SourceDefinition.of(camera, request.uri(), request.loop(), request.framesPerSecond())));
    }

    @Operation(summary = "Ends and forgets a source")
    @DeleteMapping("/{camera}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String camera) {
        sources.delete(camera);
    }
}
