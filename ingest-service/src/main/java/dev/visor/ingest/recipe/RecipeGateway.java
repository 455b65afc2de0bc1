package dev.visor.ingest.recipe;

import dev.visor.contracts.Names;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.ingest.neighbour.CompressionService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Recipes and passes at the address where people work. The compression service keeps them; calls go to it and its answers
 * come back as they are, so that the dashboard's page may put recipes without talking to another origin.
 */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Recipes", description = "How variants are made; kept by the compression service.")
class RecipeGateway {
    private static final int MAX_BYTES = 64 * 1024;
    private static final byte[] NOTHING = {};
    private static final String YAML = "application/yaml";

    private final CompressionService compression;

    RecipeGateway(CompressionService compression) {
        this.compression = compression;
    }

    @GetMapping("/passes")
    @Operation(
            summary = "Every pass",
            description = "With what it needs and establishes, and its options: types, ranges, units and defaults.")
    @ApiResponse(responseCode = "503", description = "The compression service does not answer.", content = @Content)
    ResponseEntity<byte[]> passes() {
        return compression.call("GET", "/api/v1/passes", NOTHING, YAML);
    }

    @GetMapping("/recipes")
    @Operation(summary = "Every recipe that holds, with its passes and all their options, the baseline first")
    ResponseEntity<byte[]> recipes() {
        return compression.call("GET", "/api/v1/recipes", NOTHING, YAML);
    }

    @GetMapping("/recipes/{name}")
    @Operation(
            summary = "One recipe",
            description = "The version that holds, or the one that `version` names, deleted or not.")
    @ApiResponse(responseCode = "404", description = "There is none of this name or version.", content = @Content)
    ResponseEntity<byte[]> recipe(
            @PathVariable String name, @RequestParam(required = false) @Nullable Integer version) {
        return compression.call("GET", path(name) + (version == null ? "" : "?version=" + version), NOTHING, YAML);
    }

    @PutMapping("/recipes/{name}")
    @Operation(
            summary = "Define a recipe",
            description = "YAML: name, description, passes in order, each an id or an id with options. A changed text"
                    + " becomes a new version and holds for later uploads.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(mediaType = "application/yaml", schema = @Schema(type = "string"))))
    @ApiResponse(responseCode = "201", description = "The recipe, or this version of it, is new.", content = @Content)
    @ApiResponse(responseCode = "200", description = "The recipe stood so already.", content = @Content)
    @ApiResponse(responseCode = "409", description = "The name is of a built-in recipe.", content = @Content)
    @ApiResponse(responseCode = "422", description = "violations lists everything that is wrong.", content = @Content)
    ResponseEntity<byte[]> put(@PathVariable String name, @Parameter(hidden = true) HttpServletRequest request)
            throws IOException {
        byte[] text = request.getInputStream().readNBytes(MAX_BYTES + 1);
        if (text.length > MAX_BYTES) {
            throw new VisorException(
                    ErrorCode.TOO_LARGE, "a recipe has at most %d bytes, this one has more".formatted(MAX_BYTES));
        }
        return compression.call("PUT", path(name), text, YAML);
    }

    @DeleteMapping("/recipes/{name}")
    @Operation(summary = "Delete a recipe", description = "Later uploads can't name it; built-in ones stay.")
    @ApiResponse(responseCode = "204", description = "Deleted.", content = @Content)
    @ApiResponse(responseCode = "409", description = "It is built in.", content = @Content)
    ResponseEntity<byte[]> delete(@PathVariable String name) {
        return compression.call("DELETE", path(name), NOTHING, YAML);
    }

    private static String path(String name) {
        return "/api/v1/recipes/" + Names.require("recipe", name);
    }
}
