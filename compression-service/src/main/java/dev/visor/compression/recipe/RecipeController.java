package dev.visor.compression.recipe;

import dev.visor.compression.plan.RecipeReader;
import dev.visor.contracts.Names;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/recipes")
@Tag(name = "Recipes", description = "Passes and the recipes made of them")
class RecipeController {
    private static final String EXAMPLE = """
            name: half
            description: Tidied, weights in half precision.
            passes:
              - extract-initializers-from-inputs
              - convert-opset
              - eliminate-dead-nodes
              - convert-to-float16
            """;

    private final Recipes recipes;

    RecipeController(Recipes recipes) {
        this.recipes = recipes;
    }

    @PutMapping("/{name}")
    @Operation(
            summary = "Define a recipe",
            description = "YAML: name (the one in the address), description, passes in order, each an id or an id with"
                    + " options; GET /api/v1/passes lists them. Beside its id a pass may have `accept`: what it did is"
                    + " kept only if it loses at most `maxDrop` AP points and `maxDrop50` AP50 points on labelled training"
                    + " pictures, takes at most `faster` of the time and has at most `smaller` of the download (shares, 1"
                    + " is as much), each against the step before; otherwise the step is skipped and the variant's report"
                    + " says why. A changed text becomes a new version and holds for later"
                    + " uploads, which name it with recipes=…; the same text again changes nothing.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/yaml",
                                            schema = @Schema(type = "string"),
                                            examples = @ExampleObject(EXAMPLE))))
    @ApiResponse(responseCode = "201", description = "The recipe, or this version of it, is new.")
    @ApiResponse(responseCode = "200", description = "The recipe stood so already.")
    @ApiResponse(responseCode = "409", description = "The name is of a built-in recipe.", content = @Content)
    @ApiResponse(responseCode = "413", description = "More than 64 KiB.", content = @Content)
    @ApiResponse(
            responseCode = "422",
            description = "Not readable, or it can't be followed; violations lists everything.",
            content = @Content)
    ResponseEntity<RecipeAnswer> put(@PathVariable String name, @Parameter(hidden = true) HttpServletRequest request)
            throws IOException {
        Names.require("recipe", name);
        byte[] text = request.getInputStream().readNBytes(RecipeReader.MAX_BYTES + 1);
        if (text.length > RecipeReader.MAX_BYTES) {
            throw new VisorException(
                    ErrorCode.TOO_LARGE,
                    "a recipe has at most %d bytes, this one has more".formatted(RecipeReader.MAX_BYTES));
        }
        Recipes.Put put = recipes.put(name, new String(text, StandardCharsets.UTF_8));
        RecipeAnswer answer = RecipeAnswer.of(put.recipe(), recipes);
        return put.created()
                ? ResponseEntity.created(URI.create("/api/v1/recipes/" + name)).body(answer)
                : ResponseEntity.ok(answer);
    }

    @GetMapping
    @Operation(summary = "Every recipe that holds, with its passes and all their options, the baseline first")
    List<RecipeAnswer> list() {
        return recipes.all().stream().map(r -> RecipeAnswer.of(r, recipes)).toList();
    }

    @GetMapping("/{name}")
    @Operation(
            summary = "One recipe",
            description = "The version that holds, or the one that `version` names, deleted or not.")
    @ApiResponse(responseCode = "404", description = "There is none of this name or version.", content = @Content)
    RecipeAnswer get(@PathVariable String name, @RequestParam(required = false) @Nullable Integer version) {
        Names.require("recipe", name);
        return RecipeAnswer.of(version == null ? recipes.current(name) : recipes.version(name, version), recipes);
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Delete a recipe",
            description = "Later uploads can't name it. Jobs that follow it go on, and its versions can still be read.")
    @ApiResponse(responseCode = "404", description = "There is none of this name.", content = @Content)
    @ApiResponse(responseCode = "409", description = "It is built in.", content = @Content)
    void delete(@PathVariable String name) {
        recipes.delete(name);
    }
}
